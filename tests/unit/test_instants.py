from datetime import UTC, datetime

import pytest

from promulgate.core import days, instants


def test_an_instant_is_written_in_utc_to_the_second() -> None:
    assert instants.text(datetime(2026, 11, 23, 21, 15, 17, 900, UTC)) == "2026-11-23T21:15:17Z"


@pytest.mark.parametrize(
    ("day", "time_zone", "instant"),
    [
        ("2026-04-01", "UTC", "2026-04-01T00:00:00Z"),
        ("2026-04-01", "Asia/Tokyo", "2026-03-31T15:00:00Z"),
        ("2026-07-01", "Europe/Berlin", "2026-06-30T22:00:00Z"),
        ("2026-04-01T09:00:00+02:00", "Asia/Tokyo", "2026-04-01T07:00:00Z"),
        ("2026-04-01T09:00:00", "Asia/Tokyo", "2026-04-01T00:00:00Z"),
    ],
)
def test_a_day_begins_at_midnight_in_the_time_zone_unless_it_names_a_time(
    day: str, time_zone: str, instant: str
) -> None:
    assert days.starts(day, time_zone) == instant


def test_the_day_of_an_instant_depends_on_the_time_zone() -> None:
    assert days.day_of("2026-03-31T15:00:00Z", "Asia/Tokyo") == "2026-04-01"
