"""Review: what people see of policies and drafts, and what their decisions change."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core import (
    draft_views,
    editions,
    findings,
    glossary,
    hints,
    instants,
    returning,
    reviewing,
    ruling,
    samples,
    uploads,
    urls,
    views,
)
from promulgate.core.changes import Change
from promulgate.core.documents import Document
from promulgate.core.draft_views import Around, CheckedUnit, CheckedView, DraftView
from promulgate.core.editions import Site, Text
from promulgate.core.errors import PromulgateError
from promulgate.core.glossary import Term
from promulgate.core.history import broken_in
from promulgate.core.memory import Hint
from promulgate.core.people import May, Person, four_eyes_for
from promulgate.core.records import Draft, Override, Policy, Publication, Ruling, Version
from promulgate.core.rendering import RENDERER, TooSlow, within
from promulgate.core.reviewing import NoTextError, Reviewed, UnitError
from promulgate.core.states import State
from promulgate.core.views import HistoryView, PoliciesView, PolicyDetail
from promulgate.stations import glossaries, texts
from promulgate.stations.settling import settle

# More is a mistake or an attack: a policy renders in milliseconds.
SECONDS_TO_RENDER = 5.0
# Of how many versions a policy's page tells at once.
VERSIONS = 20


type Publications = Sequence[Publication]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    draft_bucket: str
    company_name: str
    site_url: str
    four_eyes: str = "on"
    release: str = "each"


class NotFoundError(PromulgateError):
    """There is no such policy, version or draft; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The settings, and the ways out that they name."""

    settings: Settings
    table: Table
    drafts: Bucket


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which draft is meant."""

    policy: str
    version: int
    language: str


def station(settings: Settings) -> Station:
    """Return the station that ``settings`` describe."""
    return Station(
        settings=settings, table=Table(settings.table), drafts=Bucket(settings.draft_bucket)
    )


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
    head = _head(here, slug)
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
        publications=tuple(
            views.of_publication(one, urls.permanent(one.language, slug, one.number))
            for one in here.table.publications(slug)
            if one.version in shown
        ),
        next=shown.start if shown.start > 1 and shown else None,
    )


def history(here: Station, slug: str, limit: int, after: int) -> HistoryView:
    """Return up to ``limit`` entries behind number ``after``. Raises NotFoundError."""
    head = _head(here, slug)
    before = here.table.history(slug, limit=1, after=after - 1) if after else ()
    entries = here.table.history(slug, limit=limit, after=after)
    broken = broken_in((*before, *entries), head, first=max(after, 1), last=after + limit)
    return HistoryView(
        entries=entries,
        whole=broken is None,
        broken_at=broken,
        next=after + limit if after + limit < head.sequence else None,
    )


def read(here: Station, place: Place) -> Reviewed:
    """Return a draft with its document and all findings. Raises NotFoundError."""
    return _read(here, _head(here, place.policy), place)


def show(here: Station, place: Place, by: Person, now: datetime) -> DraftView:
    """Return a draft as ``by`` sees it, also one that has no text yet. Raises NotFoundError."""
    head = _head(here, place.policy)
    draft = _draft(here, place)
    if draft.digest:
        return view(here, _read(here, head, place), by, now)
    may = May(edit=False, approve=False, reason=str(NoTextError(draft.state)))
    around = Around(version=_version(here, place), may=may, now=instants.text(now))
    return draft_views.without_text(draft, around)


def view(here: Station, seen: Reviewed, by: Person, now: datetime) -> DraftView:
    """Return ``seen`` with all that its reviewer is told beside it."""
    draft = seen.draft
    place = Place(policy=draft.policy, version=draft.version, language=draft.language)
    four_eyes = four_eyes_for(draft.language, here.settings.four_eyes)
    around = Around(
        version=_version(here, place),
        may=reviewing.may(seen, by, four_eyes=four_eyes),
        now=instants.text(now),
        hints=_hints(here, seen),
        glossary_changed=_glossary_changed(here, seen),
        waits_for=_waits_for(here, draft),
    )
    return draft_views.of_reviewed(seen, around)


def check_units(here: Station, place: Place, targets: Mapping[str, str], by: Person) -> CheckedView:
    """Return what the checks would say of units with new translations; nothing is saved.

    Raises NotFoundError, ForbiddenError, NoTextError or UnitError.
    """
    seen = read(here, place)
    reviewing.require_editor(by, seen)
    try:
        with within(SECONDS_TO_RENDER):
            changed = reviewing.changed_units(seen.document, targets)
            return CheckedView(
                units=tuple(
                    CheckedUnit(
                        id=unit.id,
                        checks=draft_views.of_checks(
                            findings.of_unit(unit, seen.document, seen.terms)
                        ),
                        html=samples.html(unit.target, seen.source_text),
                    )
                    for unit in changed
                    if unit.id in targets
                )
            )
    except TooSlow as error:
        raise UnitError(str(error)) from error


def preview(here: Station, place: Place) -> bytes:
    """Return the page that approving the draft would publish. Raises NotFoundError, NoTextError."""
    seen = read(here, place)
    site = Site(company_name=here.settings.company_name, url=here.settings.site_url)
    text = Text(document=seen.document, source_text=seen.source_text)
    return editions.preview(site, _version(here, place), place.language, text)


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
    for one whose units are not those of the draft.
    """
    text = uploads.decoded(data)

    def targets(current: Reviewed) -> Mapping[str, str]:
        return returning.targets(current.source_text, current.document.markdown, text)

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
            with within(SECONDS_TO_RENDER):
                document = reviewing.edited(current.document, current.source_text, targets(current))
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


def withdraw(here: Station, slug: str, language: str, by: Person, now: datetime) -> PolicyDetail:
    """Take the page in force away; withdrawing it twice is one withdrawal.

    Raises NotFoundError, ForbiddenError or RulingError.
    """

    def rule(head: Policy, publications: Publications, known: Ruling | None) -> Change | None:
        return ruling.withdraw(head, language, publications, known, by, instants.text(now))

    return _rule(here, slug, language, rule)


def restore(
    here: Station, slug: str, language: str, number: str, by: Person, now: datetime
) -> PolicyDetail:
    """Put an older publication back in force; restoring it twice is one restoration.

    Raises NotFoundError, ForbiddenError or RulingError.
    """

    def rule(head: Policy, publications: Publications, known: Ruling | None) -> Change | None:
        return ruling.restore(head, language, publications, known, number, by, instants.text(now))

    return _rule(here, slug, language, rule)


def _rule(
    here: Station,
    slug: str,
    language: str,
    rule: Callable[[Policy, Publications, Ruling | None], Change | None],
) -> PolicyDetail:
    def decide(head: Policy | None) -> Change | None:
        if head is None:
            raise NotFoundError(f"there is no policy {slug}")
        known = next((one for one in here.table.rulings(slug) if one.language == language), None)
        return rule(head, here.table.publications(slug, language), known)

    settle(here.table, slug, decide)
    return detail(here, slug)


def _head(here: Station, slug: str) -> Policy:
    head = here.table.policy(slug)
    if head is None:
        raise NotFoundError(f"there is no policy {slug}")
    return head


def _decide(here: Station, place: Place, decide: Callable[[Reviewed], Change | None]) -> Reviewed:
    def upon(head: Policy | None) -> Change | None:
        if head is None:
            raise NotFoundError(f"there is no policy {place.policy}")
        return decide(_read(here, head, place))

    settle(here.table, place.policy, upon)
    return read(here, place)


def _draft(here: Station, place: Place) -> Draft:
    draft = here.table.draft(place.policy, place.version, place.language)
    if draft is None:
        raise NotFoundError(
            f"version {place.version} of {place.policy} has no draft in {place.language}"
        )
    return draft


def _version(here: Station, place: Place) -> Version:
    version = here.table.version(place.policy, place.version)
    if version is None:
        raise NotFoundError(f"there is no version {place.version} of {place.policy}")
    return version


def _read(here: Station, head: Policy, place: Place) -> Reviewed:
    draft = _draft(here, place)
    if not draft.digest:
        raise NoTextError(draft.state)
    document = texts.document(here.drafts, draft.policy, draft.language, draft.digest)
    source_text = texts.source(here.drafts, draft.policy, draft.source_digest)
    terms = _terms(here, document, source_text)
    return Reviewed(
        head=head,
        draft=draft,
        document=document,
        source_text=source_text,
        terms=terms,
        findings=findings.of(document, source_text, terms),
    )


def _hints(here: Station, seen: Reviewed) -> Mapping[str, Hint]:
    status = seen.head.languages.get(seen.draft.language)
    approved = status.approved_digest if status else ""
    if not approved or approved == seen.draft.digest:
        return {}
    document = texts.document(here.drafts, seen.draft.policy, seen.draft.language, approved)
    return hints.of(seen.document, document)


def _waits_for(here: Station, draft: Draft) -> tuple[str, ...]:
    """Return the languages that must be approved before an approved draft goes out."""
    if here.settings.release != "together" or draft.state != State.APPROVED:
        return ()
    ready = {State.APPROVED, State.PUBLISHED}
    drafts = here.table.drafts(draft.policy, draft.version)
    return tuple(one.language for one in drafts if one.state not in ready)


def _glossary_changed(here: Station, seen: Reviewed) -> bool:
    current = glossaries.current(here.table)
    document = seen.document
    if current == document.glossary_digest or document.language == document.source_language:
        return False
    now = glossaries.terms(
        here.drafts, current, document.source_language, document.language, seen.source_text
    )
    return bool(glossary.changed(seen.terms, now, seen.source_text))


def _terms(here: Station, document: Document, source_text: str) -> tuple[Term, ...]:
    return glossaries.terms(
        here.drafts,
        document.glossary_digest,
        document.source_language,
        document.language,
        source_text,
    )


def _saved(
    here: Station, current: Reviewed, document: Document, by: Person, now: datetime
) -> Change | None:
    document_digest = texts.keep(here.drafts, document)
    found = findings.of(document, current.source_text, current.terms)
    failing = len(findings.errors(found))
    return reviewing.save(current, document, document_digest, failing, by, instants.text(now))
