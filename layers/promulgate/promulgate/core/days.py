"""Days in a time zone: the instants at which they begin, and the days that instants fall on.

Apart from the instants themselves, because time zones are more than most functions need.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from promulgate.core import instants


def starts(day: str, time_zone: str) -> str:
    """Return the instant at which ``day`` begins.

    ``day`` is an ISO 8601 date, which begins at midnight in ``time_zone`` (an IANA name), or a
    date-time, whose offset counts if it has one.
    """
    zone = ZoneInfo(time_zone)
    if len(day) == len("2026-11-23"):
        return instants.text(datetime.combine(date.fromisoformat(day), time(), zone))
    instant = datetime.fromisoformat(day)
    return instants.text(instant if instant.tzinfo else instant.replace(tzinfo=zone))


def day_of(instant: str, time_zone: str) -> str:
    """Return the calendar day of an instant in ``time_zone`` as an ISO 8601 date."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone)).date().isoformat()
