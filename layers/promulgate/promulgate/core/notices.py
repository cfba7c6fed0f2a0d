"""Notices: what reviewers are told of drafts that wait for them, and when."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from promulgate.core import languages
from promulgate.core.people import approvers
from promulgate.core.records import Draft, Policy, Version
from promulgate.core.states import State

# SNS takes subjects of fewer than 100 ASCII characters:
# https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
LONGEST_SUBJECT = 99
LONGEST_TITLE = 200
# Nobody is reminded on the day on which they were told.
FRESH = timedelta(days=1)


class Kind(StrEnum):
    """Why a reviewer is told of a draft; each draft gives each reason once."""

    READY = "ready"
    WAITING = "waiting"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """When to remind: so many days after a draft was made, and before its text takes effect."""

    after_days: int
    before_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message, and what subscribers may filter it by."""

    policy: str
    version: int
    language: str
    kind: Kind
    group: str
    subject: str
    text: str


def kind_for(
    draft: Draft, version: Version, now: datetime, reminders: Reminders | None
) -> Kind | None:
    """Return what is to be told of a draft of the newest version at ``now``, or None.

    Without ``reminders`` the only news is that it is ready. A text about to take effect matters
    more than one that merely waits.
    """
    if draft.state not in (State.IN_REVIEW, State.CHANGES_REQUESTED):
        return None
    age = now - datetime.fromisoformat(draft.created_at or version.uploaded_at)
    if reminders and age >= FRESH:
        left = datetime.fromisoformat(version.effective_at) - now
        if left <= timedelta(days=reminders.before_days):
            return Kind.DUE
        if age >= timedelta(days=reminders.after_days):
            return Kind.WAITING
    return Kind.READY if draft.state == State.IN_REVIEW else None


def due(head: Policy, version: Version, now: datetime, reminders: Reminders) -> tuple[str, ...]:
    """Return the languages of the newest version that are not approved, its day here or near.

    Whatever they wait for: a reviewer, a publisher, or a machine. A text that took effect with its
    upload has a day's grace.
    """
    left = datetime.fromisoformat(version.effective_at) - now
    is_fresh = now - datetime.fromisoformat(version.uploaded_at) < FRESH
    if left > timedelta(days=reminders.before_days) or (is_fresh and left <= timedelta(0)):
        return ()
    return tuple(
        language
        for language, status in head.languages.items()
        if status.version == version.version > status.approved_version
    )


def notice(head: Policy, version: Version, draft: Draft, kind: Kind, review_url: str) -> Notice:
    """Return the message about ``draft``; ``review_url`` is the address of the reviewers' page.

    The title is an author's text: it stays out of the subject, and on one line of the text.
    """
    name = f"{languages.autonym(draft.language)} ({draft.language})"
    opening = {
        Kind.READY: f"is ready for your review in {name}",
        Kind.WAITING: f"is still waiting for your review in {name}",
        Kind.DUE: f"is not approved in {name}, and its effective date is here or near",
    }[kind]
    return Notice(
        policy=draft.policy,
        version=draft.version,
        language=draft.language,
        kind=kind,
        group=approvers(draft.language, head.source_language),
        subject=_subject(draft, kind),
        text=(
            f"“{one_line(version.title)}”, version {draft.version}, {opening}.\n\n"
            f"Effective date: {version.effective_date}\n"
            f"Read, correct and approve it: {link(review_url, draft)}\n"
        ),
    )


def link(review_url: str, draft: Draft) -> str:
    """Return the address of a draft on the reviewers' page."""
    return f"{review_url}#/{draft.policy}/{draft.version}/{draft.language}"


def one_line(text: str) -> str:
    """Return an author's text without line ends, control and invisible characters, cut short."""
    seen = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    return " ".join(seen.split())[:LONGEST_TITLE]


def _subject(draft: Draft, kind: Kind) -> str:
    verb = {Kind.READY: "To review", Kind.WAITING: "Still to review", Kind.DUE: "Due for review"}
    place = f" v{draft.version} in {draft.language}"
    room = LONGEST_SUBJECT - len(verb[kind]) - 2 - len(place)
    return f"{verb[kind]}: {draft.policy[:room]}{place}"
