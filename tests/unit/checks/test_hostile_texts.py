"""Hostile texts: no check is slow, whatever an engine or an author sends."""

import time

import pytest

from promulgate.core.checks import check_unit
from tests.unit.checks.pairs import pair

PIECES = (
    *("[", "](", "[ *", "`", "_ ", "< x id =", "1,", "a@", "not ", "aж"),
    *("  \n", "a", "1 ", "1月", "§ 5 ", "may 1 ", "$1", "9/", "no. ", "ا", "per Post "),
)


@pytest.mark.parametrize("piece", PIECES)
def test_ten_thousand_of_anything_take_little_time(piece: str) -> None:
    started = time.perf_counter()
    check_unit(pair("We do not sell it for 30 days.", piece * (10_000 // len(piece))))
    assert time.perf_counter() - started < 2
