"""An engine that is down is left alone for a while."""

import pytest

from promulgate.adapters.engines.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(threshold=3, pause=30.0, clock=clock)


def fail(breaker: Breaker, times: int, retry_after: float | None = None) -> None:
    for _ in range(times):
        breaker.failed(retry_after)


def test_fewer_failures_than_the_threshold_leave_it_closed(breaker: Breaker) -> None:
    fail(breaker, 2)
    assert breaker.admit() == 0


def test_it_opens_after_failures_in_a_row(breaker: Breaker) -> None:
    fail(breaker, 3)
    assert breaker.admit() == 30.0


def test_a_success_between_failures_starts_the_count_again(breaker: Breaker) -> None:
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.admit() == 0


def test_it_says_how_long_it_stays_open(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 10
    assert breaker.admit() == 20.0


def test_it_stays_open_as_long_as_the_engine_asked(breaker: Breaker) -> None:
    fail(breaker, 3, retry_after=600.0)
    assert breaker.admit() == 600.0


def test_after_the_pause_one_question_may_try_and_no_second(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 31
    assert [breaker.admit(), breaker.admit()] == [0.0, 30.0]


def test_the_trial_s_success_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 31
    breaker.admit()
    breaker.succeeded()
    assert [breaker.admit(), breaker.admit()] == [0.0, 0.0]


def test_the_trial_s_failure_opens_it_for_another_pause(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 31
    breaker.admit()
    breaker.failed()
    assert breaker.admit() == 30.0
