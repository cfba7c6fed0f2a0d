"""Signals: what operators see of the work, as numbers. No text, and nobody's name.

Each is one point of a metric; the shell sends it. Names are CloudWatch's, as in template.yaml.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from promulgate.core.documents import Document, Origin
from promulgate.core.records import Draft, Policy, Version

COUNT, SECONDS = "Count", "Seconds"
UNITS_FROM = {
    Origin.MEMORY: "UnitsFromMemory",
    Origin.MACHINE: "UnitsFromMachine",
    Origin.HUMAN: "UnitsFromPeople",
}
DRAFT_FAILED = "DraftsFailed"
ENGINE_ERROR = "EngineErrors"


class Signal(NamedTuple):
    """A metric's name, its unit (``Count`` or ``Seconds``), and the value."""

    name: str
    unit: str
    value: float


def once(name: str) -> Signal:
    """Return that something happened."""
    return Signal(name, COUNT, 1)


def of_draft(
    document: Document, characters: int, uploaded_at: str, now: datetime
) -> tuple[Signal, ...]:
    """Return what a new draft tells: ``characters`` were sent to an engine for it."""
    origins = Counter(unit.origin for unit in document.units)
    return (
        once("Drafts"),
        *(Signal(name, COUNT, origins[origin]) for origin, name in UNITS_FROM.items()),
        Signal("CharactersSent", COUNT, characters),
        Signal("SecondsToDraft", SECONDS, _seconds(uploaded_at, now)),
    )


def of_publications(out: Sequence[Draft], now: datetime) -> tuple[Signal, ...]:
    """Return what drafts that went out tell: how long each had been approved."""
    return tuple(
        signal
        for draft in out
        if draft.approval
        for signal in (
            once("Publications"),
            Signal("SecondsToLive", SECONDS, _seconds(draft.approval.at, now)),
        )
    )


def of_policy(head: Policy, in_force: Version | None, now: datetime) -> tuple[Signal, ...]:
    """Return how many languages show an older version than the source's page, and for how long.

    ``in_force`` is the version of the source's page, None where nothing is in force.
    """
    if in_force is None:
        return ()
    behind = [
        status
        for language, status in head.languages.items()
        if language != head.source_language
        and status.in_force
        and int(status.in_force.split(".")[0]) < in_force.version
    ]
    since = _seconds(max(in_force.effective_at, in_force.uploaded_at), now)
    return (
        Signal("LanguagesBehind", COUNT, len(behind)),
        *([Signal("SecondsBehind", SECONDS, since)] if behind else []),
    )


def of_reminders(due: int) -> tuple[Signal, ...]:
    """Return how many of a policy's drafts are ``due``: unapproved, their day near or past."""
    return (Signal("LanguagesDue", COUNT, due),)


def _seconds(since: str, now: datetime) -> float:
    return max(0.0, (now - datetime.fromisoformat(since)).total_seconds())
