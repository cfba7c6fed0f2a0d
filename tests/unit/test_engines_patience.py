"""How long an engine that fails for now is asked again."""

from dataclasses import dataclass, field

import pytest

from promulgate.adapters.engines.errors import EngineRefused, EngineUnavailable
from promulgate.adapters.engines.patience import Patience, persist

PATIENCE = Patience(attempts=4, first_wait=1.0, longest_wait=3.0, budget=60.0)


@dataclass
class Story:
    """An engine that fails ``failures`` times, and a clock that only waiting moves."""

    failures: int
    retry_after: float | None = None
    stop_at_wait: int = 99
    waits: list[float] = field(default_factory=list)
    asked: int = 0

    def question(self) -> str:
        self.asked += 1
        if self.asked <= self.failures:
            raise EngineUnavailable("libre", "answered 503", self.retry_after)
        return "Retouren"

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        return len(self.waits) >= self.stop_at_wait

    def told(self, patience: Patience = PATIENCE) -> str:
        """Persist, drawing the longest wait each time."""
        return persist(
            self.question,
            patience,
            stopped_while_waiting=self.wait,
            clock=lambda: sum(self.waits),
            draw=lambda _shortest, longest: longest,
        )


def test_an_answer_at_once_needs_no_wait() -> None:
    story = Story(failures=0)
    assert story.told() == "Retouren"
    assert story.waits == []


def test_waits_double_up_to_the_longest() -> None:
    story = Story(failures=3)
    assert story.told() == "Retouren"
    assert story.waits == [1.0, 2.0, 3.0]


def test_a_wait_is_drawn_from_zero_to_its_longest() -> None:
    drawn: list[tuple[float, float]] = []

    def draw(shortest: float, longest: float) -> float:
        drawn.append((shortest, longest))
        return 0.0

    story = Story(failures=2)
    persist(
        story.question, PATIENCE, stopped_while_waiting=story.wait, clock=lambda: 0.0, draw=draw
    )
    assert drawn == [(0.0, 1.0), (0.0, 2.0)]


def test_the_attempts_are_bounded() -> None:
    story = Story(failures=99)
    with pytest.raises(EngineUnavailable):
        story.told()
    assert story.asked == 4


def test_the_engine_is_given_the_time_it_asks_for() -> None:
    story = Story(failures=1, retry_after=20.0)
    story.told()
    assert story.waits == [21.0]


def test_a_wait_longer_than_the_budget_is_left_to_the_queue() -> None:
    story = Story(failures=1, retry_after=3600.0)
    with pytest.raises(EngineUnavailable) as given_up:
        story.told()
    assert story.waits == []
    assert given_up.value.retry_after == 3600.0


def test_no_attempt_begins_after_the_budget() -> None:
    story = Story(failures=99, retry_after=25.0)
    with pytest.raises(EngineUnavailable):
        story.told()
    assert story.asked == 3


def test_a_refusal_is_not_asked_again() -> None:
    story = Story(failures=0)

    def refuse() -> str:
        story.asked += 1
        raise EngineRefused("deepl", "answered 403")

    with pytest.raises(EngineRefused):
        persist(refuse, PATIENCE, stopped_while_waiting=story.wait)
    assert story.asked == 1


def test_asking_that_was_called_off_ends_with_the_wait() -> None:
    story = Story(failures=99, stop_at_wait=2)
    with pytest.raises(EngineUnavailable):
        story.told()
    assert story.asked == 2
