"""Error reports for authors: in the table and beside the drafts, by the uploaded file's name."""

from datetime import datetime, timedelta

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core import digest, instants, keys
from promulgate.core.errors import AuthorError

KEPT = timedelta(days=90)


def file(
    table: Table, drafts: Bucket, key: str, error: AuthorError, object_version: str, now: datetime
) -> None:
    """Store what is wrong with the upload ``key``; the same report again changes nothing."""
    report = {
        "file": key,
        "line": error.line,
        "reason": error.reason,
        "expected": error.expected,
        "object_version": object_version,
    }
    known = table.get_plain("REPORT", key)
    if known and all(known.get(name) == value for name, value in report.items()):
        return
    report["at"] = instants.text(now)
    drafts.put(keys.report(key), digest.canonical_json(report), "application/json")
    expires_at = int((now + KEPT).timestamp())
    table.put_plain("REPORT", key, {**report, "expires_at": expires_at})


def clear(table: Table, drafts: Bucket, key: str) -> None:
    """Take the report on ``key`` away, now that the file is good."""
    if table.get_plain("REPORT", key):
        drafts.delete(keys.report(key))
        table.delete_plain("REPORT", key)
