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


@pytest.mark.parametrize(
    ("language", "source", "wanted", "target"),
    [
        ("de", "personal data", "personenbezogene Daten", "mit Ihren personenbezogenen Daten"),
        ("de", "right of withdrawal", "Widerrufsrecht", "Frist des Widerrufsrechts"),
        ("ar", "personal data", "البيانات الشخصية", "لا نبيع بياناتك الشخصية"),
        ("pt-BR", "gift card", "vale-presente", "Vales-presente e vale-presentes"),
        ("fr", "personal data", "données personnelles", "vos données\npersonnelles"),
    ],
)
def test_a_fixed_translation_may_take_the_endings_of_its_language(
    language: str, source: str, wanted: str, target: str
) -> None:
    one = replace(pair(source, target, language), terms=(Term(source, wanted, False),))
    assert verdict(terms.check, one) == ""


@pytest.mark.parametrize(
    ("language", "source", "wanted", "target"),
    [
        ("de", "personal data", "personenbezogene Daten", "mit Ihren persönlichen Daten"),
        ("pt-BR", "right of withdrawal", "direito de arrependimento", "direito de desistência"),
        ("ar", "personal data", "البيانات الشخصية", "لا نبيع معلوماتك الخاصة"),
    ],
)
def test_other_words_are_no_ending(language: str, source: str, wanted: str, target: str) -> None:
    one = replace(pair(source, target, language), terms=(Term(source, wanted, False),))
    assert verdict(terms.check, one) == "error"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("See https://halden.example/company now.", "Siehe https://halden.example/company jetzt."),
        ("See [here](/right of withdrawal).", "Siehe [hier](/right of withdrawal)."),
        ("Run `Company` now.", "Führen Sie `Company` jetzt aus."),
        ('<a title="Company">us</a>', '<a title="Unternehmen">wir</a>'),
    ],
)
def test_what_no_translation_may_change_has_no_terms(source: str, target: str) -> None:
    assert verdict(terms.check, judged(source, target)) == ""


def test_a_term_inside_a_longer_one_is_not_wanted_apart() -> None:
    inner = (Term("withdrawal", "Rücktritt", False), WITHDRAWAL)
    one = replace(pair("right of withdrawal", "Widerrufsrecht"), terms=inner)
    assert verdict(terms.check, one) == ""
