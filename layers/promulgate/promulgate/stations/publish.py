"""Publish: what is approved becomes permanent copies, and the page in force shows the right one.

``converge`` looks at one policy and adds what is missing. Each of its steps may be the last before
a crash and is done again by the next call:

1. keep the bytes of each new permanent copy in the draft bucket;
2. commit which publications there are to be, and which pages in force (not ``settled`` yet);
3. write the permanent copies, never over anything, and an index and a feed for new languages;
4. write the pages in force, each only over what was there while that commit was the newest, so
   that a slower call can never put an older page over a newer one, and none before what it leads
   to;
5. commit that they are there, write what all policies share (feeds, indexes, sitemap), and
   invalidate the CDN;
6. commit that all this is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from promulgate.adapters.buckets import Bucket, Lock
from promulgate.adapters.cdn import Cdn
from promulgate.adapters.retries import pauses
from promulgate.adapters.schedules import Schedules
from promulgate.adapters.table import ConflictError, Table
from promulgate.core import (
    digest,
    editions,
    findings,
    instants,
    openings,
    publishing,
    signals,
    urls,
)
from promulgate.core.brand import Brand
from promulgate.core.changes import Change, seal
from promulgate.core.documents import Text
from promulgate.core.editions import Published, Site
from promulgate.core.findings import Failing
from promulgate.core.history import Event
from promulgate.core.openings import Step
from promulgate.core.publishing import ApprovalError
from promulgate.core.records import (
    Draft,
    Edition,
    Policy,
    Publication,
    Record,
    Ruling,
    Version,
)
from promulgate.core.rendering import RENDERER
from promulgate.core.states import State, changed
from promulgate.stations import brands, copies, glossaries, memories, pages, texts

# A transaction holds 100 items, and a language that goes out takes six of them.
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
AT_ONCE = 12
# No policy's slug has a dot, and so no policy's schedule this name, nor one of those of ``again``.
SWEEP = "sweep.continued"
SOON = timedelta(seconds=20)


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
    rulings: Mapping[str, Ruling]
    editions: Mapping[str, Edition]


def station(settings: Settings, function_arn: str) -> Station:
    """Return the station that ``settings`` describe; schedules call ``function_arn``."""
    return Station(
        site=Site(brand=Brand(company_name=settings.company_name), url=settings.site_url),
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


def sweep_on(here: Station, after: str, now: datetime) -> None:
    """Have the sweep go on behind the policy ``after`` in a call of its own."""
    at = instants.text(now + timedelta(minutes=5))
    here.schedules.call(SWEEP, at, {"sweep": True, "after": after})


def again(here: Station, policy: str, now: datetime) -> None:
    """Have ``policy`` looked at once more, in a call of its own."""
    name = f"again.{digest.of_text(policy)[:32]}"
    here.schedules.call(name, instants.text(now + SOON), {"policy": policy})


def converge(here: Station, policy: str, now: datetime) -> tuple[Draft, ...]:
    """Bring the site to what the table says of ``policy`` at the instant ``now``.

    Return what went out. Raises ConflictError when others kept changing the policy
    meanwhile.
    """
    out: list[Draft] = []
    more = True
    while more:
        step, more = _took_step(here, policy, instants.text(now))
        out += step
    return tuple(out)


def lag(here: Station, policy: str, now: datetime) -> Mapping[str, float]:
    """Return the languages of ``policy`` that are behind their source, and for how many seconds."""
    head = here.table.policy(policy)
    return signals.behind(head, here.table.versions(policy), now) if head else {}


def _took_step(here: Station, policy: str, now: str) -> tuple[Sequence[Draft], bool]:
    """Take one step, anew when others were faster; return what went out, and if there is more."""
    for pause in pauses():
        try:
            return _converge(here, policy, now)
        except ConflictError:
            pause()
    raise ConflictError(f"policy {policy} kept changing")


def _converge(here: Station, policy: str, now: str) -> tuple[Sequence[Draft], bool]:
    """Take one step; return what went out, and whether there is more to do."""
    head = here.table.policy(policy)
    if head is None:
        return (), False
    present = _present(here, head)
    approved = {
        draft: texts.text(here.drafts, policy, draft.language, draft.digest, draft.source_digest)
        for draft in present.drafts
        if draft.state == State.APPROVED
    }
    here = replace(here, site=brands.site(here.table, here.drafts, here.site))
    _void_what_differs(here, head, approved, now)
    for draft, text in approved.items():
        memories.teach(here.table, here.drafts, draft, text)
    ready = publishing.releasable(
        present.drafts, source_language=head.source_language, together=here.together
    )
    out = ready[:AT_ONCE]
    site = _with_new_publications(here, present, approved, out, now)
    unsettled = [one for one in site.publications if not one.settled]
    step = openings.step(site, present.editions, now, AT_ONCE)
    _keep_schedule(here, site, step)
    if out or unsettled or step.changing:
        planned = [one for one in site.publications if one not in present.publications]
        head = _commit_plan(here, present, planned, step.changing, now)
        pages.write_brand(here.drafts, here.pages, here.site)
        copies.write(here.drafts, here.pages, unsettled)
        pages.open_languages(here.table, here.pages, here.site, here.languages, step.changing)
        views = openings.views(step, present.editions)
        pages.write_faces(here.table, here.drafts, here.pages, head, views)
        head = _commit_written(here, head, unsettled, step)
        _announce(here, head, step.changing)
        _commit_done(here, head, out, step.changing, now)
    return out, len(ready) > len(out) or step.more


def _present(here: Station, head: Policy) -> Present:
    """Read the drafts of the versions that are still on their way, and everything that is out."""
    on_their_way = {
        version
        for status in head.languages.values()
        for version in (status.version, status.approved_version)
        if version
    }
    # Before the versions: whatever is out then has a version among them.
    publications = here.table.publications(head.policy)
    return Present(
        head=head,
        versions={version.version: version for version in here.table.versions(head.policy)},
        drafts=tuple(
            draft
            for version in sorted(on_their_way)
            for draft in here.table.drafts(head.policy, version)
        ),
        publications=publications,
        rulings={ruling.language: ruling for ruling in here.table.rulings(head.policy)},
        editions={edition.language: edition for edition in here.table.editions(head.policy)},
    )


def _void_what_differs(
    here: Station, head: Policy, approved: Mapping[Draft, Text], now: str
) -> None:
    for draft, text in approved.items():
        try:
            glossary = glossaries.found(here.drafts, text.document.glossary_digest)
            publishing.verify(draft, editions.digests(text, glossary, RENDERER))
        except ApprovalError as error:
            back = publishing.voided(draft, error.difference, RENDERER, now)
            event = _event("approval_void", draft, now, difference=error.difference)
            here.table.commit(seal(Change(policy=head, records=(back,), events=(event,))))
            raise ConflictError(str(error)) from error


def _with_new_publications(
    here: Station, present: Present, approved: Mapping[Draft, Text], out: Sequence[Draft], now: str
) -> Published:
    """Return what is out, and what comes to it, each kept in the draft bucket with its proof."""
    site = Published(
        site=here.site,
        head=present.head,
        versions=present.versions,
        publications=present.publications,
        rulings=present.rulings,
    )
    for draft in out:
        text, version = approved[draft], present.versions[draft.version]
        made = publishing.new_publication(
            draft, version, site.publications, text.title, text.description, now
        )
        if made is not None:
            failing = _failing(here, text)
            made = copies.prepare(here.drafts, site, made, draft, text, failing)
            site = replace(site, publications=(*site.publications, made))
    return replace(
        site,
        publications=publishing.without_postponed(
            site.publications, present.publications, present.versions
        ),
    )


def _failing(here: Station, text: Text) -> tuple[Failing, ...]:
    terms = glossaries.terms_of(here.drafts, text.document, text.source_text)
    return findings.of(text.document, text.source_text, terms)


def _keep_schedule(here: Station, site: Published, step: Step) -> None:
    """Have this policy looked at when something takes effect next, and not on any other day."""
    policy = site.head.policy
    if at := editions.next_effect(site, step.wanted):
        here.schedules.call(policy, at, {"policy": policy})
    elif step.changing:
        here.schedules.cancel(policy)


def _commit_plan(
    here: Station,
    present: Present,
    planned: Sequence[Publication],
    changing: Sequence[Edition],
    now: str,
) -> Policy:
    shown = present.editions
    faces = [
        replace(edition, written=openings.is_open(edition, shown.get(edition.language)))
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
        if edition.in_force
        and (edition.language not in shown or shown[edition.language].in_force != edition.in_force)
    ]
    change = Change(policy=present.head, records=(*planned, *faces), events=tuple(events))
    return here.table.commit(seal(change))


def _commit_written(
    here: Station, head: Policy, unsettled: Sequence[Publication], step: Step
) -> Policy:
    """Let feeds and indexes list copies and pages, now that all they lead to is there."""
    named = {one.language for one in step.published.publications}
    written: tuple[Record, ...] = (
        *(replace(one, settled=True) for one in unsettled if one.language in named),
        *(replace(edition, written=True) for edition in step.changing),
    )
    return here.table.commit(seal(Change(policy=head, records=written))) if written else head


def _announce(here: Station, head: Policy, changing: Sequence[Edition]) -> None:
    pages.write_shared(here.table, here.pages, here.site, here.languages, head, changing)
    for edition in changing:
        paths = urls.changing(edition.language, edition.policy)
        here.cdn.invalidate(paths, f"{head.policy}-{head.revision}-{edition.language}")


def _commit_done(
    here: Station,
    head: Policy,
    out: Sequence[Draft],
    changing: Sequence[Edition],
    now: str,
) -> None:
    records: tuple[Record, ...] = (
        *(replace(draft, state=changed(draft.state, State.PUBLISHED)) for draft in out),
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
