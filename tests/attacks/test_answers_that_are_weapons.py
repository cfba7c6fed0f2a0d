"""Answers of engines that are written to hurt end as a draft, or as one that says why it failed."""

import pytest

from tests.attacks.conftest import assert_bounded
from tests.attacks.measured import measured
from tests.attacks.test_weapons import draft, receive
from tests.attacks.weapons import FIERCEST, HEAD, weapon
from tests.chaos.way import begun
from tests.integration.engine_server import Asked, Reply, translated

HONEST = HEAD + "# Delivery\n\n" + "We send parcels within 30 days. " * 10 + "\n"


@pytest.mark.parametrize("name", FIERCEST)
def test_an_engines_answer_that_is_a_weapon_fails_or_is_reviewed(at_rest: int, name: str) -> None:
    def answer(asked: Asked) -> Reply:
        return translated("\n".join(weapon(name, 9 * len(line)) for line in asked.text.split("\n")))

    with begun(answer) as way:
        receive(way, "weapon.md", HONEST.encode())
        cost = measured(lambda: draft(way))
    assert_bounded(cost, at_rest)
    assert cost.end in {"in_review", "failed"}
