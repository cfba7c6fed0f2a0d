"""An engine that misbehaves for an hour: drafts are late, never wrong, and nothing is paid twice.

The engine is a real server behind the real deep-translator. Only time is played: the queue hands a
job out again after the visibility of the template's queue, and parks it after as many tries.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from promulgate.adapters import engines
from promulgate.adapters.engines import EngineError
from promulgate.core.documents import Document
from promulgate.core.records import Draft
from promulgate.core.states import State
from promulgate.stations import texts
from tests.chaos.way import START, Way, begun
from tests.cloudformation import resources
from tests.integration.engine_server import Asked, Reply, upper

HOUR = timedelta(hours=1)
QUEUE = resources("AWS::SQS::Queue")["TranslationQueue"]
VISIBILITY = timedelta(seconds=QUEUE["VisibilityTimeout"])
TRIES = QUEUE["RedrivePolicy"]["maxReceiveCount"]
LANGUAGES = ("de", "ja")
POLICIES = ("refund-terms", "order-terms", "parcel-terms")
UNITS = 60


def source(slug: str) -> str:
    """Return a policy that takes several requests."""
    points = "".join(
        f"Point {number} of {slug}: Halden Books answers within {number + 7} days, and says so in"
        " writing to everybody who asked.\n\n"
        for number in range(1, UNITS)
    )
    head = f'---\ntitle: "The {slug}"\ntranslationKey: {slug}\nlanguages: [{", ".join(LANGUAGES)}]'
    return f"{head}\n---\n\n{points}"


@dataclass(slots=True)
class Job:
    """A message of the queue: what it says, when it is handed out next, and how often it was."""

    draft: dict[str, Any]
    at: datetime
    tries: int = 0


@dataclass(slots=True)
class Hour:
    """What happened: when each draft came, and which jobs were parked."""

    way: Way
    done: dict[tuple[str, str], datetime] = field(default_factory=dict)
    parked: list[dict[str, Any]] = field(default_factory=list)

    def pass_by(self) -> None:
        """Hand jobs out, and out again, until each is done or parked."""
        jobs = [
            Job({"policy": slug, "version": 1, "language": language}, START)
            for slug in POLICIES
            for language in LANGUAGES
        ]
        while jobs:
            jobs.sort(key=lambda job: job.at)
            job = jobs.pop(0)
            self.way.wait_until(job.at)
            # Half an hour later Lambda takes a new process: no breaker is open, no wire.
            engines._lines.clear()
            job.tries += 1
            try:
                self.way.job(job.draft)
            except EngineError:
                job.at += VISIBILITY
                (self.parked if job.tries == TRIES else jobs).append(
                    job.draft if job.tries == TRIES else job  # type: ignore[arg-type]
                )
            else:
                self.done[job.draft["policy"], job.draft["language"]] = job.at


@dataclass(slots=True)
class Engine:
    """Misbehaves until the hour is over; ``answered`` counts the texts whose answers arrived."""

    fails: Callable[[Asked, random.Random], Reply | None]
    way: Way | None = None
    lot: random.Random = field(default_factory=lambda: random.Random(6))  # noqa: S311
    answered: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __call__(self, asked: Asked) -> Reply:
        now = self.way.now if self.way else START
        failure = self.fails(asked, self.lot) if now < START + HOUR else None
        if failure is not None:
            return failure
        self.answered.update((asked.params["target"], line) for line in asked.text.split("\n"))
        return upper(asked)


def always(reply: Reply) -> Callable[[Asked, random.Random], Reply]:
    return lambda _, __: reply


def mostly(*replies: Reply) -> Callable[[Asked, random.Random], Reply | None]:
    return lambda _, lot: lot.choice([*replies, None])


MISBEHAVIOURS = {
    "429 with Retry-After": always(Reply(status=429, headers={"Retry-After": "1200"})),
    "429 without Retry-After": always(Reply(status=429)),
    "500": always(Reply(status=500)),
    "503 with Retry-After": always(Reply(status=503, headers={"Retry-After": "90"})),
    "hangs": always(Reply(wait=2)),
    "half a JSON": always(Reply(b'{"translatedText": "HALF')),
    "hangs up": always(Reply(length=100)),
    "a bit of everything": mostly(
        Reply(status=429, headers={"Retry-After": "1200"}),
        Reply(status=502),
        Reply(b'{"translatedText": "HALF'),
        Reply(length=100),
    ),
}


def documents(way: Way) -> Iterator[tuple[Draft, Document]]:
    """Yield every draft with its document."""
    for slug in POLICIES:
        for language in LANGUAGES:
            draft = way.world.table.draft(slug, 1, language)
            assert draft
            yield draft, texts.document(way.world.drafts, slug, language, draft.digest)


def misbehaved(name: str) -> list[str]:
    """Let an engine misbehave for an hour as ``name`` says; return what is not as promised."""
    engine = Engine(MISBEHAVIOURS[name])
    with begun(engine) as way:
        engine.way = way
        for slug in POLICIES:
            way.put(source(slug), f"{slug}.md")
            way.receive(f"{slug}.md")
        hour = Hour(way)
        hour.pass_by()
        wrong = [f"parked: {job}" for job in hour.parked]
        # The first to be handed out when the hour is over, and none after it.
        if max(hour.done.values()) != START + HOUR:
            wrong.append(f"the last draft came at {max(hour.done.values())}")
        for draft, document in documents(way):
            if draft.state != State.IN_REVIEW:
                wrong.append(f"{draft.policy} {draft.language} is {draft.state}")
            wrong += [
                f"{draft.policy} {draft.language}: {unit.target}"
                for unit in document.units
                if unit.target != unit.source.upper()
            ]
    twice = [text for text, count in engine.answered.items() if count > 1]
    return [*wrong, *(f"paid twice: {text}" for text in twice)]
