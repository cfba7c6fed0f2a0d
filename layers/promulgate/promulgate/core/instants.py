"""Instants as the table keeps them: ISO 8601 in UTC, so that text order is time order."""

from datetime import UTC, datetime

FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def text(instant: datetime) -> str:
    """Return an aware ``instant`` as text, e.g. ``2026-11-23T21:15:17Z``."""
    return instant.astimezone(UTC).strftime(FORMAT)
