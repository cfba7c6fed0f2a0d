"""What each step of a policy asks of AWS and of the engine, as more and more policies exist.

    .venv/bin/python -m bench.calls

The stations themselves work over moto, in this process. Beside the policy that is measured stand
copies of it, item for item, each under a name of its own. Measured is what an update brings about:
the policy is out in every language, and one of its paragraphs changes.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from tests.conftest import AWS_OF_NOBODY

os.environ.update(AWS_OF_NOBODY)

from moto.dynamodb.models import dynamodb_backends

from bench.figures import Figure, show
from bench.meter import metered
from promulgate.adapters import aws
from promulgate.adapters.topics import Topic
from promulgate.core.notices import Reminders
from promulgate.stations import notices
from tests.chaos.way import POLICY, START, Way, begun

COMMAND = "python -m bench.calls"
# fmt: off
TARGETS = (
    "de", "es", "fr", "ja", "ar", "it", "ko", "nl", "pt-BR", "pl", "cs", "da", "fi", "el", "hu",
    "nb", "ro", "sk", "sv", "tr", "uk", "bg", "hr", "et", "lv", "lt", "sl", "zh-Hans", "zh-Hant",
    "he", "hi", "th", "vi", "id", "ms", "ca", "eu", "gl", "is", "sr",
)
# fmt: on
POLICIES, LANGUAGES, VERSIONS = (1, 10, 100, 1000), (1, 5, 10, 20, 40), (1, 10, 25)
PARAGRAPH = "We send parcels within {} days of your order, and tell you the day before they come."
SENTENCE = "Section {}: Halden Books keeps your order for {} days after the books have reached you."
PARAGRAPHS = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How many policies exist, into how many languages each is translated, in which version."""

    policies: int = 1
    languages: int = 3
    versions: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """What one step asked for: AWS calls, bytes both ways, and what AWS bills them by."""

    name: str
    size: Size
    calls: int
    bytes: int
    units: Mapping[str, int]


def text(days: int, languages: int) -> str:
    """Return a policy of some 4 kB, of which one paragraph names ``days``."""
    targets = ", ".join(TARGETS[:languages])
    rest = "\n\n".join(SENTENCE.format(number, 30 + number) for number in range(PARAGRAPHS))
    return (
        f'---\ntitle: "Delivery Terms"\ntranslationKey: {POLICY}\nlastmod: 2026-02-01\n'
        f"effectiveDate: 2026-03-01\nlanguages: [{targets}]\n---\n\n## Parcels\n\n"
        f"{PARAGRAPH.format(days)}\n\n{rest}\n"
    )


@contextmanager
def policy(size: Size) -> Iterator[Way]:
    """Yield a stack of this ``size``, with a change of one paragraph on its way."""
    # The emulator copies its whole table before each transaction, to come back to; none fails here.
    with (
        begun() as way,
        patch("moto.dynamodb.models.copy", SimpleNamespace(deepcopy=lambda it: it)),
    ):
        for version in range(size.versions):
            publish_version(way, size, 100 + version)
        if size.policies > 1:
            copy_policy(size.policies - 1)
            # So that what all policies share has come to know the copies.
            publish_version(way, size, 98)
        way.paid.clear()
        way.put(text(99, size.languages))
        yield way


def update(size: Size) -> tuple[Step, ...]:
    """Return what an update asks for where a stack has this ``size``."""
    with policy(size) as way:
        return tuple(steps_of(way, size))


def engine() -> tuple[int, int, int]:
    """Return what the engine is sent for a changed paragraph in one language, in characters.

    And for the same file again: the calls to the engine, and the objects written.
    """
    size = Size(languages=1)
    with policy(size) as way:
        way.receive()
        finish_version(way, size)
        sent = sum(len(line) * count for line, count in way.paid.items())
        way.paid.clear()
        way.put(text(99, size.languages))
        with metered() as meter:
            way.receive()
            way.work()
            way.publish()
        return sent, way.paid.total(), meter.calls["PutObject"]


def publish_version(way: Way, size: Size, days: int) -> None:
    """Take a version of the policy the whole way, in every language."""
    way.put(text(days, size.languages))
    way.receive()
    way.publish()
    finish_version(way, size)


def finish_version(way: Way, size: Size) -> None:
    """Have every language of the newest version drafted, approved and published."""
    way.work()
    for language in TARGETS[: size.languages]:
        way.approve(newest(way), language)
    way.publish()


def newest(way: Way) -> int:
    """Return the number of the policy's newest version."""
    head = way.world.table.policy(POLICY)
    if head is None:
        raise RuntimeError("the policy is not there")
    return head.version


def copy_policy(copies: int) -> None:
    """Put ``copies`` of all that the table has of the policy beside it.

    Past the client, which would take minutes.
    """
    name, region = "promulgate", aws.dynamodb().meta.region_name
    (account,) = dynamodb_backends
    backend = dynamodb_backends[account][region]
    pages = aws.dynamodb().get_paginator("scan").paginate(TableName=name)
    found = (json.dumps(item) for page in pages for item in page["Items"])
    originals = [item for item in found if POLICY in item and '"MEMORY"' not in item]
    for number in range(copies):
        for item in originals:
            backend.put_item(name, json.loads(item.replace(POLICY, f"other-{number}")))


def steps_of(way: Way, size: Size) -> Iterator[Step]:
    """Yield the steps of what was uploaded, up to the first translation that is out."""
    tell, remind = teller(way, reminding=False), teller(way, reminding=True)
    first = TARGETS[0]

    def draft() -> None:
        way.job({"policy": POLICY, "version": newest(way), "language": first})

    steps: Sequence[tuple[str, Callable[[], object]]] = (
        ("upload", way.receive),
        ("publication of the source", way.publish),
        ("draft", draft),
        ("notice", tell),
        ("approval", lambda: way.approve(newest(way), first)),
        ("publication", way.publish),
        ("daily sweep", way.publish),
        ("daily reminder", remind),
    )
    for name, work in steps:
        with metered() as meter:
            work()
        yield Step(name, size, meter.calls.total(), meter.bytes, billed(meter.calls, meter.units))


def teller(way: Way, *, reminding: bool) -> Callable[[], object]:
    """Return what tells reviewers of the drafts that wait for them."""
    here = notices.Station(
        table=way.world.table,
        topic=Topic(aws.sns().create_topic(Name="notices")["TopicArn"]),
        review_url="https://review.halden.example/",
        reminders=Reminders(after_days=7, before_days=3),
    )
    return lambda: notices.tell(here, POLICY, START, reminding=reminding)


def billed(calls: Mapping[str, int], units: Mapping[str, int]) -> Mapping[str, int]:
    """Return how many of each thing that AWS has a price for."""
    kinds = {
        "PutObject": "S3 writes",
        "ListObjectsV2": "S3 writes",
        "GetObject": "S3 reads",
        "HeadObject": "S3 reads",
        "SendMessageBatch": "queue requests",
        "Publish": "notices",
        "CreateSchedule": "schedules",
        "UpdateSchedule": "schedules",
    }
    found = Counter(units)
    for name, count in calls.items():
        if name in kinds:
            found[kinds[name]] += count
    return dict(sorted(found.items()))


def grown(steps: Sequence[Step], by: str) -> list[Figure]:
    """Return each step's calls and bytes at the largest size, against those at the smallest."""
    figures = []
    for name in dict.fromkeys(step.name for step in steps):
        mine = sorted(
            (step for step in steps if step.name == name), key=lambda one: getattr(one.size, by)
        )
        least, most = mine[0], mine[-1]
        sizes = f"{getattr(most.size, by):,} {by} / {getattr(least.size, by)}"
        figures += [
            Figure(
                name=f"{name}: AWS calls, {sizes}",
                value=max(step.calls for step in mine) / least.calls,
                goal=1 if name == "publication" and by != "languages" else None,
                against=f"{least.calls} calls",
                command=COMMAND,
            ),
            Figure(
                name=f"{name}: bytes, {sizes}",
                value=most.bytes / least.bytes,
                against=f"{least.bytes / 1000:.0f} kB, then {most.bytes / 1000:.0f} kB",
                command=COMMAND,
            ),
        ]
    return figures


def measure() -> tuple[list[Figure], list[dict[str, Any]]]:
    """Return the figures, and every step that they are made from."""
    axes = {
        "policies": [Size(policies=count) for count in POLICIES],
        "languages": [Size(languages=count) for count in LANGUAGES],
        "versions": [Size(versions=count) for count in VERSIONS],
    }
    steps = {by: [step for size in sizes for step in update(size)] for by, sizes in axes.items()}
    figures = [figure for by, mine in steps.items() for figure in grown(mine, by)]
    sent, engine_calls, writes = engine()
    paragraph = len(PARAGRAPH.format(99))
    figures += [
        Figure(
            name="one paragraph changed: characters to the engine, a language",
            value=sent / paragraph,
            against=f"the paragraph: {paragraph} characters",
            command=COMMAND,
        ),
        Figure(
            name="the same file again: engine calls",
            value=engine_calls,
            goal=0,
            against="none",
            command=COMMAND,
        ),
        Figure(
            name="the same file again: objects written",
            value=writes,
            goal=0,
            against="none",
            command=COMMAND,
        ),
    ]
    return figures, [asdict(step) for mine in steps.values() for step in mine]


if __name__ == "__main__":
    show(measure()[0])
