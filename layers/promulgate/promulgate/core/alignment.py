"""Which unit answers to which: of two versions of a source, or of source and translation."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from promulgate.core.units import Unit, split

# Below it two texts have hardly more in common than any two of a language.
ALIKE = 0.3
# Pairs that are compared one by one; a gap with more is matched by order alone.
MOST_PAIRS = 40_000
# A run of letters or digits, but one character at a time where words are not spaced.
WORD = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+")
FRONT_MATTER = frozenset({"title", "description", "keyword"})


def align_versions(old: Sequence[Unit], new: Sequence[Unit]) -> Mapping[str, str | None]:
    """Return, for every new unit's id, the id of the old unit that it is or replaces, else None.

    A unit of the same kind and text is itself, wherever it moved. What is left is paired within
    the stretch between units that stayed: in order, of one kind, the most similar texts.
    """
    matcher = SequenceMatcher(None, [_key(unit) for unit in old], [_key(unit) for unit in new])
    pairs: dict[str, str] = {}
    gaps: list[tuple[Sequence[Unit], Sequence[Unit]]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pairs |= _zipped(new[k:m], old[i:j])
        else:
            gaps.append((old[i:j], new[k:m]))
    pairs |= _moved(gaps)
    taken = set(pairs.values())
    for old_gap, new_gap in gaps:
        before = [unit for unit in old_gap if unit.id not in taken]
        after = [unit for unit in new_gap if unit.id not in pairs]
        for kind in dict.fromkeys(unit.kind for unit in after):
            pairs |= _replaced(
                [unit for unit in before if unit.kind == kind],
                [unit for unit in after if unit.kind == kind],
            )
    return {unit.id: pairs.get(unit.id) for unit in new}


def _key(unit: Unit) -> tuple[str, str]:
    return unit.kind, unit.text


def _zipped(new: Sequence[Unit], old: Sequence[Unit]) -> dict[str, str]:
    return {a.id: b.id for a, b in zip(new, old, strict=True)}


def _moved(gaps: Sequence[tuple[Sequence[Unit], Sequence[Unit]]]) -> dict[str, str]:
    """Pair the units of equal kind and text that did not keep their place, in order."""
    waiting: defaultdict[tuple[str, str], deque[str]] = defaultdict(deque)
    for before, _ in gaps:
        for unit in before:
            waiting[_key(unit)].append(unit.id)
    return {
        unit.id: waiting[_key(unit)].popleft()
        for _, after in gaps
        for unit in after
        if waiting.get(_key(unit))
    }


def _replaced(old: Sequence[Unit], new: Sequence[Unit]) -> dict[str, str]:
    """Pair units of one kind in order: all if there are as many of them, else the similar ones."""
    if len(old) == len(new):
        return _zipped(new, old)
    if len(old) * len(new) > MOST_PAIRS:
        return {a.id: b.id for a, b in zip(new, old, strict=False)}
    words = [Counter(WORD.findall(unit.text.lower())) for unit in old]
    likeness = [
        [_likeness(its_words, other) for other in words]
        for its_words in (Counter(WORD.findall(unit.text.lower())) for unit in new)
    ]
    return {new[i].id: old[j].id for i, j in _heaviest(likeness, len(new), len(old))}


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """Return how much two texts have in common, from 0 to 1: difflib's ratio without order."""
    total = a.total() + b.total()
    share = 2 * (a & b).total() / total if total else 0.0
    return share if share >= ALIKE else 0.0


def _heaviest(
    weights: Sequence[Sequence[float]], rows: int, columns: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs (row, column), none crossing, whose weights add up to the most."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = best[i + 1][j + 1] + weights[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < rows and j < columns:
        if weights[i][j] and best[i][j] == best[i + 1][j + 1] + weights[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


@dataclass(frozen=True, slots=True)
class Alignment:
    """A human translation beside its source.

    ``targets`` gives the translation by source unit id. ``unaligned_source`` are the source's units
    that got none, ``unaligned_translation`` those of the translation that went nowhere.
    """

    targets: Mapping[str, str]
    unaligned_source: tuple[Unit, ...]
    unaligned_translation: tuple[Unit, ...]


def align_translation(source_text: str, translated_text: str) -> Alignment:
    """Return which unit of a translated file translates which of the source, by structure alone.

    Front matter is paired by its fields. The rest is cut at headings; sections are paired by their
    levels, and the units within them by kind and depth. Whatever could be paired in more than one
    way is left unaligned. Raises AuthorError as ``split`` does.
    """
    source, translation = split(source_text), split(translated_text)
    pairs = list(_by_field(source, translation))
    ours, theirs = list(_sections(source)), list(_sections(translation))
    for i, j in _certain([_level(one) for one in ours], [_level(one) for one in theirs]):
        a, b = ours[i], theirs[j]
        signatures = [_signature(unit) for unit in a], [_signature(unit) for unit in b]
        pairs += [(a[k], b[m]) for k, m in _certain(*signatures)]
    aligned = {unit.id for unit, _ in pairs}
    used = {unit.id for _, unit in pairs}
    return Alignment(
        targets={unit.id: translated.text for unit, translated in pairs},
        unaligned_source=tuple(unit for unit in source if unit.id not in aligned),
        unaligned_translation=tuple(unit for unit in translation if unit.id not in used),
    )


def _by_field(source: Iterable[Unit], translation: Iterable[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield the front matter's units in pairs; a list of another length has none."""
    for field in sorted(FRONT_MATTER):
        ours = [unit for unit in source if unit.kind == field]
        theirs = [unit for unit in translation if unit.kind == field]
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _sections(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Yield the units of the page from heading to heading, and first those before any."""
    section: list[Unit] = []
    for unit in units:
        if unit.kind in FRONT_MATTER:
            continue
        if unit.kind == "heading":
            yield section
            section = []
        section.append(unit)
    yield section


def _level(section: Sequence[Unit]) -> int:
    return section[0].level if section and section[0].kind == "heading" else 0


def _signature(unit: Unit) -> tuple[str, int]:
    return unit.kind, unit.level


def _certain(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the pairs of equal elements that every longest common subsequence has in common."""
    if a == b:
        return list(zip(range(len(a)), range(len(b)), strict=True))
    if len(a) * len(b) > MOST_PAIRS:
        return []
    before = _common(a, b)
    after = _common(a[::-1], b[::-1])
    # A pair's rank is how many pairs come before it; each longest subsequence has one of each rank.
    by_rank: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, element in enumerate(a):
        for j, other in enumerate(b):
            rank, rest = before[i][j], after[len(a) - 1 - i][len(b) - 1 - j]
            if element == other and rank + 1 + rest == before[-1][-1]:
                by_rank[rank].append((i, j))
    return [pairs[0] for _, pairs in sorted(by_rank.items()) if len(pairs) == 1]


def _common(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[list[int]]:
    """Return at [i][j] how long the longest common subsequence of ``a[:i]`` and ``b[:j]`` is."""
    length = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, element in enumerate(a):
        for j, other in enumerate(b):
            length[i + 1][j + 1] = (
                length[i][j] + 1 if element == other else max(length[i][j + 1], length[i + 1][j])
            )
    return length
