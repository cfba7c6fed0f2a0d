"""Where reviewers and publishers are served: the settings, the ways out, and who is not there."""

from dataclasses import dataclass

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core.errors import PromulgateError
from promulgate.core.records import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    draft_bucket: str
    company_name: str
    site_url: str
    four_eyes: str = "on"
    release: str = "each"


class NotFoundError(PromulgateError):
    """There is no such policy, version or draft; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The settings, and the ways out that they name."""

    settings: Settings
    table: Table
    drafts: Bucket


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which draft is meant."""

    policy: str
    version: int
    language: str


def station(settings: Settings) -> Station:
    """Return the station that ``settings`` describe."""
    return Station(
        settings=settings, table=Table(settings.table), drafts=Bucket(settings.draft_bucket)
    )


def head_of(here: Station, slug: str) -> Policy:
    """Return a policy's head. Raises NotFoundError."""
    return present(here.table.policy(slug), slug)


def present(head: Policy | None, slug: str) -> Policy:
    """Return ``head``, the policy that was asked for. Raises NotFoundError if there is none."""
    if head is None:
        raise NotFoundError(f"there is no policy {slug}")
    return head
