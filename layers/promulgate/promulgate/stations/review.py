"""Review: what people decide upon drafts."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from promulgate.core import (
    findings,
    front_matter,
    instants,
    returning,
    reviewing,
    xliff,
)
from promulgate.core.changes import Change
from promulgate.core.documents import Document
from promulgate.core.people import Person, four_eyes_for
from promulgate.core.records import Draft, Override, Policy
from promulgate.core.refusals import NoTextError, UnitError
from promulgate.core.rendering import RENDERER, TooSlow, seconds_for, within
from promulgate.core.reviewing import Reviewed
from promulgate.stations import glossaries, texts
from promulgate.stations.desk import NotFoundError, Place, Station, head_of, present
from promulgate.stations.settling import settle


def read(here: Station, place: Place) -> Reviewed:
    """Return a draft with its document and all findings. Raises NotFoundError."""
    return reviewed(here, head_of(here, place.policy), place)


def change_units(
    here: Station, place: Place, seen: str, targets: Mapping[str, str], by: Person, now: datetime
) -> Reviewed:
    """Give units new translations; return the draft as it then is.

    ``seen`` is the digest of the draft that the person had before them. Raises NotFoundError,
    OutdatedError, ForbiddenError, NoTextError, UnitError or StateError.
    """
    return _edit(here, place, seen, lambda _: targets, by, now)


def put_markdown(
    here: Station, place: Place, seen: str, data: bytes, by: Person, now: datetime
) -> Reviewed:
    """Take in the whole draft as Markdown; return the draft as it then is.

    Raises what ``change_units`` does; AuthorError for a file that cannot be read, UnalignedError
    for one whose units are not those of the draft, FieldsError for one with other dates or keys.
    """
    key = f"{place.policy}.{place.language}.md"
    file = front_matter.parse(data, key=key)

    def targets(current: Reviewed) -> Mapping[str, str]:
        markdown = current.document.markdown
        present = front_matter.parse(markdown.encode(), key=key)
        returning.require_fields(present.front_matter, file.front_matter)
        return returning.targets(current.source_text, markdown, file.text)

    return _edit(here, place, seen, targets, by, now)


def put_xliff(
    here: Station, place: Place, seen: str, data: bytes, by: Person, now: datetime
) -> Reviewed:
    """Take in the whole draft as XLIFF; return the draft as it then is.

    Raises what ``change_units`` does, and XliffError.
    """

    def targets(current: Reviewed) -> Mapping[str, str]:
        present = {unit.id: unit.target for unit in current.document.units}
        read = xliff.read(data, current.document)
        # A file has every unit: what came back as it went is not confirmed by that.
        return {unit: target for unit, target in read.items() if target != present.get(unit)}

    return _edit(here, place, seen, targets, by, now)


def _edit(
    here: Station,
    place: Place,
    seen: str,
    targets: Callable[[Reviewed], Mapping[str, str]],
    by: Person,
    now: datetime,
) -> Reviewed:
    def decide(current: Reviewed) -> Change | None:
        reviewing.require_editor(by, current)
        reviewing.require_current(current.draft, seen)
        try:
            with within(seconds_for(current.source_text)):
                document = reviewing.edited(
                    current.document,
                    current.source_text,
                    targets(current),
                    glossaries.current(here.table),
                )
                return _saved(here, current, document, by, now)
        except TooSlow as error:
            raise UnitError(str(error)) from error

    return _decide(here, place, decide)


def approve(
    here: Station,
    place: Place,
    seen: str,
    overrides: Sequence[Override],
    by: Person,
    now: datetime,
) -> Reviewed:
    """Approve the draft whose digest is ``seen``; approving it twice is one approval.

    Raises NotFoundError, OutdatedError, ForbiddenError, BlockedError or StateError.
    """

    def decide(current: Reviewed) -> Change | None:
        reviewing.require_current(current.draft, seen)
        return reviewing.approve(
            current,
            overrides,
            by,
            renderer=RENDERER,
            four_eyes=four_eyes_for(place.language, here.settings.four_eyes),
            nonce=secrets.token_hex(16),
            now=instants.text(now),
        )

    return _decide(here, place, decide)


def request_changes(
    here: Station, place: Place, seen: str, note: str, by: Person, now: datetime
) -> Reviewed:
    """Send the draft back with a note.

    Raises NotFoundError, OutdatedError, ForbiddenError or StateError.
    """

    def decide(current: Reviewed) -> Change | None:
        reviewing.require_current(current.draft, seen)
        return reviewing.request_changes(current, note, by, instants.text(now))

    return _decide(here, place, decide)


def _decide(here: Station, place: Place, decide: Callable[[Reviewed], Change | None]) -> Reviewed:
    def upon(head: Policy | None) -> Change | None:
        return decide(reviewed(here, present(head, place.policy), place))

    settle(here.table, place.policy, upon)
    return read(here, place)


def draft_at(here: Station, place: Place) -> Draft:
    """Return a draft's record. Raises NotFoundError."""
    draft = here.table.draft(place.policy, place.version, place.language)
    if draft is None:
        raise NotFoundError(
            f"version {place.version} of {place.policy} has no draft in {place.language}"
        )
    return draft


def reviewed(here: Station, head: Policy, place: Place) -> Reviewed:
    """Return a draft of ``head``'s policy as ``read`` does."""
    draft = draft_at(here, place)
    if not draft.digest:
        raise NoTextError(draft.state)
    document = texts.document(here.drafts, draft.policy, draft.language, draft.digest)
    source_text = texts.source(here.drafts, draft.policy, draft.source_digest)
    terms = glossaries.terms_of(here.drafts, document, source_text)
    return Reviewed(
        head=head,
        draft=draft,
        document=document,
        source_text=source_text,
        terms=terms,
        findings=findings.of(document, source_text, terms),
    )


def _saved(
    here: Station, current: Reviewed, document: Document, by: Person, now: datetime
) -> Change | None:
    document_digest = texts.keep(here.drafts, document)
    terms = glossaries.terms_of(here.drafts, document, current.source_text)
    failing = len(findings.errors(findings.of(document, current.source_text, terms)))
    return reviewing.save(current, document, document_digest, failing, by, instants.text(now))
