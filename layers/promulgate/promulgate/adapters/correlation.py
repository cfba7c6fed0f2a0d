"""The id by which the logs find all that one cause has led to: an upload, a request, a schedule.

It goes along with jobs and with what is written to the table, whose stream hands it to the next
function. Nothing is decided by it.
"""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any

FIELD = "correlation_id"
_current = ContextVar(FIELD, default="")


def begin(cause: str) -> str:
    """Let all that is sent and written from now on carry the id ``cause``; return it."""
    _current.set(cause)
    return cause


def fields() -> dict[str, str]:
    """Return what a message or an item carries of it: one field, or none."""
    return {FIELD: _current.get()} if _current.get() else {}


def of_records(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the newest id by partition key that records of the table's stream carry."""
    found: dict[str, str] = {}
    for record in records:
        change = record["dynamodb"]
        if carried := change.get("NewImage", {}).get(FIELD):
            found[change["Keys"]["pk"]["S"]] = carried["S"]
    return found
