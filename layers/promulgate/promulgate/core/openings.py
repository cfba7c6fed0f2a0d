"""In which order editions are written, so that no page leads to what is not there yet.

Pages of one policy lead to each other, and some must be written before the others. An edition opens
when its page comes into force while none was, or with its first permanent copy: until then nothing
may name it. What opens is written first, each page leading only to what is there already; then
all is written as it is to stay.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from promulgate.core import editions
from promulgate.core.editions import Published
from promulgate.core.records import Absence, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is written in one go: ``changing`` are some of the editions that are ``wanted``.

    ``published`` is what these may name; ``more`` tells whether another step is to follow.
    """

    published: Published
    wanted: tuple[Edition, ...]
    changing: tuple[Edition, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An edition to be written, and what its files may lead to at that moment."""

    edition: Edition
    published: Published
    beside: tuple[Edition, ...]


def step(published: Published, known: Mapping[str, Edition], now: str, most: int) -> Step:
    """Return the next step from the ``known`` editions to those wanted at ``now``.

    At most ``most`` editions change in it, those with something new first. Editions that would open
    in a later step do not exist for this one.
    """
    wanted = editions.wanted(published, now)
    waiting = [one for one in wanted if not _is_shown(one, known.get(one.language))]
    opening = _opening(published, wanted, known)
    fresh = {one.language for one in published.publications if not one.settled}
    waiting.sort(key=lambda one: (one.language not in fresh, one.language not in opening))
    chosen = {one.language for one in waiting[:most]}
    later = opening - chosen
    seen = _without(published, later)
    return Step(
        published=seen,
        wanted=(reachable := editions.wanted(seen, now)),
        changing=tuple(one for one in reachable if one.language in chosen),
        more=len(waiting) > most,
    )


def views(now: Step, known: Mapping[str, Edition]) -> Iterator[View]:
    """Yield what is to be written, in this order; what opens beside other openings comes twice."""
    hidden = [
        one.language
        for one in now.changing
        if one.language in _opening(now.published, now.wanted, known)
    ]
    complete: set[str] = set()
    while hidden:
        language = hidden.pop(0)
        edition = next(one for one in now.changing if one.language == language)
        yield _view(now, edition, hidden)
        if not hidden:
            complete = {language}
    # What goes away goes last.
    for edition in sorted(now.changing, key=lambda one: one.absence is not None):
        if edition.language not in complete:
            yield _view(now, edition, ())


def _view(now: Step, edition: Edition, hidden: Sequence[str]) -> View:
    return View(
        edition=edition,
        published=_without(now.published, hidden),
        beside=tuple(
            replace(one, absence=one.absence or Absence.PENDING) if one.language in hidden else one
            for one in now.wanted
        ),
    )


def is_open(edition: Edition, known: Edition | None) -> bool:
    """Return whether the page at ``edition``'s address may be led to: it is there, or is to go."""
    return known is not None and known.written and bool(known.in_force or edition.absence)


def _opening(
    published: Published, wanted: Sequence[Edition], known: Mapping[str, Edition]
) -> frozenset[str]:
    return frozenset(
        one.language
        for one in wanted
        if not (one.absence or is_open(one, known.get(one.language)))
        or not _has_history(published, one.language)
    )


def _has_history(published: Published, language: str) -> bool:
    """Return whether the history is there, or there is to be none."""
    mine = published.of_language(language)
    return not mine or any(one.settled for one in mine)


def _without(published: Published, languages: Sequence[str] | frozenset[str]) -> Published:
    return replace(
        published,
        publications=tuple(one for one in published.publications if one.language not in languages),
    )


def _is_shown(edition: Edition, known: Edition | None) -> bool:
    return known is not None and known.settled and known.face == edition.face
