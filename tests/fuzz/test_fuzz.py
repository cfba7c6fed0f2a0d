"""A small part of `make fuzz`: every find, and some hundred damaged files, always the same."""

import pytest

from tests.fuzz.seeds import SEEDS, corpus, mutations
from tests.fuzz.targets import TARGETS, strike

DAMAGED = 150


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_began_with_and_what_it_found_breaks_no_promise(name: str) -> None:
    for data in (*SEEDS[name], *corpus(name)):
        strike(name, data)


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_files_break_no_promise(name: str) -> None:
    for data in mutations(name, DAMAGED):
        strike(name, data)
