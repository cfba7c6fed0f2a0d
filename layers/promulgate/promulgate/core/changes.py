"""A change of a policy: all of it happens, or none; those of one policy come in a row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from promulgate.core.history import Event, chained
from promulgate.core.records import Draft, Edition, Entry, LanguageStatus, Policy, Record, Ruling
from promulgate.core.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be written: the head as it was read (with new fields), records, and events."""

    policy: Policy
    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A change ready for the table: it holds only while the head's revision is ``expected``."""

    expected: int
    policy: Policy
    records: tuple[Record, ...]
    entries: tuple[Entry, ...]


def seal(change: Change) -> Sealed:
    """Return the change with its history chained and the head's overview brought up to date."""
    head = change.policy
    entries = chained(change.events, after=head.sequence, previous=head.history_digest)
    return Sealed(
        expected=head.revision,
        policy=replace(
            head,
            revision=head.revision + 1,
            sequence=head.sequence + len(entries),
            history_digest=entries[-1].digest if entries else head.history_digest,
            languages=overview(head, change.records),
        ),
        records=change.records,
        entries=entries,
    )


def overview(head: Policy, records: tuple[Record, ...]) -> Mapping[str, LanguageStatus]:
    """Return the state per language after ``records``: the newest draft, and what is in force."""
    languages = dict(head.languages)
    for record in records:
        match record:
            case Draft():
                known = languages.get(record.language)
                if known is None:
                    known = LanguageStatus(version=record.version, state=record.state)
                languages[record.language] = _after_draft(known, record)
            case Edition() if record.language in languages:
                status = languages[record.language]
                languages[record.language] = replace(status, in_force=record.in_force)
            case Ruling() if record.language in languages:
                # What a publisher decided is told at once, though its page is still to be written.
                status = languages[record.language]
                languages[record.language] = replace(status, in_force=record.publication)
            case _:
                pass
    return languages


def _after_draft(known: LanguageStatus, draft: Draft) -> LanguageStatus:
    if draft.state in {State.APPROVED, State.PUBLISHED} and draft.version >= known.approved_version:
        known = replace(known, approved_version=draft.version, approved_digest=draft.digest)
    if draft.version < known.version:
        return known
    return replace(
        known,
        version=draft.version,
        state=draft.state,
        digest=draft.digest,
        failing=draft.failing,
        since=draft.changed_at,
        text_digest=draft.digest or known.text_digest,
    )
