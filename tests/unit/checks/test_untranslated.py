"""Untranslated: words that came back as they were."""

import pytest

from promulgate.core.checks import untranslated
from tests.unit.checks.pairs import pair, verdict


def test_a_text_that_still_says_what_the_source_says_is_a_warning() -> None:
    text = "Our books are good."
    assert verdict(untranslated.check, pair(text, text)) == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Halden Books and ShelfWatch",
        "https://www.halden.example/our/best/books",
        "<code>keep all books</code>",
    ],
)
def test_names_and_addresses_stay_as_they_are(text: str) -> None:
    assert verdict(untranslated.check, pair(text, text)) == ""
