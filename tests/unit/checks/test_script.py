"""Script: the letters are those of the language."""

import pytest

from promulgate.core.checks import script
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ja", "Wir verkaufen Bücher per Post."),
        ("de", "Мы продаём книги по почте."),
        ("ar", "Nous vendons des livres par la poste."),
        ("sr-Latn", "Продајемо књиге поштом."),
    ],
)
def test_letters_of_another_language_are_a_warning(language: str, target: str) -> None:
    assert verdict(script.check, pair("We sell books by post.", target, language)) == "warning"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ja", "ShelfWatchをhttps://shelfwatch.halden.example/longでご利用。"),
        ("ru", "Мы пишем на help@halden.example, а не на ShelfWatch."),
        ("de", "ISBN"),
        ("ko", "우편으로 책을 판매하고 있습니다."),
    ],
)
def test_names_and_addresses_in_other_letters_are_no_defect(language: str, target: str) -> None:
    assert verdict(script.check, pair("We sell books by post.", target, language)) == ""
