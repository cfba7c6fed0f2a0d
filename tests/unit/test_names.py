import pytest

from promulgate.core.glossary import Term
from promulgate.core.names import MOST_NAMES, with_names


@pytest.mark.parametrize("name", ["ShelfWatch", "iShelf", "LaTeX", "BookBox24"])
def test_a_word_with_a_capital_inside_is_never_translated(name: str) -> None:
    assert with_names((), f"We offer {name}, and **{name}** again.") == (Term(name, None, True),)


@pytest.mark.parametrize(
    "text",
    [
        "PDF and PDFs are Files of the EU",
        "see https://example.com/ShelfWatch and info@ShelfWatch.example",
        "The Company sells Books",
    ],
)
def test_other_words_are_left_to_the_engine(text: str) -> None:
    assert with_names((), text) == ()


def test_the_glossary_has_the_last_word_on_a_name() -> None:
    fixed = Term("ShelfWatch", "RegalWacht", True)
    assert with_names((fixed,), "ShelfWatch") == (fixed,)


def test_no_more_names_are_looked_for_than_a_text_can_have() -> None:
    text = " ".join(f"AbCd{number}" for number in range(2 * MOST_NAMES))
    assert len(with_names((), text)) == MOST_NAMES
