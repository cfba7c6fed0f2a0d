"""Numbers: each of the source's is in the translation, however the language writes it."""

from collections import deque
from collections.abc import Callable, Sequence
from decimal import Decimal

from promulgate.core.checks import figures
from promulgate.core.checks.figures import Figure
from promulgate.core.checks.pair import Finding, Pair


def check(pair: Pair) -> Finding | None:
    """Return an error if a number is lost, won or changed (1,234.5 = 1.234,5 = 1 234,5).

    A number written as another language would, such as 1,500 in German, is a warning: readers
    there take it for one and a half. "Two", "March" and 三十 may stand for 2, 3 and 30.
    """
    before = figures.written(pair.source, pair.source_language)
    after = figures.written(pair.target, pair.target_language)
    # Nearly every unit ends here, before any words are looked for.
    if not any((*_missing(before, after), *_missing(after, before))):
        return None
    said_before = figures.worded(pair.source, pair.source_language)
    said_after = figures.worded(pair.target, pair.target_language)
    lost, strange_lost = _missing(before, [*after, *said_after])
    won, strange_won = _missing(after, [*before, *said_before])
    if lost or won:
        parts = (*(f"−{text}" for text in lost), *(f"+{text}" for text in won))
        return Finding(
            name="numbers",
            severity="error",
            message=f"numbers differ from the source: {', '.join(parts)}",
            parts=(*lost, *won),
        )
    if strange_lost or strange_won:
        return Finding(
            name="numbers",
            severity="warning",
            message=f"readers may take this for another number: {', '.join(strange_won)}",
            parts=tuple(strange_won),
        )
    return None


def _missing(wanted: Sequence[Figure], others: Sequence[Figure]) -> tuple[list[str], list[str]]:
    """Return those of ``wanted`` that are not in ``others``, and those only there read widely.

    Each of ``others`` answers for one.
    """
    taken: set[int] = set()
    unread = _without_partner(wanted, others, taken, lambda figure: figure.values)
    missing = _without_partner(unread, others, taken, lambda figure: figure.any_values)
    lost = {id(figure) for figure in missing}
    return [each.text for each in missing], [each.text for each in unread if id(each) not in lost]


def _without_partner(
    wanted: Sequence[Figure],
    others: Sequence[Figure],
    taken: set[int],
    values: Callable[[Figure], frozenset[Decimal]],
) -> list[Figure]:
    """Return those of ``wanted`` that share a value with none of ``others`` not yet ``taken``."""
    places: dict[Decimal, deque[int]] = {}
    for place, other in enumerate(others):
        for value in values(other):
            places.setdefault(value, deque()).append(place)
    alone: list[Figure] = []
    for figure in wanted:
        for value in values(figure):
            waiting = places.get(value, deque())
            while waiting and waiting[0] in taken:
                waiting.popleft()
            if waiting:
                taken.add(waiting.popleft())
                break
        else:
            alone.append(figure)
    return alone
