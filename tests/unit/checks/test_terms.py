"""Terms: what the glossary fixes stands as the glossary has it."""

from dataclasses import replace

import pytest

from promulgate.core.checks import Pair, terms
from promulgate.core.glossary import Term
from tests.unit.checks.pairs import pair, verdict

WITHDRAWAL = Term("right of withdrawal", "Widerrufsrecht", False)
COMPANY = Term("Company", "Unternehmen", True)
NAME = Term("Halden Books", None, True)


def judged(source: str, target: str) -> Pair:
    return replace(pair(source, target), terms=(WITHDRAWAL, COMPANY, NAME))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("You have a right of withdrawal.", "Sie haben ein Rücktrittsrecht."),
        ("The Company pays.", "Die Firma zahlt."),
        ("Halden Books pays.", "Halden-Bücher zahlt."),
    ],
)
def test_a_term_in_other_words_is_an_error(source: str, target: str) -> None:
    assert verdict(terms.check, judged(source, target)) == "error"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The Right of Withdrawal", "Das Widerrufsrecht"),
        ("a company in general", "eine Firma im Allgemeinen"),
        ("Halden Books pays.", "Halden Books zahlt."),
    ],
)
def test_a_term_as_the_glossary_has_it_is_no_defect(source: str, target: str) -> None:
    assert verdict(terms.check, judged(source, target)) == ""
