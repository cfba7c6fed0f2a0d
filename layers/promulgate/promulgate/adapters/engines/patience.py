"""How long to go on asking an engine that fails for now."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from .errors import EngineUnavailable

type Draw = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class Patience:
    """``attempts`` at most for one question; waits grow from ``first_wait`` to ``longest_wait``
    seconds; no attempt begins later than ``budget`` seconds after the first.
    """

    attempts: int = 4
    first_wait: float = 0.5
    longest_wait: float = 10.0
    budget: float = 60.0


def persist[T](
    question: Callable[[], T],
    patience: Patience,
    *,
    stopped_while_waiting: Callable[[float], bool],
    clock: Callable[[], float] = time.monotonic,
    draw: Draw = random.uniform,
) -> T:
    """Return what ``question`` answers, asking again while it raises EngineUnavailable.

    ``stopped_while_waiting(seconds)`` sleeps and says whether somebody called the asking off
    meanwhile. Raises the last EngineUnavailable when the patience is at its end; every other
    error at once.
    """
    begun = clock()
    for attempt in count(1):
        try:
            return question()
        except EngineUnavailable as unavailable:
            wait = _wait(attempt, unavailable.retry_after, patience, draw)
            over = attempt >= patience.attempts or clock() - begun + wait > patience.budget
            if over or stopped_while_waiting(wait):
                raise
    raise AssertionError("count() never ends")


def _wait(attempt: int, retry_after: float | None, patience: Patience, draw: Draw) -> float:
    """Full jitter (M. Brooker, "Exponential Backoff and Jitter") on what the engine asks for."""
    grown = patience.first_wait * 2.0 ** (attempt - 1)
    return (retry_after or 0.0) + draw(0.0, min(patience.longest_wait, grown))
