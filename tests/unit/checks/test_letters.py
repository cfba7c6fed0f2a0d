"""Letters: nothing hidden, nothing that looks like something else."""

import pytest

from promulgate.core.checks import letters
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    "target",
    [
        "Unsere \u202eBücher",
        "Unsere \u2066Bücher",
        "Unsere B\u200bücher",
        "Unsere B\u043echer",
        "Unsere B\ufffdcher",
        "Unsere \U000e0041Bücher",
        "Unsere \u0441\u043e\u0440\u0443-Bücher",
    ],
)
def test_a_letter_that_deceives_is_an_error(target: str) -> None:
    assert verdict(letters.check, pair("Our books", target)) == "error"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ar", "\u200fكتبنا (Halden Books)\u200f"),
        ("fa", "کتاب\u200cهای ما"),
        ("ru", "PDF-файлы и e-mail"),
        ("ja", "ShelfWatchの本"),
    ],
)
def test_scripts_side_by_side_and_the_marks_of_a_script_are_no_defect(
    language: str, target: str
) -> None:
    assert verdict(letters.check, pair("Our books", target, language)) == ""


def test_what_the_source_has_too_is_no_defect() -> None:
    assert verdict(letters.check, pair("Our B\u043eoks", "Unsere B\u043eoks")) == ""
