"""The whole way of a policy over moto, step by step, with an engine that counts what it is paid.

Each step is what one event brings about; a step that fails comes again, as its queue, its stream or
its person would have it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from typing import Any
from unittest.mock import patch

from moto import mock_aws
from moto.moto_api._internal import mock_random

from promulgate.adapters import aws
from promulgate.adapters.engines import EngineOptions, Patience, parse_choice
from promulgate.adapters.topics import Topic
from promulgate.core.notices import Reminders
from promulgate.core.people import Person
from promulgate.core.records import Override
from promulgate.core.states import WAITING_FOR_MACHINE, State
from promulgate.stations import desk, notices, publish, render, review, rule, translate
from tests.chaos.quick import quick_moto
from tests.integration.engine_server import Asked, Reply, engine_server, upper
from tests.integration.test_convergence import World

POLICY, KEY = "delivery-terms", "terms.md"
START, DAY = datetime(2026, 3, 2, 10, tzinfo=UTC), datetime(2026, 4, 1, 1, tzinfo=UTC)
SOURCE = """\
---
title: "Delivery Terms"
translationKey: delivery-terms
lastmod: 2026-02-01
effectiveDate: {date}
languages: [de, ja]
---

## Parcels

We send parcels within {days} days.

Halden Books {verb} the postage.
"""
FIRST = SOURCE.format(date="2026-03-01", days=30, verb="pays")
SECOND = SOURCE.format(date="2026-04-01", days=20, verb="pays")
# A file that its author must mend, and the same mended: only a preview, and no policy yet.
NOTES = "notes.md"
BROKEN = """---
title: "Delivery Notes"
draft: true
---

Parcels.
"""
MENDED = BROKEN.replace("draft:", "translationKey: delivery-notes\ndraft:")
QUICK = Patience(attempts=2, first_wait=0.0, longest_wait=0.0, budget=5.0)
LANGUAGES = ("de", "ja")
PIA = Person(name="pia@halden.example", groups=frozenset({"publisher"}), id="pia")


def reviewer(language: str, name: str) -> Person:
    """Return one of a language's two reviewers."""
    return Person(
        name=f"{name}@halden.example", groups=frozenset({f"reviewer-{language}"}), id=name
    )


@dataclass(slots=True)
class Way:
    """A stack, the engine's counts of each text, and the present instant."""

    world: World
    translate: translate.Station
    notices: notices.Station
    paid: Counter[str]
    now: datetime = START

    def put(self, text: str, key: str = KEY) -> None:
        """Upload a source; its event is still to come."""
        # The same version ids in every run, since evidence names them.
        mock_random.seed(f"{key} {text}")
        self.world.content.put(key, text.encode(), "text/markdown")

    def receive(self, key: str = KEY) -> None:
        """Take in the upload."""
        render.receive(self.world.render, key, self.now)

    def work(self) -> None:
        """Take every job from the translation queue; each leaves it when it is done."""
        url = self.world.render.jobs.url
        while (
            messages := aws.sqs()
            .receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
            .get("Messages")
        ):
            for message in messages:
                self.job(json.loads(message["Body"]))
                aws.sqs().delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

    def job(self, job: Mapping[str, Any]) -> None:
        """Draft one version in one language."""
        translate.draft(self.translate, translate.job_of(job), self.now, last_try=False)

    def edit(self, version: int, language: str, word: str) -> None:
        """Have a reviewer look, and put ``word`` before the title unless it is there."""
        place = desk.Place(policy=POLICY, version=version, language=language)
        seen = review.read(self.world.review, place)
        title = seen.document.units[0]
        if not title.target.startswith(word):
            targets = {title.id: f"{word} {title.target}"}
            review.change_units(
                self.world.review,
                place,
                seen.draft.digest,
                targets,
                reviewer(language, "mika"),
                self.now,
            )

    def approve(self, version: int, language: str) -> None:
        """Have the other reviewer look, and approve what is there."""
        place = desk.Place(policy=POLICY, version=version, language=language)
        seen = review.read(self.world.review, place)
        if seen.draft.state in (State.IN_REVIEW, State.CHANGES_REQUESTED):
            reasons = [
                Override(unit=one.unit, check=one.finding.name, reason="as agreed")
                for one in seen.findings
                if one.finding.severity == "error"
            ]
            reasons = list({(one.unit, one.check): one for one in reasons}.values())
            review.approve(
                self.world.review,
                place,
                seen.draft.digest,
                reasons,
                reviewer(language, "sora"),
                self.now,
            )

    def publish(self) -> None:
        """Do what the stream, a schedule or the sweep asks for."""
        publish.converge(self.world.publish, POLICY, self.now)

    def withdraw(self, language: str) -> None:
        """Have the publisher take an edition away."""
        rule.withdraw(self.world.review, POLICY, language, "", PIA, self.now)

    def restore(self, language: str, number: str) -> None:
        """Have the publisher put a publication back in force."""
        rule.restore(self.world.review, POLICY, language, number, PIA, self.now)

    def tell(self) -> None:
        """Tell reviewers of the drafts that wait for them."""
        notices.tell(self.notices, POLICY, self.now, reminding=True)

    def wait_until(self, now: datetime) -> None:
        """Let time pass."""
        self.now = now

    def open_jobs(self) -> list[tuple[int, str]]:
        """Return the drafts that wait for the machine: version and language."""
        drafts = self.world.table.drafts(POLICY)
        return [(one.version, one.language) for one in drafts if one.state in WAITING_FOR_MACHINE]


def steps(way: Way) -> list[Callable[[], None]]:
    """Return the whole way: a file to mend, two versions, an edit, approvals, a day that comes, a
    withdrawal.
    """
    return [
        lambda: way.put(BROKEN, NOTES),
        lambda: way.receive(NOTES),
        lambda: way.put(MENDED, NOTES),
        lambda: way.receive(NOTES),
        way.receive,
        way.work,
        way.publish,
        way.tell,
        lambda: way.edit(1, "de", "NEU:"),
        lambda: way.approve(1, "de"),
        way.publish,
        lambda: way.approve(1, "ja"),
        way.publish,
        lambda: way.put(SECOND),
        way.receive,
        way.work,
        way.tell,
        lambda: way.approve(2, "ja"),
        lambda: way.approve(2, "de"),
        way.publish,
        lambda: way.wait_until(DAY),
        way.publish,
        lambda: way.withdraw("ja"),
        way.publish,
    ]


@contextmanager
def begun(behave: Callable[[Asked], Reply] = upper) -> Iterator[Way]:
    """Yield a stack with the first source uploaded; nothing depends on the clock or on chance."""
    with (
        mock_aws(),
        patch("moto.s3.models.utcnow", lambda: datetime(2026, 3, 2, 9, 0, 0)),  # noqa: DTZ001
        patch("promulgate.stations.review.secrets.token_hex", lambda _: "0" * 32),
        patch("promulgate.adapters.retries.time.sleep", lambda _: None),
        quick_moto(),
    ):
        world = World()
        station = translate.Station(
            table=world.table,
            drafts=world.drafts,
            engines=parse_choice("libre", ""),
            options=EngineOptions(),
        )
        topic = aws.sns().create_topic(Name="notices")["TopicArn"]
        telling = notices.Station(
            table=world.table,
            topic=Topic(topic),
            review_url="https://review.halden.example",
            reminders=Reminders(after_days=7, before_days=3),
        )
        way = Way(world, station, telling, Counter())
        with counting_engine(way, behave):
            way.put(FIRST)
            yield way


@cache
def warm() -> None:
    """Go the way once: what a process does only once, its copies need not do each for itself."""
    with begun() as way:
        for step in steps(way):
            step()


@contextmanager
def counting_engine(way: Way, behave: Callable[[Asked], Reply]) -> Iterator[None]:
    """Give the way an engine of its own, and count what it is paid for."""

    def counted(asked: Asked) -> Reply:
        answer = behave(asked)
        # What was translated is paid for, whether or not the answer arrives.
        if answer.status == HTTPStatus.OK:
            way.paid.update(asked.text.split("\n"))
        return answer

    with engine_server(counted) as engine:
        options = EngineOptions(url=engine.url, patience=QUICK, timeout=1.0)
        way.translate = replace(way.translate, options=options)
        yield
