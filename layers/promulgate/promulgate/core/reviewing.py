"""What a reviewer may do to a draft, and what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from promulgate.core import digest, uploads
from promulgate.core.alignment import FRONT_MATTER
from promulgate.core.changes import Change
from promulgate.core.documents import LONGEST_TARGET, Document, DraftUnit, Origin
from promulgate.core.errors import OutdatedError
from promulgate.core.findings import Failing, errors
from promulgate.core.glossary import Term
from promulgate.core.history import Event
from promulgate.core.people import (
    ForbiddenError,
    May,
    Person,
    require_publisher,
    require_reviewer,
    require_second_person,
)
from promulgate.core.records import Approval, Draft, Override, Policy
from promulgate.core.refusals import BlockedError, OverrideError, UnitError
from promulgate.core.states import EDITABLE, State, StateError, changed
from promulgate.core.units import assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A draft in front of a reviewer: the record, its document, the source, and all findings.

    ``terms`` are those of the glossary that the draft was made with, and the source's own names.
    """

    head: Policy
    draft: Draft
    document: Document
    source_text: str
    terms: tuple[Term, ...]
    findings: tuple[Failing, ...]


def require_current(draft: Draft, seen: str) -> None:
    """Raise OutdatedError unless ``seen`` is the digest of the draft as it is."""
    if draft.digest != seen:
        raise OutdatedError("the draft has changed since you read it", draft.digest)


def edited(
    document: Document, source_text: str, targets: Mapping[str, str], glossary_digest: str
) -> Document:
    """Return ``document`` with the units in ``targets`` as a person wrote them.

    From then on it is to fit the glossary in force, ``glossary_digest``, by which the person was
    checked. Raises UnitError as ``changed_units`` does.
    """
    units = changed_units(document, targets)
    if units == document.units:
        return document
    return replace(
        document,
        units=units,
        glossary_digest=glossary_digest,
        markdown=assemble(source_text, {unit.id: unit.target for unit in units}),
    )


def changed_units(document: Document, targets: Mapping[str, str]) -> tuple[DraftUnit, ...]:
    """Return the units of ``document``, those in ``targets`` as a person wrote them.

    Who sends a machine's text back as it is, or one that is doubted, confirms it: it is theirs
    then. Raises UnitError for an id that the draft lacks or a text that no unit can have.
    """
    known = {unit.id: unit for unit in document.units}
    for unit_id, target in targets.items():
        if unit_id not in known:
            raise UnitError(f"there is no unit {unit_id} in this draft")
        _require_text(known[unit_id], target)
    return tuple(_edited_unit(unit, targets) for unit in document.units)


def _require_text(unit: DraftUnit, target: str) -> None:
    if len(target) > LONGEST_TARGET:
        raise UnitError(f"unit {unit.id} is longer than {LONGEST_TARGET} characters")
    if not target.strip():
        raise UnitError(f"unit {unit.id} is empty")
    hidden = uploads.UNSEEN if unit.kind in FRONT_MATTER else uploads.HIDDEN
    if found := hidden.search(target):
        raise UnitError(
            f"unit {unit.id} has a character that hides something (U+{ord(found[0]):04X})"
        )


def _edited_unit(unit: DraftUnit, targets: Mapping[str, str]) -> DraftUnit:
    if unit.id not in targets:
        return unit
    target = targets[unit.id]
    if target == unit.target and unit.origin != Origin.MACHINE and not unit.flags:
        return unit
    return replace(unit, target=target, origin=Origin.HUMAN, flags=())


def save(
    seen: Reviewed,
    document: Document,
    document_digest: str,
    failing: int,
    person: Person,
    now: str,
) -> Change | None:
    """Return the change that makes ``document`` the draft, or None if it is already.

    ``failing`` counts its findings of severity error. A draft that was approved or published is in
    review again. Raises ForbiddenError, StateError.
    """
    draft = seen.draft
    require_editor(person, seen)
    if document_digest == draft.digest:
        return None
    new = replace(
        draft,
        state=changed(draft.state, State.IN_REVIEW),
        digest=document_digest,
        target_digest=digest.of_text(document.markdown),
        glossary_digest=document.glossary_digest,
        failing=failing,
        changed_at=now,
        changed_by=person.name,
        changed_by_id=person.id,
        approval=None,
    )
    return Change(
        policy=seen.head,
        records=(new,),
        events=(_event("edited", draft, new, person, now),),
    )


def require_editor(person: Person, seen: Reviewed) -> None:
    """Raise ForbiddenError unless ``person`` may change the text of this draft.

    A source has an author, who uploads it; what is published under its name is what they wrote.
    """
    if seen.draft.language == seen.document.source_language:
        raise ForbiddenError("nobody changes a source here: its author uploads it anew")
    require_reviewer(person, seen.draft.language)


def may(seen: Reviewed, person: Person, *, four_eyes: bool) -> May:
    """Return what ``person`` may do to the draft now, and why not what they may not."""
    draft = seen.draft
    edit = _refusal(lambda: _require_edit(person, seen))
    approve = _refusal(lambda: _require_approval(person, seen, four_eyes=four_eyes))
    if not approve and draft.approval is not None and draft.approval.draft_digest == draft.digest:
        approve = f"{draft.approval.by} has approved it"
    return May(edit=not edit, approve=not approve, reason=approve or edit)


def _refusal(require: Callable[[], None]) -> str:
    try:
        require()
    except (ForbiddenError, StateError) as error:
        return str(error)
    return ""


def _require_edit(person: Person, seen: Reviewed) -> None:
    require_editor(person, seen)
    if seen.draft.state not in EDITABLE:
        raise StateError(seen.draft.state, State.IN_REVIEW)


def _require_approval(person: Person, seen: Reviewed, *, four_eyes: bool) -> None:
    _require_approver(person, seen)
    if seen.draft.approval is None:
        changed(seen.draft.state, State.APPROVED)
    if four_eyes:
        require_second_person(person, seen.draft.changed_by, seen.draft.changed_by_id)


def approve(
    seen: Reviewed,
    overrides: Sequence[Override],
    person: Person,
    *,
    renderer: str,
    four_eyes: bool,
    nonce: str,
    now: str,
) -> Change | None:
    """Return the change that approves the draft, or None if these bytes are approved already.

    ``nonce`` is drawn at random for this approval.

    Raises ForbiddenError (role, four eyes), BlockedError (failing checks), OverrideError (checks
    that do not fail) or StateError.
    """
    draft = seen.draft
    _require_approver(person, seen)
    if draft.approval is not None and draft.approval.draft_digest == draft.digest:
        return None
    if four_eyes:
        require_second_person(person, draft.changed_by, draft.changed_by_id)
    _require_overridden(seen.findings, overrides)
    approval = Approval(
        by=person.name,
        by_id=person.id,
        at=now,
        draft_digest=draft.digest,
        source_digest=draft.source_digest,
        target_digest=draft.target_digest,
        glossary_digest=draft.glossary_digest,
        renderer=renderer,
        overrides=tuple(overrides),
        nonce=nonce,
    )
    new = replace(
        draft, state=changed(draft.state, State.APPROVED), changed_at=now, approval=approval
    )
    return Change(
        policy=seen.head,
        records=(new,),
        events=(_event("approved", draft, new, person, now, nonce=nonce),),
    )


def _require_overridden(findings: Sequence[Failing], overrides: Sequence[Override]) -> None:
    """Raise unless ``overrides`` give a reason for every failing check, and for nothing else.

    Who overrides what does not fail has another draft in mind than this one.
    """
    failing = {(one.unit, one.finding.name) for one in findings}
    for override in overrides:
        if (override.unit, override.check) not in failing:
            where = f"unit {override.unit}" if override.unit else "the whole draft"
            raise OverrideError(f"the check {override.check} does not fail for {where}")
    reasons = {(override.unit, override.check) for override in overrides if override.reason.strip()}
    unanswered = [one for one in errors(findings) if (one.unit, one.finding.name) not in reasons]
    if unanswered:
        raise BlockedError(unanswered)


def request_changes(seen: Reviewed, note: str, person: Person, now: str) -> Change | None:
    """Return the change that sends the draft back with ``note``, or None if it already says so."""
    draft = seen.draft
    _require_approver(person, seen)
    if draft.state == State.CHANGES_REQUESTED and draft.note == note:
        return None
    new = replace(
        draft,
        state=changed(draft.state, State.CHANGES_REQUESTED),
        note=note,
        changed_at=now,
        approval=None,
    )
    return Change(
        policy=seen.head,
        records=(new,),
        events=(_event("changes_requested", draft, new, person, now, note=note),),
    )


def _require_approver(person: Person, seen: Reviewed) -> None:
    if seen.draft.language == seen.document.source_language:
        require_publisher(person)
    else:
        require_reviewer(person, seen.draft.language)


def _event(action: str, old: Draft, new: Draft, person: Person, now: str, **detail: str) -> Event:
    return Event(
        at=now,
        by=person.name,
        action=action,
        version=new.version,
        language=new.language,
        from_digest=old.digest,
        to_digest=new.digest,
        detail=detail,
    )
