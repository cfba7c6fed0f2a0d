"""Publish: what is approved becomes permanent copies, and the page in force shows the right one.

``converge`` looks at one policy and adds what is missing. Each of its steps may be the last before
a crash and is done again by the next call:

1. commit which publications there are to be, and which pages in force (not ``settled`` yet);
2. write the permanent copies, never over anything;
3. write the pages in force, each only over what was there while that commit was the newest, so
   that a slower call can never put an older page over a newer one;
4. write the language indexes and invalidate the CDN;
5. commit that all this is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from promulgate.adapters.buckets import Bucket, Lock
from promulgate.adapters.cdn import Cdn
from promulgate.adapters.retries import pauses
from promulgate.adapters.schedules import Schedules
from promulgate.adapters.table import ConflictError, Table
from promulgate.core import editions, instants, publishing, urls
from promulgate.core.changes import Change, seal
from promulgate.core.editions import Published, Site, Text
from promulgate.core.history import Event
from promulgate.core.publishing import ApprovalError
from promulgate.core.records import Draft, Edition, Policy, Publication, Record, Version
from promulgate.core.rendering import RENDERER
from promulgate.core.states import State, changed
from promulgate.stations import memories, pages, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    draft_bucket: str
    site_bucket: str
    site_url: str
    distribution_id: str
    schedule_group: str
    schedule_role_arn: str
    schedule_dead_letter_arn: str
    company_name: str
    source_language: str
    target_languages: tuple[str, ...] = ()
    release: str = "each"
    # Mode and years, such as "governance:10"; empty for no lock.
    object_lock: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The settings, and the ways out that they name."""

    site: Site
    languages: tuple[str, ...]
    together: bool
    table: Table
    drafts: Bucket
    pages: Bucket
    cdn: Cdn
    schedules: Schedules


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A policy as the table has it, read after its head."""

    head: Policy
    versions: Mapping[int, Version]
    drafts: tuple[Draft, ...]
    publications: tuple[Publication, ...]
    editions: Mapping[str, Edition]


def station(settings: Settings, function_arn: str) -> Station:
    """Return the station that ``settings`` describe; schedules call ``function_arn``."""
    return Station(
        site=Site(company_name=settings.company_name, url=settings.site_url),
        languages=(settings.source_language, *settings.target_languages),
        together=settings.release == "together",
        table=Table(settings.table),
        drafts=Bucket(settings.draft_bucket),
        pages=Bucket(settings.site_bucket, _lock(settings.object_lock)),
        cdn=Cdn(settings.distribution_id),
        schedules=Schedules(
            group=settings.schedule_group,
            role_arn=settings.schedule_role_arn,
            function_arn=function_arn,
            dead_letter_arn=settings.schedule_dead_letter_arn,
        ),
    )


def _lock(setting: str) -> Lock | None:
    mode, _, years = setting.partition(":")
    return Lock(mode.upper(), int(years)) if mode else None


def policies(here: Station) -> Iterator[str]:
    """Yield the slug of every policy."""
    after = ""
    while heads := here.table.policies(limit=100, after=after):
        yield from (head.policy for head in heads)
        after = heads[-1].policy


def converge(here: Station, policy: str, now: datetime) -> None:
    """Bring the site to what the table says of ``policy`` at the instant ``now``.

    Raises ConflictError when others kept changing the policy meanwhile.
    """
    for pause in pauses():
        try:
            _converge(here, policy, instants.text(now))
        except ConflictError:
            pause()
        else:
            return
    raise ConflictError(f"policy {policy} kept changing")


def _converge(here: Station, policy: str, now: str) -> None:
    head = here.table.policy(policy)
    if head is None:
        return
    present = _present(here, head)
    approved = {
        draft: texts.text(here.drafts, policy, draft.language, draft.digest, draft.source_digest)
        for draft in present.drafts
        if draft.state == State.APPROVED
    }
    _void_what_differs(here, head, approved, now)
    for draft, text in approved.items():
        memories.teach(here.table, here.drafts, draft, text)
    out = publishing.releasable(present.drafts, together=here.together)
    publications = (*present.publications, *_new_publications(present, approved, out, now))
    unsettled = [publication for publication in publications if not publication.settled]
    site = Published(
        site=here.site, head=head, versions=present.versions, publications=publications
    )
    wanted = editions.wanted(site, now)
    changing = [edition for edition in wanted if not _is_shown(edition, present.editions)]
    if out or unsettled or changing:
        head = _commit_plan(here, present, unsettled, changing, now)
        pages.write_permanent_copies(here.drafts, here.pages, site, unsettled)
        pages.write_faces(here.table, here.drafts, here.pages, site, head, wanted, changing)
        head = _commit_written(here, head, changing)
        _announce(here, head, changing)
        _commit_done(here, head, out, unsettled, changing, now)
    if at := publishing.next_effect(publications, now):
        here.schedules.wake(policy, at)


def _present(here: Station, head: Policy) -> Present:
    """Read the drafts of the versions that are still on their way, and everything that is out."""
    on_their_way = {
        version
        for status in head.languages.values()
        for version in (status.version, status.approved_version)
        if version
    }
    return Present(
        head=head,
        versions={version.version: version for version in here.table.versions(head.policy)},
        drafts=tuple(
            draft
            for version in sorted(on_their_way)
            for draft in here.table.drafts(head.policy, version)
        ),
        publications=here.table.publications(head.policy),
        editions={edition.language: edition for edition in here.table.editions(head.policy)},
    )


def _void_what_differs(
    here: Station, head: Policy, approved: Mapping[Draft, Text], now: str
) -> None:
    for draft, text in approved.items():
        try:
            publishing.verify(draft, editions.digests(text, RENDERER))
        except ApprovalError as error:
            back = publishing.voided(draft, error.difference, RENDERER, now)
            event = _event("approval_void", draft, now, difference=error.difference)
            here.table.commit(seal(Change(policy=head, records=(back,), events=(event,))))
            raise ConflictError(str(error)) from error


def _new_publications(
    present: Present, approved: Mapping[Draft, Text], out: Sequence[Draft], now: str
) -> tuple[Publication, ...]:
    made = (
        publishing.new_publication(
            draft,
            present.versions[draft.version],
            present.publications,
            approved[draft].title,
            approved[draft].description,
            now,
        )
        for draft in out
    )
    return tuple(publication for publication in made if publication is not None)


def _is_shown(edition: Edition, shown: Mapping[str, Edition]) -> bool:
    known = shown.get(edition.language)
    return known is not None and known.settled and known.face == edition.face


def _commit_plan(
    here: Station,
    present: Present,
    unsettled: Sequence[Publication],
    changing: Sequence[Edition],
    now: str,
) -> Policy:
    shown = present.editions
    planned: list[Record] = [
        replace(edition, written=edition.language in shown and shown[edition.language].written)
        for edition in changing
    ]
    events = [
        Event(
            at=now,
            by="publish",
            action="in_force",
            language=edition.language,
            detail={"publication": edition.in_force},
        )
        for edition in changing
        if edition.language not in shown or shown[edition.language].in_force != edition.in_force
    ]
    change = Change(policy=present.head, records=(*unsettled, *planned), events=tuple(events))
    return here.table.commit(seal(change))


def _commit_written(here: Station, head: Policy, changing: Sequence[Edition]) -> Policy:
    """Let the language indexes list the new pages, now that they are there."""
    written = tuple(replace(edition, written=True) for edition in changing)
    return here.table.commit(seal(Change(policy=head, records=written))) if written else head


def _announce(here: Station, head: Policy, changing: Sequence[Edition]) -> None:
    pages.write_not_found(here.pages, here.site, here.languages)
    for edition in changing:
        pages.write_index(here.table, here.pages, here.site, edition.language)
    paths = [
        path for edition in changing for path in urls.changing(edition.language, edition.policy)
    ]
    here.cdn.invalidate(paths, f"{head.policy}-{head.revision}")


def _commit_done(
    here: Station,
    head: Policy,
    out: Sequence[Draft],
    unsettled: Sequence[Publication],
    changing: Sequence[Edition],
    now: str,
) -> None:
    records: tuple[Record, ...] = (
        *(replace(draft, state=changed(draft.state, State.PUBLISHED)) for draft in out),
        *(replace(publication, settled=True) for publication in unsettled),
        *(replace(edition, written=True, settled=True) for edition in changing),
    )
    events = tuple(_event("published", draft, now) for draft in out)
    here.table.commit(seal(Change(policy=head, records=records, events=events)))


def _event(action: str, draft: Draft, now: str, **detail: str) -> Event:
    return Event(
        at=now,
        by="publish",
        action=action,
        version=draft.version,
        language=draft.language,
        to_digest=draft.digest,
        detail=detail,
    )
