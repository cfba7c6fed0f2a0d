"""What may pass for a translation."""

import pytest

from promulgate.adapters.engines.answers import translatable, usable
from promulgate.adapters.engines.errors import AnswerUnusable


@pytest.mark.parametrize("text", ["", "  ", "30", "§ 4.2 – 4.5", "[900]", "⟦0⟧", "—"])
def test_a_text_without_letters_is_nothing_to_translate(text: str) -> None:
    assert not translatable(text)


@pytest.mark.parametrize("text", ["a", "返品", "[900] Returns", "עברית"])
def test_a_letter_of_any_script_is_something_to_translate(text: str) -> None:
    assert translatable(text)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        7,
        ["Retouren"],
        "",
        " \n",
        "<!DOCTYPE html><title>Down for maintenance</title>",
        "<html>\n<body>502</body></html>",
    ],
)
def test_what_is_no_translation_is_refused(answer: object) -> None:
    with pytest.raises(AnswerUnusable):
        usable("google", answer, "Returns")


@pytest.mark.parametrize("answer", ["Retouren", "<x0/>Retouren", "<b>Retouren</b>", "a < b"])
def test_a_text_is_a_translation(answer: str) -> None:
    assert usable("google", answer, "Returns") == answer


def test_a_web_page_is_the_translation_of_a_web_page() -> None:
    assert usable("libre", "<html>Seite</html>", "<html>page</html>") == "<html>Seite</html>"


def test_an_engine_that_escapes_for_html_is_read_back() -> None:
    assert usable("mymemory", "l&#39;acheteur &amp; nous", "the buyer") == "l'acheteur & nous"


def test_a_character_reference_of_the_text_itself_stays() -> None:
    assert usable("libre", "R&amp;D-Abteilung", "R&amp;D department") == "R&amp;D-Abteilung"
