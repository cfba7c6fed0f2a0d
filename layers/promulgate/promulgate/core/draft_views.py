"""How a draft becomes what the review API answers about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from promulgate.core import findings, languages, memory, urls
from promulgate.core.checks import Finding
from promulgate.core.documents import DraftUnit
from promulgate.core.findings import Failing
from promulgate.core.glossary import Term, occurring
from promulgate.core.memory import Hint
from promulgate.core.people import May
from promulgate.core.records import Approval, Draft, Version
from promulgate.core.reviewing import Reviewed
from promulgate.core.views import (
    ApprovalView,
    ChangeView,
    CheckView,
    Direction,
    DraftView,
    GoesLive,
    HintView,
    TermView,
    UnitView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a reviewer is told beside the draft itself: when it counts, hints, what they may do.

    ``terms`` are those of the glossary in force; None where the draft has no text.
    """

    version: Version
    may: May
    now: str
    hints: Mapping[str, Hint] = field(default_factory=dict)
    terms: tuple[Term, ...] | None = None
    waits_for: tuple[str, ...] = ()


def of_reviewed(seen: Reviewed, around: Around) -> DraftView:
    """Return a draft with its units and what the checks say of each."""
    renewed = {
        unit.id: found
        for unit in seen.document.units
        if around.terms is not None
        and (found := findings.of_new_glossary(unit, seen.terms, around.terms))
    }
    units = tuple(
        _unit(unit, seen, around.hints.get(unit.id), renewed.get(unit.id))
        for unit in seen.document.units
    )
    checks = of_findings(seen.findings, "")
    return _view(seen.draft, around, units, checks, glossary_changed=bool(renewed))


def without_text(draft: Draft, around: Around) -> DraftView:
    """Return a draft that the machine has yet to make, or could not make."""
    return _view(draft, around, (), ())


def _view(
    draft: Draft,
    around: Around,
    units: tuple[UnitView, ...],
    checks: tuple[CheckView, ...],
    *,
    glossary_changed: bool = False,
) -> DraftView:
    source_language = around.version.source_language
    return DraftView(
        policy=draft.policy,
        version=draft.version,
        language=draft.language,
        direction=_direction(draft.language),
        source_language=source_language,
        source_direction=_direction(source_language),
        title=around.version.title,
        effective_date=around.version.effective_date,
        targets_path=urls.edition(draft.language, draft.policy),
        state=draft.state,
        digest=draft.digest,
        changed_at=draft.changed_at,
        changed_by=draft.changed_by,
        note=draft.note,
        glossary_changed=glossary_changed,
        may=around.may,
        approval=_approval(draft.approval),
        goes_live=_goes_live(draft, around) if draft.approval else None,
        units=units,
        checks=checks,
    )


def _unit(unit: DraftUnit, seen: Reviewed, hint: Hint | None, renewed: Finding | None) -> UnitView:
    changed = unit.previous_source and unit.previous_source != unit.source
    return UnitView(
        id=unit.id,
        kind=unit.kind,
        source=unit.source,
        target=unit.target,
        previous_source=unit.previous_source or None,
        changes=redline(unit.previous_source, unit.source) if changed else None,
        origin=unit.origin,
        flags=unit.flags,
        hint=_hint(hint, unit.source) if hint else None,
        terms=tuple(
            TermView(source=term.source, target=term.target)
            for term in occurring(seen.terms, unit.source)
        ),
        checks=(*of_findings(seen.findings, unit.id), *of_checks([renewed] if renewed else [])),
    )


def _hint(hint: Hint, source: str) -> HintView:
    return HintView(source=hint.source, target=hint.target, changes=redline(hint.source, source))


def redline(was: str, now: str) -> tuple[ChangeView, ...]:
    """Return how one text became the other, word by word; white space alone parts no change."""
    parts = groupby(
        memory.differences(was, now), key=lambda part: part.equal and bool(part.now.strip())
    )
    joined = ((equal, list(group)) for equal, group in parts)
    return tuple(
        ChangeView(
            equal=equal,
            was="".join(part.was for part in group),
            now="".join(part.now for part in group),
        )
        for equal, group in joined
    )


def of_findings(failing: Sequence[Failing], unit: str) -> tuple[CheckView, ...]:
    """Return the findings about one unit, or with an empty id those about the whole draft."""
    return of_checks([one.finding for one in failing if one.unit == unit])


def of_checks(found: Sequence[Finding]) -> tuple[CheckView, ...]:
    """Return what the checks found."""
    return tuple(
        CheckView(name=one.name, severity=one.severity, message=one.message, parts=one.parts)
        for one in found
    )


def _approval(approval: Approval | None) -> ApprovalView | None:
    if approval is None:
        return None
    return ApprovalView(by=approval.by, at=approval.at, overrides=approval.overrides)


def _goes_live(draft: Draft, around: Around) -> GoesLive:
    at = around.version.effective_at
    return GoesLive(
        path=urls.edition(draft.language, draft.policy),
        at=at if at > around.now else "now",
        waits_for=around.waits_for,
    )


def _direction(language: str) -> Direction:
    return "rtl" if languages.direction(language) == "rtl" else "ltr"
