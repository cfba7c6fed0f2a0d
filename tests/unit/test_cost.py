"""The document on cost says what its script computes from the committed measurements."""

import json

import pytest

from bench import cost, prices
from bench.figures import LATEST


def test_every_table_is_what_the_measured_calls_cost_by_the_listed_prices() -> None:
    document = cost.DOCUMENT.read_text("utf-8")
    assert cost.written(document) == document


@pytest.mark.parametrize("name", sorted(cost.tables()))
def test_every_table_has_its_place(name: str) -> None:
    assert f"<!-- {name} -->" in cost.DOCUMENT.read_text("utf-8")


def test_a_step_is_paid_by_its_units_its_calls_its_time_and_its_trace() -> None:
    units = {"calls": 10, "read units": 1_000_000}
    by_time = (0.5 + 10 * 0.02) * prices.GIGABYTE_SECOND
    assert cost.step_price("publication", units) == pytest.approx(
        0.125 + prices.INVOCATION + prices.TRACE + by_time + 5e-6 * prices.LOGGED
    )


def test_no_committed_count_grew_beyond_its_goal() -> None:
    figures = json.loads(LATEST.read_text("utf-8"))["figures"]
    counts = [one for one in figures if one["command"].endswith("bench.calls")]
    assert [one["name"] for one in counts if one["verdict"] == "MISSED"] == []
    assert len(counts) > 40
