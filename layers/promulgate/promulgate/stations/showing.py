"""What people are shown of policies and drafts; nothing is changed here."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from promulgate.core import (
    draft_views,
    findings,
    hints,
    instants,
    publishing,
    reviewing,
    ruling,
    samples,
    urls,
    views,
    xliff,
)
from promulgate.core.draft_views import Around, CheckedUnit, CheckedView, DraftView
from promulgate.core.glossary import Term
from promulgate.core.history import broken_in
from promulgate.core.memory import Hint
from promulgate.core.people import May, Person, four_eyes_for
from promulgate.core.records import Draft, Version
from promulgate.core.rendering import TooSlow, seconds_for, within
from promulgate.core.reviewing import NoTextError, Reviewed, UnitError
from promulgate.core.states import State
from promulgate.core.views import HistoryView, PoliciesView, PolicyDetail, PublicationView
from promulgate.stations import glossaries, texts
from promulgate.stations.review import (
    NotFoundError,
    Place,
    Station,
    draft_at,
    head_of,
    read,
    reviewed,
)

# Of how many versions a policy's page tells at once.
VERSIONS = 20


def overview(here: Station, limit: int, after: str) -> PoliciesView:
    """Return up to ``limit`` policies behind the slug ``after``."""
    heads = here.table.policies(limit=limit, after=after)
    return PoliciesView(
        policies=tuple(views.of_policy(head) for head in heads),
        next=heads[-1].policy if len(heads) == limit else None,
    )


def detail(
    here: Station, slug: str, limit: int = VERSIONS, before: int | None = None
) -> PolicyDetail:
    """Return one policy with what belongs to its newest ``limit`` versions below ``before``.

    Raises NotFoundError.
    """
    head = head_of(here, slug)
    last = head.version if before is None else min(before - 1, head.version)
    shown = range(max(last - limit, 0) + 1, last + 1)
    return PolicyDetail(
        policy=views.of_policy(head),
        versions=tuple(
            views.of_version(one) for one in here.table.versions(slug) if one.version in shown
        ),
        drafts=tuple(
            views.of_draft(one) for one in here.table.drafts(slug) if one.version in shown
        ),
        publications=tuple(one for one in _publications(here, slug) if one.version in shown),
        next=shown.start if shown.start > 1 and shown else None,
    )


def _publications(here: Station, slug: str) -> Iterator[PublicationView]:
    """Yield every publication of a policy, with what rulings say of it."""
    rulings = {one.language: one for one in here.table.rulings(slug)}
    known = here.table.publications(slug)
    for one in known:
        siblings = [other for other in known if other.language == one.language]
        held_back = ruling.holds_back(one, siblings, rulings.get(one.language))
        path = urls.permanent(one.language, slug, one.number)
        yield views.of_publication(one, path, held_back=held_back)


def history(here: Station, slug: str, limit: int, after: int) -> HistoryView:
    """Return up to ``limit`` entries behind number ``after``. Raises NotFoundError."""
    head = head_of(here, slug)
    before = here.table.history(slug, limit=1, after=after - 1) if after else ()
    entries = here.table.history(slug, limit=limit, after=after)
    broken = broken_in((*before, *entries), head, first=max(after, 1), last=after + limit)
    return HistoryView(
        entries=entries,
        whole=broken is None,
        broken_at=broken,
        next=after + limit if after + limit < head.sequence else None,
    )


def as_xliff(seen: Reviewed) -> str:
    """Return a draft for translators' tools, with what the checks say as notes."""
    approved = seen.draft.approval is not None
    return xliff.write(seen.document, seen.findings, approved=approved).decode()


def show(here: Station, place: Place, by: Person, now: datetime) -> DraftView:
    """Return a draft as ``by`` sees it, also one that has no text yet. Raises NotFoundError."""
    head = head_of(here, place.policy)
    draft = draft_at(here, place)
    if draft.digest:
        return view(here, reviewed(here, head, place), by, now)
    may = May(edit=False, approve=False, reason=str(NoTextError(draft.state)))
    around = Around(version=version_at(here, place), may=may, now=instants.text(now))
    return draft_views.without_text(draft, around)


def view(here: Station, seen: Reviewed, by: Person, now: datetime) -> DraftView:
    """Return ``seen`` with all that its reviewer is told beside it."""
    draft = seen.draft
    place = Place(policy=draft.policy, version=draft.version, language=draft.language)
    four_eyes = four_eyes_for(draft.language, here.settings.four_eyes)
    around = Around(
        version=version_at(here, place),
        may=reviewing.may(seen, by, four_eyes=four_eyes),
        now=instants.text(now),
        hints=_hints(here, seen),
        terms=_terms_in_force(here, seen),
        waits_for=_waits_for(here, draft, seen.head.source_language),
    )
    return draft_views.of_reviewed(seen, around)


def check_units(here: Station, place: Place, targets: Mapping[str, str], by: Person) -> CheckedView:
    """Return what the checks would say of units with new translations; nothing is saved.

    Raises NotFoundError, ForbiddenError, NoTextError or UnitError.
    """
    seen = read(here, place)
    reviewing.require_editor(by, seen)
    terms = _terms_in_force(here, seen)
    try:
        with within(seconds_for("".join(targets.values()))):
            changed = reviewing.changed_units(seen.document, targets)
            return CheckedView(
                units=tuple(
                    CheckedUnit(
                        id=unit.id,
                        checks=draft_views.of_checks(findings.of_unit(unit, seen.document, terms)),
                        html=samples.html(unit.target, seen.source_text),
                    )
                    for unit in changed
                    if unit.id in targets
                )
            )
    except TooSlow as error:
        raise UnitError(str(error)) from error


def _hints(here: Station, seen: Reviewed) -> Mapping[str, Hint]:
    status = seen.head.languages.get(seen.draft.language)
    approved = status.approved_digest if status else ""
    if not approved or approved == seen.draft.digest:
        return {}
    document = texts.document(here.drafts, seen.draft.policy, seen.draft.language, approved)
    return hints.of(seen.document, document)


def _terms_in_force(here: Station, seen: Reviewed) -> tuple[Term, ...]:
    """Return the terms that an edit of the draft is checked by: those of the glossary in force."""
    document = seen.document
    digest = glossaries.current(here.table)
    if digest == document.glossary_digest or document.language == document.source_language:
        return seen.terms
    return glossaries.terms(
        here.drafts, digest, document.source_language, document.language, seen.source_text
    )


def _waits_for(here: Station, draft: Draft, source_language: str) -> tuple[str, ...]:
    """Return the languages that must be approved before an approved draft goes out."""
    if draft.state != State.APPROVED:
        return ()
    waiting = publishing.awaited(
        here.table.drafts(draft.policy, draft.version),
        source_language=source_language,
        together=here.settings.release == "together",
    )
    return tuple(one.language for one in waiting)


def version_at(here: Station, place: Place) -> Version:
    version = here.table.version(place.policy, place.version)
    if version is None:
        raise NotFoundError(f"there is no version {place.version} of {place.policy}")
    return version
