"""Some of the hours that ``make chaos`` lets pass by, and answers that belong to other texts."""

import random

import pytest

from promulgate.core.refusals import BlockedError
from promulgate.core.reviewing import Reviewed
from promulgate.stations import desk, review
from tests.chaos import outage
from tests.chaos.outage import Engine
from tests.chaos.way import Way, begun, reviewer
from tests.integration.engine_server import Asked, Reply, translated

SLUG = "refund-terms"


@pytest.mark.parametrize("name", ["429 with Retry-After", "a bit of everything"])
def test_drafts_are_late_never_wrong_and_paid_once(name: str) -> None:
    assert outage.misbehaved(name) == []


PLACE = desk.Place(policy=SLUG, version=1, language="ja")


def drafted(way: Way) -> Reviewed:
    """Have a policy drafted; return what its reviewer sees."""
    way.put(outage.source(SLUG), f"{SLUG}.md")
    way.receive(f"{SLUG}.md")
    way.job({"policy": SLUG, "version": 1, "language": "ja"})
    return review.read(way.world.review, PLACE)


def another(asked: Asked, lot: random.Random) -> Reply:
    """Answer as many lines as were asked, each of another policy."""
    lines = [line.replace("refund-terms", "gift-terms") for line in asked.text.split("\n")]
    return translated("\n".join(lines).upper().replace(" DAYS", "7 DAYS"))


def shifted(asked: Asked, lot: random.Random) -> Reply | None:
    """Give each line of a request the next one's answer."""
    lines = asked.text.upper().split("\n")
    return translated("\n".join([*lines[1:], lines[0]])) if len(lines) > 1 else None


def test_an_answer_for_another_text_is_flagged_in_every_unit_that_gives_it_away() -> None:
    engine = Engine(another)
    with begun(engine) as way:
        seen = drafted(way)
        flagged = {one.unit for one in seen.findings if one.finding.severity == "error"}
        assert flagged >= {unit.id for unit in seen.document.units if "days" in unit.source}
        with pytest.raises(BlockedError):
            review.approve(
                way.world.review, PLACE, seen.draft.digest, [], reviewer("ja", "sora"), way.now
            )


def test_answers_that_moved_from_line_to_line_are_not_taken() -> None:
    engine = Engine(shifted)
    with begun(engine) as way:
        seen = drafted(way)
        wrong = [u for u in seen.document.units if u.target != u.source.upper()]
        assert wrong == []
