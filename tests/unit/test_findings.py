"""What is found in a draft: doubts of the translator, checks, a glossary that moved on."""

from dataclasses import replace

import pytest

from promulgate.core import findings
from promulgate.core.glossary import Term
from tests.unit.reviewed import DOCUMENT, UNITS

UNIT = replace(UNITS[1], source="You have a right of withdrawal.", target="Widerruf.", flags=())
RIGHT = Term("right of withdrawal", "Widerrufsrecht", case_sensitive=False)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((), (RIGHT,), "“right of withdrawal” is “Widerrufsrecht” now"),
        ((RIGHT,), (replace(RIGHT, target="Rücktrittsrecht"),), "is “Rücktrittsrecht” now"),
        ((RIGHT,), (replace(RIGHT, target=None),), "“right of withdrawal” stays as it is now"),
        ((RIGHT,), (), "“right of withdrawal” is not fixed any more"),
    ],
    ids=["new", "other", "kept", "gone"],
)
def test_a_term_that_changed_is_named_with_what_it_is_now(
    before: tuple[Term, ...], after: tuple[Term, ...], said: str
) -> None:
    found = findings.of_new_glossary(UNIT, before, after)
    assert found is not None
    assert said in found.message
    assert found.parts == ("right of withdrawal",)


def test_a_term_that_is_not_in_the_unit_concerns_it_not() -> None:
    other = Term("warranty", "Gewährleistung")
    assert findings.of_new_glossary(UNIT, (RIGHT,), (RIGHT, other)) is None


def test_what_the_translator_says_no_check_says_again() -> None:
    source = "Return all of these books within the agreed time."
    unit = replace(UNIT, source=source, target=source, flags=("untranslated",))
    names = [found.name for found in findings.of_unit(unit, DOCUMENT, ())]
    assert names.count("untranslated") == 1


TERM = Term("books", "Bücher", case_sensitive=False)


@pytest.mark.parametrize("flag", ["untranslated", "unaligned"])
def test_of_a_text_that_stayed_the_source_that_is_all_there_is_to_say(flag: str) -> None:
    source = "Return all of these books within the agreed time."
    unit = replace(UNIT, source=source, target=source, flags=(flag,))
    assert [found.name for found in findings.of_unit(unit, DOCUMENT, (TERM,))] == [flag]


def test_a_text_that_stayed_the_source_in_part_is_checked() -> None:
    unit = replace(UNIT, source="All books. Now.", target="Alle. Now.", flags=("untranslated",))
    names = [found.name for found in findings.of_unit(unit, DOCUMENT, (TERM,))]
    assert names == ["untranslated", "terms"]


def test_labels_are_those_of_the_whole_file() -> None:
    unit = replace(UNIT, source="Read [Our Terms].", target="Lies [das hier][our terms].")
    file = replace(DOCUMENT, markdown=f"{unit.target}\n\n[our terms]: /terms/\n")
    assert findings.of_unit(unit, file, ()) == ()
    lost = replace(unit, target="Lies das hier.")
    assert [found.name for found in findings.of_unit(lost, file, ())] == ["markup"]
