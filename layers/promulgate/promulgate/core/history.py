"""A policy's history: append-only, each entry chained to the one before by its digest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from promulgate.core import digest
from promulgate.core.records import Entry, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, before it has its place in the chain. ``at`` is UTC in ISO 8601."""

    at: str
    by: str
    action: str
    version: int = 0
    language: str = ""
    from_digest: str = ""
    to_digest: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


def chained(events: Iterable[Event], *, after: int, previous: str) -> tuple[Entry, ...]:
    """Return ``events`` as entries that follow entry number ``after`` with digest ``previous``."""
    entries: list[Entry] = []
    for number, event in enumerate(events, start=after + 1):
        body = {**asdict(event), "sequence": number, "previous": previous}
        previous = digest.of_value(body)
        entries.append(Entry(**body, digest=previous))
    return tuple(entries)


def broken_at(entries: Iterable[Entry], *, after: int = 0, previous: str = "") -> int | None:
    """Return the number of the first entry that was altered or follows a gap, or None.

    ``entries`` follow entry number ``after``, whose digest is ``previous``.
    """
    for expected, entry in enumerate(entries, start=after + 1):
        body = asdict(entry)
        claimed = body.pop("digest")
        if (
            entry.sequence != expected
            or entry.previous != previous
            or digest.of_value(body) != claimed
        ):
            return expected
        previous = claimed
    return None


def broken_in(entries: Sequence[Entry], head: Policy, *, first: int, last: int) -> int | None:
    """Return the number of the first entry from ``first`` to ``last`` that is not as written.

    ``entries`` are those that the table has of them; that before ``first`` vouches for them no
    more than it does for itself. The policy's ``head`` knows how many there are, and the digest
    of the last.
    """
    last = min(last, head.sequence)
    if first > last:
        return None
    previous = entries[0].previous if first > 1 and entries else ""
    broken = broken_at(entries, after=first - 1, previous=previous)
    if broken is not None:
        return broken
    if len(entries) < last - first + 1:
        return first + len(entries)
    if last == head.sequence and entries[-1].digest != head.history_digest:
        return last
    return None
