"""A few of the schedules that ``make chaos`` draws: in whatever order, the rules hold."""

import pytest

from tests.chaos import orders
from tests.chaos.way import begun


@pytest.mark.parametrize("seed", range(8))
def test_in_every_order_the_rules_hold(seed: int) -> None:
    assert orders.broken(seed) == []


def test_a_page_that_is_not_the_one_in_force_is_noticed() -> None:
    with begun() as way:
        way.receive()
        way.publish()
        assert orders.violations(way) == []
        way.world.site.put("en/delivery-terms/index.html", b"<article>Another</article>", "")
        assert orders.violations(way) == ["en does not show 1"]
