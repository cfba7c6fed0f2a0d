"""Notices: reviewers hear once that a draft is ready, and once that it is late."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from promulgate.adapters.table import Table
from promulgate.adapters.topics import Topic
from promulgate.core import instants, notices
from promulgate.core.notices import Notice, Reminders


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    notice_topic: str
    review_url: str
    remind_after_days: str
    remind_before_days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The settings, and the ways out that they name."""

    table: Table
    topic: Topic
    review_url: str
    reminders: Reminders


class Told(NamedTuple):
    """The notices ``sent``, and the languages that are ``due``: not approved, their day near."""

    sent: tuple[Notice, ...]
    due: tuple[str, ...]


def station(settings: Settings) -> Station:
    """Return the station that ``settings`` describe."""
    return Station(
        table=Table(settings.table),
        topic=Topic(settings.notice_topic),
        review_url=settings.review_url,
        reminders=Reminders(
            after_days=int(settings.remind_after_days),
            before_days=int(settings.remind_before_days),
        ),
    )


def tell(here: Station, policy: str, now: datetime, *, reminding: bool) -> Told:
    """Tell what reviewers do not know yet of the drafts of the newest version.

    ``reminding``: they also hear of drafts that wait too long. Nothing is told twice.
    """
    head = here.table.policy(policy)
    version = here.table.version(policy, head.version) if head else None
    if head is None or version is None:
        return Told((), ())
    sent: list[Notice] = []
    for draft in here.table.drafts(policy, head.version):
        kind = notices.kind_for(draft, version, now, here.reminders if reminding else None)
        if kind is not None:
            notice = notices.notice(head, version, draft, kind, here.review_url)
            if _told_once(here, notice, now):
                sent.append(notice)
    return Told(tuple(sent), notices.due(head, version, now, here.reminders))


def _told_once(here: Station, notice: Notice, now: datetime) -> bool:
    """Send ``notice`` unless it was sent; say whether it was now.

    It is noted before it is sent: a crash between the two loses it, and never sends it twice.
    """
    pk = f"NOTICE#{notice.policy}"
    sk = f"{notice.version:06d}#{notice.language}#{notice.kind}"
    if not here.table.put_once(pk, sk, {"told_at": instants.text(now)}):
        return False
    try:
        here.topic.publish(notice)
    except Exception:
        here.table.delete_plain(pk, sk)
        raise
    return True
