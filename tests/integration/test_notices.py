"""Notices, sent: what comes out of the topic, whatever comes in how often."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from promulgate.adapters import aws
from promulgate.adapters.table import Table
from promulgate.adapters.topics import Topic
from promulgate.core.changes import Change, seal
from promulgate.core.notices import Notice, Reminders
from promulgate.core.records import Record
from promulgate.core.states import State
from promulgate.stations import notices
from tests.unit.test_notices import DRAFT, HEAD, MADE, PAGE, VERSION

SOON = MADE + timedelta(minutes=1)


class Desk:
    """A stack's table and topic, and the queue of a reviewer who subscribed."""

    def __init__(self, table: Table, **wanted: str) -> None:
        """Subscribe to notices with the attributes ``wanted``."""
        arn = aws.sns().create_topic(Name="notices")["TopicArn"]
        self.queue = aws.sqs().create_queue(QueueName="reviewer")["QueueUrl"]
        attributes = aws.sqs().get_queue_attributes(
            QueueUrl=self.queue, AttributeNames=["QueueArn"]
        )
        aws.sns().subscribe(
            TopicArn=arn,
            Protocol="sqs",
            Endpoint=attributes["Attributes"]["QueueArn"],
            Attributes={"FilterPolicy": json.dumps({k: [v] for k, v in wanted.items()})},
        )
        self.station = notices.Station(
            table=table,
            topic=Topic(arn),
            review_url=PAGE,
            reminders=Reminders(after_days=7, before_days=3),
        )

    def keep(self, *records: Record) -> None:
        """Write records of the policy."""
        head = self.station.table.policy(HEAD.policy) or HEAD
        self.station.table.commit(seal(Change(policy=head, records=records)))

    def tell(self, now: datetime = SOON, *, reminding: bool = False) -> int:
        """Do what an event, or the day's reminder, asks for."""
        told = notices.tell(self.station, HEAD.policy, now, reminding=reminding)
        return len(told.sent)

    def heard(self) -> list[str]:
        """Return the subjects of what has arrived since the last time."""
        found: list[dict[str, Any]] = []
        while messages := aws.sqs().receive_message(QueueUrl=self.queue).get("Messages"):
            for message in messages:
                found.append(json.loads(message["Body"]))
                aws.sqs().delete_message(
                    QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"]
                )
        return [one["Subject"] for one in found]


@pytest.fixture
def desk(table: Table) -> Desk:
    """Return the desk of a German reviewer, with one draft in review in two languages."""
    desk = Desk(table, language="de")
    desk.keep(VERSION, DRAFT, replace(DRAFT, language="ja"))
    return desk


def test_each_language_is_told_to_those_who_subscribed_to_it(desk: Desk) -> None:
    assert desk.tell() == 2
    assert desk.heard() == ["To review: gift-cards v2 in de"]


def test_the_same_event_again_tells_nothing(desk: Desk) -> None:
    desk.tell()
    assert desk.tell() == 0
    assert desk.heard() == ["To review: gift-cards v2 in de"]


def test_an_edited_draft_is_not_told_again(desk: Desk) -> None:
    desk.tell()
    desk.keep(replace(DRAFT, digest="d" * 64, changed_by="mika"))
    assert desk.tell(MADE + timedelta(days=30)) == 0


def test_each_reminder_comes_once(desk: Desk) -> None:
    for day in range(90):
        desk.tell(MADE + timedelta(days=day), reminding=True)
    assert desk.heard() == [
        "To review: gift-cards v2 in de",
        "Still to review: gift-cards v2 in de",
        "Due for review: gift-cards v2 in de",
    ]


@pytest.mark.parametrize("state", [State.APPROVED, State.SUPERSEDED])
def test_an_event_overtaken_by_approval_or_a_newer_version_tells_nothing(
    desk: Desk, state: State
) -> None:
    desk.keep(replace(DRAFT, state=state))
    desk.tell()
    assert desk.heard() == []


def test_an_older_versions_draft_is_not_told_of(desk: Desk) -> None:
    head = desk.station.table.policy(HEAD.policy)
    assert head is not None
    newer = replace(VERSION, version=3)
    desk.station.table.commit(seal(Change(policy=replace(head, version=3), records=(newer,))))
    assert desk.tell() == 0


def test_a_policy_that_is_not_there_is_no_error(desk: Desk) -> None:
    assert notices.tell(desk.station, "cookies", SOON, reminding=True).sent == ()


class AwayError(Exception):
    """The topic cannot be reached."""


class KilledError(BaseException):
    """The process ended here."""


def tell_in_vain(desk: Desk, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]) -> None:
    """Tell of what is new, and have the sending end with ``error``."""

    def ended(topic: Topic, notice: Notice) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Topic, "publish", ended)
        with pytest.raises(error):
            desk.tell()


def test_a_notice_that_the_topic_refused_is_sent_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_in_vain(desk, monkeypatch, AwayError)
    desk.tell()
    assert desk.heard() == ["To review: gift-cards v2 in de"]


def test_a_crash_between_noting_and_sending_sends_nothing_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_in_vain(desk, monkeypatch, KilledError)
    desk.tell()
    assert desk.heard() == []
    desk.tell(MADE + timedelta(days=8), reminding=True)
    assert desk.heard() == ["Still to review: gift-cards v2 in de"]


def test_every_policy_is_looked_at_by_the_reminder(desk: Desk) -> None:
    assert list(desk.station.table.slugs()) == ["gift-cards"]
