"""A few of the schedules that ``make chaos`` plays: in whatever order, the rules hold."""

import pytest

from tests.chaos import orders
from tests.chaos.way import begun

EVERY = 31


@pytest.mark.parametrize("name", orders.NAMED)
def test_in_the_middle_of_each_other_the_rules_hold(name: str) -> None:
    played, told = orders.at_every_call(name, EVERY)
    assert told == []
    assert played


def test_in_every_order_the_rules_hold() -> None:
    assert orders.in_every_order(number=0, schedules=5) == (5, [])


def test_a_page_that_is_not_the_one_in_force_is_noticed() -> None:
    with begun() as way:
        way.receive()
        way.publish()
        assert orders.violations(way) == []
        way.world.site.put("en/delivery-terms/index.html", b"<article>Another</article>", "")
        assert orders.violations(way) == ["en does not show 1"]


def test_an_unapproved_word_on_its_way_to_the_site_is_noticed() -> None:
    with begun() as way:
        play = orders.Play(way)
        with orders.watched(play):
            way.world.site.put("de/feed.xml", b"<title>qzabq</title>", "")
        assert play.wrong == ["de/feed.xml: qzabq unapproved"]
