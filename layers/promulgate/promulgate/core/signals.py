"""Signals: what operators see of the work, as numbers. No text, and nobody's name.

Each is one point of a metric; the shell sends it. Names are CloudWatch's, as in template.yaml.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


def behind(head: Policy, versions: Iterable[Version], now: datetime) -> Mapping[str, float]:
    """Return for how many seconds each language has been behind the source's page.

    It is since the first version came into force that the language does not show. One that shows
    nothing has shown what was approved last: it may be withdrawn, which is no lag.
    """
    source = head.languages.get(head.source_language)
    newest = _version(source.in_force) if source else 0
    came = {one.version: max(one.effective_at, one.uploaded_at) for one in versions}
    found: dict[str, float] = {}
    for language, status in head.languages.items():
        shown = _version(status.in_force) or status.approved_version
        # A language that the policy dropped before anything was out will never catch up.
        if shown < newest and (shown or status.version == head.version):
            since = min(came[version] for version in range(shown + 1, newest + 1))
            found[language] = _seconds(since, now)
    return found


def of_lag(seconds_behind: Mapping[str, float]) -> tuple[Signal, ...]:
    """Return how many of a policy's languages are behind their source, and how far the last is."""
    far = [Signal("SecondsBehind", SECONDS, max(seconds_behind.values()))] if seconds_behind else []
    return (Signal("LanguagesBehind", COUNT, len(seconds_behind)), *far)


def of_reminders(due: int) -> tuple[Signal, ...]:
    """Return how many of a policy's languages are ``due``: not approved, their day here or near."""
    return (Signal("LanguagesDue", COUNT, due),)


def _version(publication: str) -> int:
    return int(publication.split(".")[0] or 0)


def _seconds(since: str, now: datetime) -> float:
    return max(0.0, (now - datetime.fromisoformat(since)).total_seconds())
