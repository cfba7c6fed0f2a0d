"""A sample of the faults that ``make chaos`` strikes with: each call of the way can fail."""

from contextlib import nullcontext
from unittest.mock import patch

import pytest

from tests.chaos import faults
from tests.chaos.faults import Undisturbed
from tests.chaos.way import begun

EVERY = 137


@pytest.fixture(scope="module")
def good() -> list[Undisturbed]:
    return faults.undisturbed()


def test_the_way_ends_the_same_whichever_call_fails(good: list[Undisturbed]) -> None:
    chosen = faults.faults(good)[::EVERY]
    ended = {str(fault): told for fault, told in faults.strike(chosen, good, processes=2)}
    assert len(ended) == len(chosen) > 25
    assert {fault: told for fault, told in ended.items() if told} == {}


def test_a_step_that_ends_otherwise_is_noticed(good: list[Undisturbed]) -> None:
    with begun() as way:
        told = faults.ended(way, good[-1])
    assert {line.split()[0] for line in told} == {"table", "site", "drafts", "content", "told"}


def test_a_quicker_moto_gives_the_same_answers(good: list[Undisturbed]) -> None:
    with patch("tests.chaos.way.quick_moto", nullcontext):
        assert faults.undisturbed() == good
