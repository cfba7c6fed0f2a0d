"""A version takes effect on its day: neither early nor late, whatever became of that day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from moto import mock_aws

from promulgate.adapters import aws
from promulgate.stations import publish, rule
from tests.integration.test_convergence import NOW, PUBLISHER, World
from tests.integration.test_events import call
from tests.integration.test_events import world as named_world  # noqa: F401
from tests.integration.test_write_order import approve, upload

POLICY = "delivery-terms"
FIRST_OF_APRIL = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def world() -> Iterator[World]:
    """Return a stack in which version 2 of a policy, of 20 days, takes effect on 1 April."""
    with mock_aws():
        world = World()
        upload(world, POLICY, "de, ja")
        approve(world, POLICY, 1, "de", "ja")
        world.converge()
        upload(world, POLICY, "de, ja", days=20, date="2026-04-01")
        approve(world, POLICY, 2, "de", "ja")
        world.converge()
        yield world


def scheduled() -> list[str]:
    """Return when the policy is to be looked at."""
    names = [
        one["Name"] for one in aws.scheduler().list_schedules(GroupName="policies")["Schedules"]
    ]
    return [
        aws.scheduler().get_schedule(GroupName="policies", Name=name)["ScheduleExpression"]
        for name in names
    ]


def days(world: World) -> dict[str, int]:
    """Return how many days the page in force names in each language."""
    pages = world.pages()
    return {
        language: 20 if b"20 days" in pages[f"{language}/{POLICY}/index.html"] else 30
        for language in ("en", "de", "ja")
    }


def test_all_approved_languages_change_together_and_none_before_the_day(world: World) -> None:
    world.converge(FIRST_OF_APRIL - timedelta(seconds=1))
    assert days(world) == {"en": 30, "de": 30, "ja": 30}
    world.converge(FIRST_OF_APRIL)
    assert days(world) == {"en": 20, "de": 20, "ja": 20}


def test_a_later_date_for_the_same_text_replaces_the_schedule(world: World) -> None:
    upload(world, POLICY, "de, ja", days=20, date="2026-05-01")
    world.converge()
    assert scheduled() == ["at(2026-05-01T00:00:00)"]
    world.converge(FIRST_OF_APRIL)
    assert days(world) == {"en": 30, "de": 30, "ja": 30}
    assert b"This version is not in force" in world.pages()[f"en/{POLICY}/history/index.html"]
    approve(world, POLICY, 3, "de", "ja")
    world.converge(datetime(2026, 5, 1, tzinfo=UTC))
    assert days(world) == {"en": 20, "de": 20, "ja": 20}


def test_an_earlier_date_replaces_the_schedule(world: World) -> None:
    upload(world, POLICY, "de, ja", days=20, date="2026-03-15")
    world.converge()
    assert scheduled() == ["at(2026-03-15T00:00:00)"]
    world.converge(datetime(2026, 3, 15, tzinfo=UTC))
    assert days(world)["en"] == 20


def test_another_text_with_a_later_date_leaves_the_first_its_day(world: World) -> None:
    upload(world, POLICY, "de, ja", days=10, date="2026-05-01")
    world.converge()
    assert scheduled() == ["at(2026-04-01T00:00:00)"]
    world.converge(FIRST_OF_APRIL)
    assert days(world)["en"] == 20
    assert scheduled() == ["at(2026-05-01T00:00:00)"]


def test_what_is_withdrawn_in_every_language_before_its_day_has_no_schedule(world: World) -> None:
    for language in ("en", "de", "ja"):
        assert scheduled() == ["at(2026-04-01T00:00:00)"]
        rule.withdraw(world.review, POLICY, language, "2", PUBLISHER, NOW)
        world.converge()
    assert scheduled() == []
    world.converge(FIRST_OF_APRIL)
    assert days(world) == {"en": 30, "de": 30, "ja": 30}


def test_what_is_restored_before_its_day_is_scheduled_again(world: World) -> None:
    for decide in (rule.withdraw, rule.restore):
        for language in ("en", "de", "ja"):
            decide(world.review, POLICY, language, "2", PUBLISHER, NOW)
        world.converge()
    assert scheduled() == ["at(2026-04-01T00:00:00)"]
    world.converge(FIRST_OF_APRIL)
    assert days(world) == {"en": 20, "de": 20, "ja": 20}


def test_a_schedule_that_was_lost_is_there_again_after_the_next_event(world: World) -> None:
    aws.scheduler().delete_schedule(GroupName="policies", Name=POLICY)
    world.converge()
    assert scheduled() == ["at(2026-04-01T00:00:00)"]


def test_a_missed_day_is_made_good_by_the_next_event(world: World) -> None:
    upload(world, POLICY, "de, ja", days=10, date="2026-05-01")
    world.converge(FIRST_OF_APRIL + timedelta(days=2))
    assert days(world) == {"en": 20, "de": 20, "ja": 20}


@pytest.mark.parametrize(
    ("time_zone", "instant"),
    [
        ("UTC", "2026-04-01T00:00:00"),
        ("Europe/Berlin", "2026-03-31T22:00:00"),
        ("Asia/Tokyo", "2026-03-31T15:00:00"),
        ("America/New_York", "2026-04-01T04:00:00"),
    ],
)
def test_a_day_begins_at_midnight_where_the_stack_says(time_zone: str, instant: str) -> None:
    with mock_aws():
        world = World(time_zone=time_zone)
        world.upload(30)
        world.run()
        world.upload(20, date="2026-04-01")
        world.run()
        assert scheduled() == [f"at({instant})"]
        begins = datetime.fromisoformat(f"{instant}Z")
        world.converge(begins - timedelta(seconds=1))
        assert b"30 days" in world.pages()[f"en/{POLICY}/index.html"]
        world.converge(begins)
        assert b"20 days" in world.pages()[f"en/{POLICY}/index.html"]


def test_a_missed_day_is_made_good_by_the_daily_sweep(named_world: World) -> None:  # noqa: F811
    for number, date in ((30, "2026-03-01"), (20, "2026-04-01")):
        named_world.upload(number, date=date)
        named_world.receive()
        publish.converge(named_world.publish, POLICY, NOW)
    assert b"30 days" in named_world.pages()[f"en/{POLICY}/index.html"]
    call("publish", {"sweep": True})
    assert b"20 days" in named_world.pages()[f"en/{POLICY}/index.html"]
