"""What differs between two versions of a text, as lawyers mark it: what was added and removed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from promulgate.core import reading
from promulgate.core.matching import aligned, heaviest
from promulgate.core.passages import Kind, Passage, Run
from promulgate.core.reading import Sentence

# How many pairs of changed sentences are weighed, and how far one may have moved among the others.
MOST_WEIGHED = 150_000
FARTHEST = 50
# Of the words of two sentences, and of the letters, so much is the same when one became the other.
ALIKE = 0.4
KEPT = 0.3
# A shorter sentence ("Yes.") that is gone here and new there has not moved.
LEAST_MOVED = 20


@dataclass(frozen=True, slots=True)
class _Step:
    """A sentence before, the one that it became, or one of them alone."""

    before: Sentence | None
    after: Sentence | None


def compare(before: str, after: str, language: str) -> tuple[Passage, ...]:
    """Return the passages in which two Markdown bodies of one language differ, in reading order.

    A passage is a paragraph, list item or table row with what is the same in it. What is unchanged,
    or stands elsewhere word for word, is left out. A link's destination is told where it changed.
    """
    if before == after:
        return ()
    old, new = reading.read(before, language), reading.read(after, language)
    steps = _without_moved(tuple(_steps(old, new)))
    passages = (_passage(group) for group in _by_block(steps))
    return tuple(one for one in passages if any(run.kind != "same" for run in one.runs))


def marked(before: Sequence[str], after: Sequence[str]) -> tuple[Run, ...]:
    """Return how the words of one text became those of another.

    What is the same and what was added are ``after``; the same and what was removed, ``before``.
    """
    kept = _worth_keeping(aligned(before, after), before, after)
    if sum(len(before[i]) for i, _ in kept) < KEPT * max(map(_length, (before, after))):
        kept = []
    runs: list[Run] = []
    edges = [(-1, -1), *kept, (len(before), len(after))]
    for (i, j), (next_i, next_j) in pairwise(edges):
        if j >= 0:
            runs += _run("same", after[j : j + 1])
        runs += _run("removed", before[i + 1 : next_i])
        runs += _run("added", after[j + 1 : next_j])
    return _joined(runs)


def _length(words: Sequence[str]) -> int:
    return sum(map(len, words))


def _run(kind: Kind, words: Sequence[str]) -> Iterator[Run]:
    text = reading.seen(words) if kind == "same" else reading.told(words)
    if text:
        yield Run(kind=kind, text=text)


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(
        Run(kind=kind, text="".join(run.text for run in group))
        for kind, group in groupby(runs, key=lambda run: run.kind)
    )


def _worth_keeping(
    pairs: Sequence[tuple[int, int]], before: Sequence[str], after: Sequence[str]
) -> list[tuple[int, int]]:
    """Return ``pairs`` without those that would leave a word or two between long changes.

    The rule is Google's diff-match-patch's: what is the same is no longer than what was removed or
    added on either side of it.
    """
    old = [0, *accumulate(len(word) for word in before)]
    new = [0, *accumulate(len(word) for word in after)]
    # Each island: the indexes where it begins, and where it ends.
    islands = [(0, 0, 0, 0)]
    for i, j in pairs:
        if (i, j) == islands[-1][2:]:
            islands[-1] = (*islands[-1][:2], i + 1, j + 1)
        else:
            islands.append((i, j, i + 1, j + 1))
    islands.append((len(before), len(after), len(before), len(after)))
    place = 1
    while place < len(islands) - 1:
        _, _, left_i, left_j = islands[place - 1]
        i, j, end_i, end_j = islands[place]
        right_i, right_j, _, _ = islands[place + 1]
        left = max(old[i] - old[left_i], new[j] - new[left_j])
        right = max(old[right_i] - old[end_i], new[right_j] - new[end_j])
        if old[end_i] - old[i] <= min(left, right):
            del islands[place]
            # The change before the one on its left has become longer, too.
            place = max(1, place - 1)
        else:
            place += 1
    return [(i + step, j + step) for i, j, end_i, _ in islands for step in range(end_i - i)]


def _steps(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[_Step]:
    """Yield what became of each sentence, in reading order: first what is gone, then what came."""
    farthest = min(FARTHEST, MOST_WEIGHED // (len(old) + len(new) + 1))
    equal = aligned([one.text for one in old], [one.text for one in new])
    edges = [(-1, -1), *equal, (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(edges):
        if j >= 0:
            yield _Step(old[i], new[j])
        yield from _gap(old[i + 1 : next_i], new[j + 1 : next_j], farthest)


def _gap(old: Sequence[Sentence], new: Sequence[Sentence], farthest: int) -> Iterator[_Step]:
    alike = _alike(old, new, farthest)
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *alike, (len(old), len(new))]):
        if j >= 0:
            yield _Step(old[i], new[j])
        yield from (_Step(one, None) for one in old[i + 1 : next_i])
        yield from (_Step(None, one) for one in new[j + 1 : next_j])


def _alike(
    old: Sequence[Sentence], new: Sequence[Sentence], farthest: int
) -> list[tuple[int, int]]:
    """Return pairs of indexes, increasing, of sentences that say nearly the same."""
    if not old or not new:
        return []
    theirs, ours = [_bag(one) for one in old], [_bag(one) for one in new]

    def candidates() -> Iterator[tuple[int, int, float]]:
        for i, bag in enumerate(theirs):
            middle = i * len(ours) // len(theirs)
            last = min(len(ours), middle + farthest + 1)
            for j in range(last - 1, max(0, middle - farthest) - 1, -1):
                likeness = 2 * len(bag & ours[j]) / (len(bag) + len(ours[j]))
                if likeness >= ALIKE:
                    yield i, j, likeness

    return heaviest(candidates())


def _bag(sentence: Sentence) -> frozenset[str]:
    """Return what two sentences share when they say nearly the same."""
    return frozenset(word.casefold() for word in sentence.words if word[0].isalnum()) or frozenset(
        sentence.words
    )


def _without_moved(steps: Sequence[_Step]) -> Iterator[_Step]:
    """Yield ``steps`` with what is gone at one place and new at another as one that stayed."""
    gone = Counter(step.before.text for step in steps if step.before and not step.after)
    came = Counter(step.after.text for step in steps if step.after and not step.before)
    moved = Counter({text: n for text, n in (gone & came).items() if len(text) >= LEAST_MOVED})
    left, arrived = moved.copy(), moved.copy()
    for step in steps:
        if step.before and not step.after and left[step.before.text]:
            left[step.before.text] -= 1
        elif step.after and not step.before and arrived[step.after.text]:
            arrived[step.after.text] -= 1
            yield _Step(step.after, step.after)
        else:
            yield step


def _by_block(steps: Iterable[_Step]) -> Iterator[list[_Step]]:
    """Yield the steps of each block; a block that is gone is one of its own."""
    group: list[_Step] = []
    place = other = -1
    for step in steps:
        if step.after and place >= 0:
            continues = step.after.block == place
        else:
            continues = step.before is not None and step.before.block == other
        if group and not continues:
            yield group
            group, place = [], -1
        group.append(step)
        place = step.after.block if step.after else place
        other = step.before.block if step.before else other
    if group:
        yield group


def _passage(steps: Sequence[_Step]) -> Passage:
    shown = [step.after or step.before for step in steps if step.after] or [
        step.before for step in steps
    ]
    heading = shown[0].heading if shown[0] else ""
    runs = [run for step in steps for run in _runs(step)]
    return Passage(runs=_joined(runs), heading=heading)


def _runs(step: _Step) -> Iterator[Run]:
    match step.before, step.after:
        case Sentence() as before, Sentence() as after if before.text == after.text:
            yield from _run("same", after.words)
        case Sentence() as before, Sentence() as after:
            old, new = _bare(before), _bare(after)
            yield from marked(old, new)
            yield from _run("same", after.words[len(new) :])
        case Sentence() as before, None:
            yield from _run("removed", before.words)
        case None, Sentence() as after:
            yield from _run("added", after.words)


def _bare(sentence: Sentence) -> tuple[str, ...]:
    """Return the words of a sentence without the space at its end."""
    return sentence.words[:-1] if sentence.words[-1] == " " else sentence.words
