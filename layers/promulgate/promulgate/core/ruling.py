"""A publisher withdraws an edition, or puts an older publication back in force."""

from collections.abc import Sequence

from promulgate.core import publishing
from promulgate.core.changes import Change
from promulgate.core.errors import PromulgateError
from promulgate.core.history import Event
from promulgate.core.people import Person, require_publisher
from promulgate.core.records import Policy, Publication, Ruling


class RulingError(PromulgateError):
    """There is nothing to withdraw or to restore; the message says what is missing."""


def withdraw(
    head: Policy,
    language: str,
    publications: Sequence[Publication],
    ruling: Ruling | None,
    person: Person,
    now: str,
) -> Change | None:
    """Return the change that takes the page in force away, or None if it is withdrawn already.

    ``publications`` are those of ``language``, ``ruling`` the one that holds there. Raises
    ForbiddenError, or RulingError when nothing has come into force yet.
    """
    require_publisher(person)
    present = publishing.in_force(publications, now, ruling)
    if present is not None:
        newest = publishing.in_force(publications, now) or present
        return _ruled(head, language, "", newest, person, now)
    if ruling is None:
        raise RulingError(f"nothing of {head.policy} is in force in {language}")
    return None


def restore(
    head: Policy,
    language: str,
    publications: Sequence[Publication],
    ruling: Ruling | None,
    number: str,
    person: Person,
    now: str,
) -> Change | None:
    """Return the change that puts publication ``number`` in force, or None if it is already.

    ``publications`` are those of ``language``, ``ruling`` the one that holds there. Raises
    ForbiddenError, or RulingError when there is no such publication or its day has not come.
    """
    require_publisher(person)
    chosen = next((one for one in publications if one.number == number), None)
    if chosen is None:
        raise RulingError(f"there is no publication {number} of {head.policy} in {language}")
    if chosen.effective_at > now:
        raise RulingError(f"publication {number} takes effect on {chosen.effective_date} only")
    present = publishing.in_force(publications, now, ruling)
    if present is not None and present.number == number:
        return None
    newest = publishing.in_force(publications, now) or chosen
    return _ruled(head, language, number, newest, person, now)


def _ruled(
    head: Policy, language: str, number: str, over: Publication, person: Person, now: str
) -> Change:
    record = Ruling(
        policy=head.policy,
        language=language,
        publication=number,
        over=over.number,
        by=person.name,
        at=now,
    )
    event = Event(
        at=now,
        by=person.name,
        action="restored" if number else "withdrawn",
        version=over.version,
        language=language,
        detail={"publication": number or over.number},
    )
    return Change(policy=head, records=(record,), events=(event,))
