"""Dates: one day in many spellings, and what makes it another day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core import languages
from promulgate.core.checks import dates
from promulgate.core.checks.dates import Date
from tests.unit.checks.pairs import pair, verdict

SPELLINGS = (
    ("en", "September 9, 2025"),
    ("en", "9 September 2025"),
    ("en", "the 9th of September, 2025"),
    ("en", "Sep. 9, 2025"),
    ("pt-BR", "9 de setembro de 2025"),
    ("es", "9 de septiembre de 2025"),
    ("de", "9. September 2025"),
    ("fr", "9 septembre 2025"),
    ("it", "9 settembre 2025"),
    ("nl", "9 september 2025"),
    ("ru", "9 сентября 2025 г."),
    ("pl", "9 września 2025 r."),
    ("tr", "9 Eylül 2025"),
    ("he", "9 בספטמבר 2025"),
    ("ar", "٩ سبتمبر ٢٠٢٥"),
    ("ja", "2025年9月9日"),
    ("ja", "２０２５年９月９日"),
    ("ja", "令和7年9月9日"),
    ("zh-Hant", "2025 年 9 月 9 日"),
    ("ko", "2025년 9월 9일"),
    ("de", "09.09.2025"),
    ("ja", "2025/09/09"),
    ("en", "2025-09-09"),
)


@pytest.mark.parametrize(("language", "text"), SPELLINGS)
def test_a_day_is_read_in_any_spelling(language: str, text: str) -> None:
    found = dates.read(f"x {text} x", language)
    assert [(each.year, each.month, each.day) for each in found] == [(2025, 9, 9)]


@pytest.mark.parametrize(("language", "text"), SPELLINGS)
def test_any_spelling_is_the_same_date(language: str, text: str) -> None:
    assert verdict(dates.check, pair("from September 9, 2025", text, language)) == ""


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("pt-BR", "a partir de 9 de outubro de 2025"),
        ("de", "ab dem 9. August 2025"),
        ("de", "ab dem 8. September 2025"),
        ("ja", "2025年10月9日から"),
        ("ar", "اعتبارًا من ٩ أكتوبر ٢٠٢٥"),
        ("fr", "à partir du 9 septembre 2026"),
        ("de", "ab dem 10.09.2025"),
    ],
)
def test_another_day_month_or_year_is_an_error(language: str, target: str) -> None:
    assert verdict(dates.check, pair("from September 9, 2025", target, language)) == "error"


def test_a_month_and_a_year_are_a_date() -> None:
    assert verdict(dates.check, pair("in March 2026", "im Mai 2026")) == "error"


def test_a_date_without_its_year_may_be_one_with_it() -> None:
    assert verdict(dates.check, pair("on 9 September", "am 9. September 2025")) == ""


def test_numbers_that_may_be_month_and_day_either_way_are_read_either_way() -> None:
    assert verdict(dates.check, pair("on 9/10/2025", "am 10. September 2025")) == ""


def test_a_number_over_twelve_is_no_month() -> None:
    assert dates.read("9/23/2025", "en") == [Date("9/23/2025", 2025, 9, 23)]


def test_may_is_a_month_only_with_a_capital_and_beside_a_number() -> None:
    assert dates.read("You may 30 times; May we ask?", "en") == []


def test_months_that_are_counted_are_no_date() -> None:
    assert dates.read("3か月以内、12月間", "ja") == []


def test_a_month_in_unknown_words_is_left_to_the_numbers() -> None:
    assert verdict(dates.check, pair("on September 9, 2025", "٩ أيلول ٢٠٢٥", "ar")) == ""


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["en", "de", "fr", "es", "pt-BR", "it", "nl", "ja", "zh-Hans", "ko", "ar", "ru"]
    ),
)
def test_every_date_that_pages_print_is_read(day: date, language: str) -> None:
    text = languages.format_date(day.isoformat(), language)
    found = dates.read(text, language)
    assert [(each.year, each.month, each.day) for each in found] == [(day.year, day.month, day.day)]
