"""Balance: brackets and quotation marks come in pairs."""

import pytest

from promulgate.core.checks import balance
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    "target",
    ["Bücher (neue", "Bücher [neue](/a", "„Bücher", "Bücher »neue", 'ein "Buch', "「本」を（読む"],
)
def test_a_bracket_without_a_partner_is_a_warning(target: str) -> None:
    assert verdict(balance.check, pair("Books (new)", target)) == "warning"


@pytest.mark.parametrize(
    "target",
    [
        "Bücher （neue）",
        "„Bücher“",
        "”Böcker”",
        "»Bücher«",
        "«Libri»",
        "der Autoren' Bücher",
        "`(`",
    ],
)
def test_pairs_of_any_language_are_no_defect(target: str) -> None:
    assert verdict(balance.check, pair("Books", target)) == ""


def test_what_is_loose_in_the_source_may_be_loose_in_the_translation() -> None:
    assert verdict(balance.check, pair("a) new books", "a) neue Bücher")) == ""
