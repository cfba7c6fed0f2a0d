"""Instants as the table keeps them: ISO 8601 in UTC, so that text order is time order."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def text(instant: datetime) -> str:
    """Return an aware ``instant`` as text, e.g. ``2026-11-23T21:15:17Z``."""
    return instant.astimezone(UTC).strftime(FORMAT)


def starts(day: str, time_zone: str) -> str:
    """Return the instant at which ``day`` begins.

    ``day`` is an ISO 8601 date, which begins at midnight in ``time_zone`` (an IANA name), or a
    date-time, whose offset counts if it has one.
    """
    zone = ZoneInfo(time_zone)
    if len(day) == len("2026-11-23"):
        return text(datetime.combine(date.fromisoformat(day), time(), zone))
    instant = datetime.fromisoformat(day)
    return text(instant if instant.tzinfo else instant.replace(tzinfo=zone))


def day_of(instant: str, time_zone: str) -> str:
    """Return the calendar day of an instant in ``time_zone`` as an ISO 8601 date."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone)).date().isoformat()
