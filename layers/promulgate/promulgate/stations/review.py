"""Review: what people see of policies and drafts, and what their decisions change."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core import (
    editions,
    findings,
    instants,
    reviewing,
    ruling,
    urls,
    views,
)
from promulgate.core.changes import Change
from promulgate.core.documents import Document
from promulgate.core.editions import Site, Text
from promulgate.core.errors import PromulgateError
from promulgate.core.glossary import Term
from promulgate.core.people import Person, four_eyes_for
from promulgate.core.records import Override, Policy, Publication, Ruling
from promulgate.core.rendering import RENDERER, TooSlow, within
from promulgate.core.reviewing import Reviewed, UnitError
from promulgate.core.views import HistoryView, PoliciesView, PolicyDetail
from promulgate.stations import glossaries, texts
from promulgate.stations.settling import settle

# More is a mistake or an attack: a policy renders in milliseconds.
SECONDS_TO_RENDER = 5.0


type Publications = Sequence[Publication]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    draft_bucket: str
    company_name: str
    site_url: str
    four_eyes: str = "on"


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


def detail(here: Station, slug: str) -> PolicyDetail:
    """Return one policy with all that belongs to it. Raises NotFoundError."""
    head = _head(here, slug)
    return PolicyDetail(
        policy=views.of_policy(head),
        versions=tuple(views.of_version(version) for version in here.table.versions(slug)),
        drafts=tuple(views.of_draft(draft) for draft in here.table.drafts(slug)),
        publications=tuple(
            views.of_publication(
                publication, urls.permanent(publication.language, slug, publication.number)
            )
            for publication in here.table.publications(slug)
        ),
    )


def history(here: Station, slug: str, limit: int, after: int) -> HistoryView:
    """Return up to ``limit`` entries behind number ``after``. Raises NotFoundError."""
    head = _head(here, slug)
    entries = here.table.history(slug, limit=limit, after=after)
    last = entries[-1].sequence if entries else after
    return HistoryView(entries=entries, next=last if last < head.sequence else None)


def read(here: Station, place: Place) -> Reviewed:
    """Return a draft with its document and all findings. Raises NotFoundError."""
    return _read(here, _head(here, place.policy), place)


def preview(here: Station, place: Place) -> bytes:
    """Return the page that approving the draft would publish. Raises NotFoundError."""
    seen = read(here, place)
    version = here.table.version(place.policy, place.version)
    if version is None:
        raise NotFoundError(f"there is no version {place.version} of {place.policy}")
    site = Site(company_name=here.settings.company_name, url=here.settings.site_url)
    text = Text(document=seen.document, source_text=seen.source_text)
    return editions.preview(site, version, place.language, text)


def change_units(
    here: Station, place: Place, seen: str, targets: Mapping[str, str], by: Person, now: datetime
) -> Reviewed:
    """Give units new translations; return the draft as it then is.

    ``seen`` is the digest of the draft that the person had before them. Raises NotFoundError,
    OutdatedError, ForbiddenError, UnitError or StateError.
    """

    def decide(current: Reviewed) -> Change | None:
        reviewing.require_editor(by, current)
        reviewing.require_current(current.draft, seen)
        try:
            with within(SECONDS_TO_RENDER):
                document = reviewing.edited(current.document, current.source_text, targets)
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


def _read(here: Station, head: Policy, place: Place) -> Reviewed:
    draft = here.table.draft(place.policy, place.version, place.language)
    if draft is None:
        raise NotFoundError(
            f"version {place.version} of {place.policy} has no draft in {place.language}"
        )
    if not draft.digest:
        raise NotFoundError(f"this draft is {draft.state}: there is no text to review yet")
    document = texts.document(here.drafts, draft.policy, draft.language, draft.digest)
    source_text = texts.source(here.drafts, draft.policy, draft.source_digest)
    return Reviewed(
        head=head,
        draft=draft,
        document=document,
        source_text=source_text,
        findings=findings.of(document, source_text, _terms(here, document, source_text)),
    )


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
    found = findings.of(document, current.source_text, _terms(here, document, current.source_text))
    failing = len(findings.errors(found))
    return reviewing.save(current, document, document_digest, failing, by, instants.text(now))
