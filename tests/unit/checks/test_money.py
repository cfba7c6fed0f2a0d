"""Money: which currency an amount is in."""

import pytest

from promulgate.core.checks import money
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "Der Versand kostet 5,90 $."),
        ("de", "Der Versand kostet 5,90 Dollar."),
        ("pt-BR", "O envio custa R$ 5,90."),
        ("pt-BR", "O envio custa 5,90 reais."),
        ("ja", "送料は5.90円です。"),
        ("ar", "تكلفة الشحن ٥٫٩٠ دولار."),
        ("fr", "La livraison coûte 5,90 CHF."),
    ],
)
def test_another_currency_is_an_error(language: str, target: str) -> None:
    assert verdict(money.check, pair("Delivery costs €5.90.", target, language)) == "error"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "Der Versand kostet 5,90 €."),
        ("de", "Der Versand kostet 5,90 Euro."),
        ("fr", "La livraison coûte 5,90 euros."),
        ("ja", "送料は5.90ユーロです。"),
        ("ar", "تكلفة الشحن ٥٫٩٠ يورو."),
        ("pt-BR", "O envio custa EUR 5,90."),
        ("sv", "Frakten kostar 5,90 riksdaler."),
    ],
)
def test_the_same_currency_in_any_form_is_not(language: str, target: str) -> None:
    assert verdict(money.check, pair("Delivery costs €5.90.", target, language)) == ""


def test_a_dollar_sign_may_be_any_dollar() -> None:
    assert verdict(money.check, pair("It costs $5.", "Es kostet 5 CAD.")) == ""


def test_words_for_money_count_only_beside_an_amount() -> None:
    assert verdict(money.check, pair("€5 for a real book", "€5 por un libro real", "es")) == ""


def test_millions_stand_between_the_number_and_the_currency() -> None:
    assert verdict(money.check, pair("€5 million", "5 Millionen Dollar")) == "error"


def test_one_of_two_currencies_that_became_the_other_is_an_error() -> None:
    source = "The fee is £1,234.50 or €1,400.00."
    assert verdict(money.check, pair(source, "Die Gebühr ist 1.234,50 € oder 1.400 €.")) == "error"
    assert verdict(money.check, pair(source, "Die Gebühr ist 1.234,50 £ oder 1.400 €.")) == ""


def test_an_amount_whose_currency_is_said_once_for_both_is_no_error() -> None:
    source = "The fee is £5 or €6 a year."
    assert verdict(money.check, pair(source, "Die Gebühr ist 5 Sterling oder 6 € im Jahr.")) == ""
