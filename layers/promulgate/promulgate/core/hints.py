"""Hints: what the newest approved text says where a draft's source is nearly the same."""

from collections.abc import Mapping

from promulgate.core.documents import Document, Origin
from promulgate.core.memory import Hint, nearest

# Comparing takes some 20 µs a pair; a text with more pairs gets hints for its first units only.
MOST_PAIRS = 25_000
# What a person or the memory wrote needs no hint.
UNSEEN = frozenset({Origin.MACHINE, Origin.SOURCE})


def of(document: Document, approved: Document) -> Mapping[str, Hint]:
    """Return the nearest approved pair by unit id, for units that no person has seen yet.

    ``approved`` is an approved text of the same policy and language. A unit whose source stands
    there word for word has no hint: the memory knows it.
    """
    pairs = dict.fromkeys((unit.source, unit.target) for unit in approved.units)
    known = {source for source, _ in pairs}
    unseen = [unit for unit in document.units if unit.origin in UNSEEN and unit.source not in known]
    most = MOST_PAIRS // max(len(pairs), 1)
    found = {unit.id: nearest(unit.source, pairs) for unit in unseen[:most]}
    return {unit_id: hint for unit_id, hint in found.items() if hint is not None}
