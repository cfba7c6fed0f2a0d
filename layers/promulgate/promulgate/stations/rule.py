"""Rule: what publishers decide upon editions."""

from collections.abc import Callable
from datetime import datetime

from promulgate.core import instants, ruling
from promulgate.core.changes import Change
from promulgate.core.people import Person
from promulgate.core.records import Policy
from promulgate.stations.desk import Station, present
from promulgate.stations.settling import settle


def withdraw(
    here: Station,
    slug: str,
    language: str,
    number: str,
    by: Person,
    now: datetime,
    seen: str | None = None,
) -> None:
    """Take publication ``number`` away (empty: the one in force); twice is one withdrawal.

    ``seen`` is the digest of the draft that the person saw in force, if they say so. Raises
    NotFoundError, ForbiddenError, RulingError or OutdatedError.
    """
    _rule(here, ruling.withdraw, slug, language, number, by, now, seen)


def restore(
    here: Station,
    slug: str,
    language: str,
    number: str,
    by: Person,
    now: datetime,
    seen: str | None = None,
) -> None:
    """Put an older publication back in force; restoring it twice is one restoration.

    ``seen`` and what is raised are as with ``withdraw``.
    """
    _rule(here, ruling.restore, slug, language, number, by, now, seen)


def _rule(
    here: Station,
    rule: Callable[..., Change | None],
    slug: str,
    language: str,
    number: str,
    by: Person,
    now: datetime,
    seen: str | None,
) -> None:
    at = instants.text(now)

    def decide(head: Policy | None) -> Change | None:
        head = present(head, slug)
        publications = here.table.publications(slug, language)
        known = next((one for one in here.table.rulings(slug) if one.language == language), None)
        change = rule(head, language, publications, known, number, by, at)
        if change is not None and seen is not None:
            ruling.require_in_force(seen, publications, known, at)
        return change

    settle(here.table, slug, decide)
