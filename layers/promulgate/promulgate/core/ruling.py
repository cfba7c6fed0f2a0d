"""A publisher withdraws an edition, or puts an older publication back in force."""

from collections.abc import Sequence
from dataclasses import replace

from promulgate.core import publishing
from promulgate.core.changes import Change
from promulgate.core.errors import OutdatedError, PromulgateError
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
    number: str,
    person: Person,
    now: str,
) -> Change | None:
    """Return the change that takes publication ``number`` away, or None if it is gone already.

    An empty ``number`` means the one in force. One whose day has not come will never take effect.
    ``publications`` are those of ``language``, ``ruling`` the one that holds there. Raises
    ForbiddenError, or RulingError when there is nothing to take away.
    """
    require_publisher(person)
    present = publishing.in_force(publications, now, ruling)
    if number and (present is None or present.number != number):
        chosen = _chosen(head, language, publications, number)
        if chosen.effective_at <= now:
            raise RulingError(f"publication {number} is not in force")
        if chosen.void or _is_over(publications, ruling, chosen):
            return None
        taken = replace(chosen, void=True)
        return _ahead(head, publications, ruling, taken, "withdrawn", person, now)
    if present is not None:
        over = _newest(publications, ruling, present, now)
        return _ruled(head, language, "", over, "withdrawn", present.number, person, now)
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

    One whose day has not come will take effect on it again. ``publications`` are those of
    ``language``, ``ruling`` the one that holds there. Raises ForbiddenError, or RulingError when
    there is no such publication.
    """
    require_publisher(person)
    chosen = _chosen(head, language, publications, number)
    present = publishing.in_force(publications, now, ruling)
    back = replace(chosen, void=False)
    if chosen.effective_at > now:
        if not chosen.void and not _is_over(publications, ruling, chosen):
            return None
        return _ahead(head, publications, ruling, back, "restored", person, now)
    if present is not None and present.number == number:
        return None
    over = _newest(publications, ruling, chosen, now)
    change = _ruled(head, language, number, over, "restored", number, person, now)
    return replace(change, records=(*change.records, back)) if chosen.void else change


def require_in_force(
    seen: str, publications: Sequence[Publication], ruling: Ruling | None, now: str
) -> None:
    """Raise OutdatedError if another draft than that of the digest ``seen`` is in force.

    Where nothing is, nothing new can be overlooked. ``publications`` and ``ruling`` are those of
    one language.
    """
    present = publishing.in_force(publications, now, ruling)
    if present is not None and seen != present.draft_digest:
        raise OutdatedError("what is in force has changed since you read it", present.draft_digest)


def holds_back(
    publication: Publication, publications: Sequence[Publication], ruling: Ruling | None
) -> bool:
    """Return whether a publisher's word keeps one of a language's ``publications`` out of force.

    What something newer replaced is not kept out of force by anybody's word.
    """
    if ruling is None or publication.void:
        return publication.void
    standing = [one.order for one in publications if one.number == ruling.publication]
    is_newer = all(publication.order > order for order in standing)
    return is_newer and _is_over(publications, ruling, publication)


def _chosen(
    head: Policy, language: str, publications: Sequence[Publication], number: str
) -> Publication:
    for publication in publications:
        if publication.number == number:
            return publication
    raise RulingError(f"there is no publication {number} of {head.policy} in {language}")


def _newest(
    publications: Sequence[Publication], ruling: Ruling | None, standing: Publication, now: str
) -> Publication:
    """Return the newest of what took effect (at least ``standing``) and of what is hidden."""
    effective = publishing.in_force(publications, now) or standing
    return max([effective, *_hidden(publications, ruling)], key=lambda one: one.order)


def _hidden(publications: Sequence[Publication], ruling: Ruling | None) -> list[Publication]:
    """Return what an earlier ruling was given over: it stays hidden by the next one."""
    return [one for one in publications if ruling and one.number == ruling.over]


def _is_over(
    publications: Sequence[Publication], ruling: Ruling | None, publication: Publication
) -> bool:
    return any(publication.order <= one.order for one in _hidden(publications, ruling))


def _ahead(
    head: Policy,
    publications: Sequence[Publication],
    ruling: Ruling | None,
    changed: Publication,
    action: str,
    person: Person,
    now: str,
) -> Change:
    """Return the change of a publication whose day has not come; what is in force stays.

    The ruling is written all the same: publishing is told of it.
    """
    standing = publishing.in_force(publications, now, ruling)
    newest = publishing.in_force(publications, now)
    past = [newest] if newest else []
    over = max(
        [*past, *(_hidden(publications, ruling) if changed.void else [])],
        key=lambda one: one.order,
        default=None,
    )
    record = Ruling(
        policy=head.policy,
        language=changed.language,
        publication=standing.number if standing else "",
        over=over.number if over else "",
        by=person.name,
        at=ruling.at if ruling and ruling.over and standing is None else now,
        touched_at=now,
    )
    event = Event(
        at=now,
        by=person.name,
        action=action,
        version=changed.version,
        language=changed.language,
        detail={"publication": changed.number},
    )
    return Change(policy=head, records=(record, changed), events=(event,))


def _ruled(
    head: Policy,
    language: str,
    standing: str,
    over: Publication | None,
    action: str,
    number: str,
    person: Person,
    now: str,
) -> Change:
    record = Ruling(
        policy=head.policy,
        language=language,
        publication=standing,
        over=over.number if over else "",
        by=person.name,
        at=now,
    )
    event = Event(
        at=now,
        by=person.name,
        action=action,
        version=over.version if over else 0,
        language=language,
        detail={"publication": number},
    )
    return Change(policy=head, records=(record,), events=(event,))
