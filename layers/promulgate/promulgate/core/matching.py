"""What two sequences have in common, in the same order: found in bounded time.

A sequence may have ten thousands of parts, and the classic algorithms take the product of both
lengths. So what occurs only once on each side is matched first (Bram Cohen's patience diff,
https://bramcohen.livejournal.com/73318.html), and only what is left between is compared in full.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# The product of two lengths that is compared in full: a few milliseconds.
MOST_CELLS = 20_000
DEEPEST = 16

type Pair = tuple[int, int]


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of indexes of equal parts, both indexes increasing.

    Between parts that repeat all the time and are many, some of what is equal is not found.
    """
    pairs: list[Pair] = []
    open_ranges = [(0, len(before), 0, len(after), 0)]
    while open_ranges:
        start, end, other_start, other_end, depth = open_ranges.pop()
        while start < end and other_start < other_end and before[start] == after[other_start]:
            pairs.append((start, other_start))
            start, other_start = start + 1, other_start + 1
        while start < end and other_start < other_end and before[end - 1] == after[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            pairs.append((end, other_end))
        if start == end or other_start == other_end:
            continue
        old, new = before[start:end], after[other_start:other_end]
        anchors = _anchors(old, new) if depth < DEEPEST else []
        if not anchors:
            if len(old) * len(new) <= MOST_CELLS:
                pairs += [(start + i, other_start + j) for i, j in _longest_common(old, new)]
            continue
        pairs += [(start + i, other_start + j) for i, j in anchors]
        edges = [(-1, -1), *anchors, (len(old), len(new))]
        open_ranges += [
            (start + i + 1, start + next_i, other_start + j + 1, other_start + next_j, depth + 1)
            for (i, j), (next_i, next_j) in pairwise(edges)
        ]
    return sorted(pairs)


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return the longest increasing pairs of the parts that occur once on each side."""
    once = {part for part, count in Counter(before).items() if count == 1}
    once &= {part for part, count in Counter(after).items() if count == 1}
    place = {part: index for index, part in enumerate(after) if part in once}
    return heaviest((index, place[part], 1.0) for index, part in enumerate(before) if part in once)


def heaviest(candidates: Iterable[tuple[int, int, float]]) -> list[Pair]:
    """Return those pairs of indexes, both increasing, whose weights make the largest sum.

    ``candidates`` are the indexes and weights, by the first index, and for one first index the
    highest second index first.
    """
    # The best sums that end at each second index; one that is no better than the one before it
    # is left out, so both lists increase. Each ending links to the pairs before it.
    places: list[int] = []
    sums: list[float] = []
    endings: list[_Ending] = []
    for index, place, weight in candidates:
        at = bisect_left(places, place)
        total = weight + (sums[at - 1] if at else 0.0)
        end = at
        while end < len(sums) and sums[end] <= total:
            end += 1
        if end == at and at < len(places) and places[at] == place:
            continue
        ending = _Ending((index, place), endings[at - 1] if at else None)
        places[at:end], sums[at:end], endings[at:end] = [place], [total], [ending]
    found: list[Pair] = []
    last = endings[-1] if endings else None
    while last:
        found.append(last.pair)
        last = last.previous
    return found[::-1]


class _Ending(NamedTuple):
    pair: Pair
    previous: "_Ending | None"


def _longest_common(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return the longest common subsequence, in time and space of the product of the lengths."""
    rows = [[0] * (len(after) + 1)]
    for part in reversed(before):
        below = rows[-1]
        row = [0] * (len(after) + 1)
        for place in range(len(after) - 1, -1, -1):
            if part == after[place]:
                row[place] = below[place + 1] + 1
            else:
                row[place] = max(below[place], row[place + 1])
        rows.append(row)
    rows.reverse()
    found: list[Pair] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i] == after[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
