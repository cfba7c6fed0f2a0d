"""What a draft costs, as ``make load`` reports it."""

from bench import prices
from tests.load import cost, many

LANGUAGES = ("de", "ja", "ar")


def test_a_draft_of_a_small_policy_takes_a_few_calls_and_next_to_no_money() -> None:
    calls, dollars = cost.of_a_draft(many.source("one", LANGUAGES, 6), LANGUAGES, seconds=0.5)
    assert 10 < calls < 30
    assert 0.00001 < dollars < 0.0002


def test_more_units_cost_more_writes_and_no_more_than_that() -> None:
    few, many_ = (
        cost.of_a_draft(many.source("one", LANGUAGES, units), LANGUAGES, seconds=0)[1]
        for units in (6, 106)
    )
    # Each text's answer is kept, and looked for, as is each in the memory.
    extra = 100 * (prices.UNITS["write units"] + 2 * prices.UNITS["read units"])
    assert few < many_ < few + 1.5 * extra
