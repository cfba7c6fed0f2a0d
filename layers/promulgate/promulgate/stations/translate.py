"""Translate: a queued draft becomes one that waits for its reviewer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from promulgate.adapters import secrets
from promulgate.adapters.buckets import Bucket
from promulgate.adapters.engines import (
    Choice,
    Engine,
    EngineError,
    EngineOptions,
    first_to_answer,
    parse_choice,
    parse_keys,
)
from promulgate.adapters.queues import reason
from promulgate.adapters.table import Table
from promulgate.core import digest, findings, instants, signals, translation
from promulgate.core.changes import Change
from promulgate.core.documents import Document
from promulgate.core.drafting import Translated
from promulgate.core.errors import AuthorError
from promulgate.core.history import Event
from promulgate.core.masks import STYLES
from promulgate.core.records import Draft, Policy
from promulgate.core.rendering import TooSlow, seconds_for, within
from promulgate.core.signals import Signal
from promulgate.core.states import WAITING_FOR_MACHINE, State, changed
from promulgate.core.translation import Earlier, Task
from promulgate.core.units import Unit, split
from promulgate.stations import glossaries, memories, texts
from promulgate.stations.answers import Answers
from promulgate.stations.settling import settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    draft_bucket: str
    translation_engine: str
    translation_engines: str = ""
    engine_url: str = ""
    engine_secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The settings, and the ways out that they name."""

    table: Table
    drafts: Bucket
    engines: Choice
    options: EngineOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the translation queue says: look at this draft."""

    policy: str
    version: int
    language: str


def job_of(message: Mapping[str, Any]) -> Job:
    """Return the job that a message of the queue names, whatever else it carries."""
    return Job(policy=message["policy"], version=message["version"], language=message["language"])


def station(settings: Settings) -> Station:
    """Return the station that ``settings`` describe. Raises ValueError for what cannot be read."""
    secret = secrets.read(settings.engine_secret) if settings.engine_secret else ""
    return Station(
        table=Table(settings.table),
        drafts=Bucket(settings.draft_bucket),
        engines=parse_choice(settings.translation_engine, settings.translation_engines),
        options=EngineOptions(url=settings.engine_url, keys=parse_keys(secret)),
    )


def draft(here: Station, job: Job, now: datetime, *, last_try: bool) -> tuple[Signal, ...]:
    """Make the draft that ``job`` names, unless it is made or no longer wanted.

    Return what it tells operators. Raises EngineError when no engine translates it; whatever it
    raises on the ``last_try``, the draft then says so. It says so at once when no page can be made
    of what an engine answers: its answers are kept, so trying again would end the same.
    """
    head = here.table.policy(job.policy)
    queued = here.table.draft(job.policy, job.version, job.language)
    if head is None or queued is None or queued.state not in WAITING_FOR_MACHINE:
        return ()
    try:
        document, failing, characters = _translated(here, head, queued, now)
    except (TooSlow, AuthorError) as error:
        _settle_failed(here, job, f"the translation makes no page: {error}", instants.text(now))
        return (signals.once(signals.DRAFT_FAILED),)
    except Exception as error:
        if last_try:
            why = str(error) if isinstance(error, EngineError) else reason(error)
            _settle_failed(here, job, why, instants.text(now))
        raise
    document_digest = texts.keep(here.drafts, document)
    _settle_drafted(here, job, document, document_digest, failing, instants.text(now))
    return signals.of_draft(document, characters, queued.created_at, now)


def _translated(
    here: Station, head: Policy, queued: Draft, now: datetime
) -> tuple[Document, int, int]:
    """Return the document, how many errors the checks find, how many characters were sent."""
    task = _task(here, head, queued)
    units = split(task.source_text)
    earlier = _earlier(here, head, queued, units)
    memory_keys = translation.memory_keys(task, units)
    recalled = memories.recall(here.table, list(memory_keys.values()))
    found = translation.known(units, memory_keys, earlier, recalled, task.terms)
    asked, characters = _asked(here, task, [unit for unit in units if unit.id not in found], now)
    with within(seconds_for(task.source_text)):
        document = translation.document(task, units, found, asked, earlier)
        failing = findings.errors(findings.of(document, task.source_text, task.terms))
    return document, len(failing), characters


def _task(here: Station, head: Policy, queued: Draft) -> Task:
    glossary_digest = glossaries.current(here.table)
    source_text = texts.source(here.drafts, head.policy, queued.source_digest)
    return Task(
        policy=head.policy,
        source_text=source_text,
        source_digest=queued.source_digest,
        source_language=head.source_language,
        language=queued.language,
        glossary_digest=glossary_digest,
        terms=glossaries.terms(
            here.drafts, glossary_digest, head.source_language, queued.language, source_text
        ),
    )


def _earlier(
    here: Station, head: Policy, queued: Draft, units: Sequence[Unit]
) -> tuple[Earlier, ...]:
    """Return the newest text in this language, of any state, then the newest approved one.

    What a person changed since the approval is newer than what was approved.
    """
    status = head.languages[queued.language]
    digests = {status.text_digest: False, status.approved_digest: True}
    found = (
        (texts.document(here.drafts, head.policy, queued.language, text_digest), approved)
        for text_digest, approved in digests.items()
        if text_digest
    )
    return tuple(
        _compared(here, document, units, approved=approved) for document, approved in found
    )


def _compared(
    here: Station, document: Document, units: Sequence[Unit], *, approved: bool
) -> Earlier:
    source_text = texts.source(here.drafts, document.policy, document.source_digest)
    terms = glossaries.terms_of(here.drafts, document, source_text)
    return translation.compared(document, source_text, units, terms, approved=approved)


def _asked(
    here: Station, task: Task, units: Sequence[Unit], now: datetime
) -> tuple[Mapping[str, Translated], int]:
    """Return the translation of each of ``units`` by id, and the characters that were sent.

    No units, no engine.
    """
    if not units:
        return {}, 0
    sent: list[int] = []

    def work(engine: Engine) -> Mapping[str, Translated]:
        styles = [STYLES[name] for name in engine.style_names]
        answers = Answers(here.table, engine, now, sent)
        return translation.ask(task, units, answers.ask, styles, engine.limit)

    translated = first_to_answer(
        here.engines.names_for(task.language),
        work,
        source=task.source_language,
        target=task.language,
        options=here.options,
    )
    return translated, sum(sent)


def _settle_drafted(
    here: Station, job: Job, document: Document, document_digest: str, failing: int, now: str
) -> None:
    def drafted(head: Policy, queued: Draft) -> Change:
        new = replace(
            queued,
            state=changed(queued.state, State.IN_REVIEW),
            digest=document_digest,
            target_digest=digest.of_text(document.markdown),
            glossary_digest=document.glossary_digest,
            failing=failing,
            changed_at=now,
            changed_by="machine",
            note="",
        )
        return Change(policy=head, records=(new,), events=(_event("drafted", new, now),))

    _settle(here, job, drafted)


def _settle_failed(here: Station, job: Job, reason: str, now: str) -> None:
    def failed(head: Policy, queued: Draft) -> Change:
        new = replace(
            queued, state=changed(queued.state, State.FAILED), changed_at=now, note=reason
        )
        event = _event("translation_failed", new, now, reason=reason)
        return Change(policy=head, records=(new,), events=(event,))

    _settle(here, job, failed)


def _settle(here: Station, job: Job, change: Callable[[Policy, Draft], Change]) -> None:
    """Commit ``change``, unless the draft has come to wait for a person meanwhile."""

    def decide(head: Policy | None) -> Change | None:
        queued = here.table.draft(job.policy, job.version, job.language)
        if head is None or queued is None or queued.state not in WAITING_FOR_MACHINE:
            return None
        return change(head, queued)

    settle(here.table, job.policy, decide)


def _event(action: str, draft: Draft, now: str, **detail: str) -> Event:
    return Event(
        at=now,
        by="translate",
        action=action,
        version=draft.version,
        language=draft.language,
        to_digest=draft.digest,
        detail=detail,
    )
