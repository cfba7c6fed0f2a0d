"""Matching: what two sequences share, and that it is found in bounded time."""

import random
import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.matching import aligned, heaviest

letters = st.text("abcdef", max_size=60)


@given(letters, letters)
def test_pairs_are_equal_parts_in_the_same_order(before: str, after: str) -> None:
    pairs = aligned(before, after)
    assert all(before[i] == after[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(letters)
def test_a_sequence_shares_everything_with_itself(text: str) -> None:
    assert aligned(text, text) == [(place, place) for place in range(len(text))]


@given(letters, letters, letters)
def test_what_stands_between_what_is_new_is_found(before: str, new: str, after: str) -> None:
    assert len(aligned(before + after, before + new + after)) == len(before + after)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([1.0, 2.5])), max_size=30
    )
)
def test_the_heaviest_pairs_weigh_as_much_as_any_in_order(
    candidates: list[tuple[int, int, float]],
) -> None:
    weights = {(i, j): weight for i, j, weight in sorted(candidates)}
    ordered = sorted(weights, key=lambda pair: (pair[0], -pair[1]))
    best = [[0.0] * 11 for _ in range(11)]
    for i in range(1, 11):
        for j in range(1, 11):
            with_pair = best[i - 1][j - 1] + weights.get((i - 1, j - 1), 0.0)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], with_pair)
    found = heaviest((i, j, weights[i, j]) for i, j in ordered)
    assert sum(weights[pair] for pair in found) == best[10][10]
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(found))


def test_long_sequences_without_a_landmark_take_no_longer_than_others() -> None:
    chosen = random.Random(1)  # noqa: S311
    before, after = (chosen.choices("abcdefgh", k=100_000) for _ in range(2))
    started = time.process_time()
    aligned(before, after)
    assert time.process_time() - started < 1
