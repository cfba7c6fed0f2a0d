"""What people are shown of drafts; nothing is changed here."""

from collections.abc import Mapping
from datetime import datetime

from promulgate.core import (
    draft_views,
    findings,
    hints,
    instants,
    publishing,
    reviewing,
    samples,
    xliff,
)
from promulgate.core.draft_views import Around
from promulgate.core.glossary import Term
from promulgate.core.memory import Hint
from promulgate.core.people import May, Person, four_eyes_for
from promulgate.core.records import Draft, Version
from promulgate.core.refusals import NoTextError, UnitError
from promulgate.core.rendering import TooSlow, seconds_for, within
from promulgate.core.reviewing import Reviewed
from promulgate.core.states import State
from promulgate.core.views import CheckedUnit, CheckedView, DraftView
from promulgate.stations import glossaries, texts
from promulgate.stations.desk import NotFoundError, Place, Station, head_of
from promulgate.stations.review import draft_at, read, reviewed


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
