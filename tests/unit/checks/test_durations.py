"""Durations: what a number counts, in every language that has words for it."""

import pytest

from promulgate.core.checks import durations
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "innerhalb von 30 Monaten"),
        ("pt-BR", "no prazo de 30 meses"),
        ("fr", "dans les 30 mois"),
        ("es", "en un plazo de 30 semanas"),
        ("it", "entro 30 ore"),
        ("nl", "binnen 30 weken"),
        ("ja", "30か月以内"),
        ("zh-Hans", "30个月内"),
        ("ko", "30개월 이내"),
        ("ar", "خلال ٣٠ شهرًا"),
        ("he", "תוך 30 חודשים"),
        ("ru", "в течение 30 месяцев"),
        ("pl", "w ciągu 30 miesięcy"),
        ("tr", "30 ay içinde"),
    ],
)
def test_days_that_became_months_are_an_error(language: str, target: str) -> None:
    assert verdict(durations.check, pair("within 30 days", target, language)) == "error"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "innerhalb von 30 Tagen"),
        ("pt-BR", "no prazo de 30 (trinta) dias corridos"),
        ("fr", "dans les 30 jours"),
        ("ja", "30日以内"),
        ("zh-Hans", "30 天内"),
        ("ko", "30일 이내"),
        ("ar", "خلال ٣٠ يوماً"),
        ("he", "תוך 30 ימים"),
        ("ru", "в течение 30 календарных дней"),
        ("sv", "inom 30 månader"),
    ],
)
def test_days_that_stay_days_or_have_no_known_words_are_not(language: str, target: str) -> None:
    assert verdict(durations.check, pair("within 30 calendar days", target, language)) == ""


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "Wir antworten innerhalb von 5 Tagen."),
        ("pt-BR", "Respondemos em até 5 dias."),
        ("ja", "5日以内に回答します。"),
        ("ar", "نرد خلال 5 أيام."),
    ],
)
def test_working_days_that_became_days_are_an_error(language: str, target: str) -> None:
    source = "We answer within 5 business days."
    assert verdict(durations.check, pair(source, target, language)) == "error"


def test_a_number_in_words_beside_the_figures_does_not_hide_the_unit() -> None:
    assert verdict(durations.check, pair("thirty (30) days", "dreißig (30) Monate")) == "error"


def test_a_year_is_no_duration() -> None:
    assert verdict(durations.check, pair("In 2025 days are longer.", "2025年は…", "ja")) == ""


def test_a_lost_number_is_left_to_the_numbers() -> None:
    assert verdict(durations.check, pair("within 30 days", "innerhalb von 60 Monaten")) == ""


def test_the_parts_are_what_each_side_says() -> None:
    found = durations.check(pair("for 12 months", "für 12 Jahre"))
    assert found is not None
    assert found.parts == ("12 months", "12 Jahre")
