"""Addresses: the same in every language."""

import pytest

from promulgate.core.checks import addresses
from tests.unit.checks.pairs import pair, verdict

SOURCE = "See https://www.halden.example/help, halden.example or help@halden.example."


@pytest.mark.parametrize(
    "target",
    [
        "Siehe https://www.halden.example/hilfe, halden.example oder help@halden.example.",
        "Siehe https://www.halden.example/help, holden.example oder help@halden.example.",
        "Siehe https://www.halden.example/help, halden.example oder hilfe@halden.example.",
        "Siehe https://www.halden.example/help oder halden.example.",
    ],
)
def test_an_address_that_changed_is_an_error(target: str) -> None:
    assert verdict(addresses.check, pair(SOURCE, target)) == "error"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "Siehe halden.example, https://www.halden.example/help und help@halden.example."),
        (
            "ja",
            "https://www.halden.example/help、halden.example、help@halden.exampleをご覧ください。",
        ),
        ("ar", "انظر https://www.halden.example/help أو halden.example أو help@halden.example."),
    ],
)
def test_addresses_in_another_order_or_beside_other_scripts_are_the_same(
    language: str, target: str
) -> None:
    assert verdict(addresses.check, pair(SOURCE, target, language)) == ""


def test_the_address_of_a_link_ends_with_the_link_whatever_follows() -> None:
    source = "See ([offices](https://www.halden.example/offices))."
    target = "‹[Büros](https://www.halden.example/offices).›"
    assert verdict(addresses.check, pair(source, target)) == ""
