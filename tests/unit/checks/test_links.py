"""Links: no link is left without words or without an address."""

import time

import pytest

from promulgate.core.checks import links
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize("target", ["Siehe [](/terms/).", "Siehe [ ](/terms/).", "Siehe [AGB]()."])
def test_an_empty_link_is_an_error(target: str) -> None:
    assert verdict(links.check, pair("See [terms](/terms/).", target)) == "error"


@pytest.mark.parametrize("target", ["[AGB](/terms/)", "![](/logo.png)", "[ ] offen", r"\[](/x)"])
def test_whole_links_and_pictures_are_no_defect(target: str) -> None:
    assert verdict(links.check, pair("See [terms](/terms/).", target)) == ""


def test_thousands_of_brackets_take_no_time() -> None:
    started = time.perf_counter()
    links.check(pair("x", "[" * 50_000 + "](" * 50_000))
    assert time.perf_counter() - started < 2
