"""A sample of the faults that ``make chaos`` strikes with: each call of the way can fail."""

from tests.chaos import faults
from tests.chaos.way import begun

EVERY = 61


def test_the_way_ends_the_same_whichever_call_fails() -> None:
    good = faults.undisturbed()
    chosen = faults.faults(good)[::EVERY]
    ended = {str(fault): told for fault, told in faults.strike(chosen, good, processes=2)}
    assert len(ended) == len(chosen) > 40
    assert {fault: told for fault, told in ended.items() if told} == {}


def test_a_step_that_ends_otherwise_is_noticed() -> None:
    good = faults.undisturbed()
    with begun() as way:
        assert faults.differences(way, good[-1])
