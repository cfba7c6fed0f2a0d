"""Numbers: the same ones on both sides, however the language writes them."""

import time

import pytest

from promulgate.core.checks import numbers
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "Kept for 30 days", "30 Tage lang aufbewahrt"),
        ("de", "It costs 1,234.50 euros", "Es kostet 1.234,50 Euro"),
        ("fr", "It costs 1,234.50 euros", "Cela coûte 1\u202f234,50 euros"),
        ("de", "On 15 March 2026", "Am 15.03.2026"),
        ("ja", "On 15 March 2026", "2026年3月15日に"),
        ("pt-BR", "From 2026-03-15", "A partir de 15 de março de 2026"),
        ("ar", "On 15 March 2026", "في ١٥ مارس ٢٠٢٦"),
        ("ja", "within two weeks", "2週間以内"),
        ("ja", "within 30 days", "三十日以内"),
        ("ja", "in 2026", "二〇二六年に"),
        ("ja", "up to 30,000 yen", "3万円まで"),
        ("zh-Hans", "up to 12,000 yuan", "最多1万2千元"),
        ("ja", "1.5 million books", "150万冊の本"),
        ("de", "by 5:30 pm", "bis 17:30 Uhr"),
        ("ja", "within 30 days", "３０日以内"),
        ("ar", "A fee of 4.5 percent", "رسم قدره ٤٫٥ بالمئة"),
        ("ar", "within 2 days", "خلال يومين"),
        ("de", "version 1.2", "Version 1.2"),
    ],
)  # fmt: skip
def test_a_number_written_in_the_ways_of_a_language_is_the_same(
    language: str, source: str, target: str
) -> None:
    assert verdict(numbers.check, pair(source, target, language)) == ""


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "Kept for 30 days", "60 Tage lang aufbewahrt"),
        ("de", "Kept for 30 days", "Lange aufbewahrt"),
        ("de", "Kept for days", "3 Tage lang aufbewahrt"),
        ("de", "It costs 4.50", "Es kostet 450"),
        ("ja", "up to 30,000 yen", "30万円まで"),
        ("ja", "On 15 March 2026", "2026年4月15日に"),
        ("ar", "within 14 days", "خلال ١٥ يومًا"),
        ("de", "30 days, then 30 days", "30 Tage"),
    ],
)
def test_a_number_that_changed_is_an_error(language: str, source: str, target: str) -> None:
    assert verdict(numbers.check, pair(source, target, language)) == "error"


def test_a_thousand_that_german_readers_take_for_one_is_a_warning() -> None:
    assert verdict(numbers.check, pair("1,500 euros", "1,500 Euro", "de")) == "warning"


def test_the_offending_numbers_are_named() -> None:
    finding = numbers.check(pair("Kept for 30 days", "60 Tage lang aufbewahrt"))
    assert finding is not None
    assert finding.parts == ("30", "60")


@pytest.mark.parametrize("text", ["1,2" * 10_000, "1, " * 10_000, "1" * 30_000, "三" * 30_000])
def test_very_long_numbers_take_no_time(text: str) -> None:
    started = time.perf_counter()
    numbers.check(pair("7, " * 10_000, text, "ja"))
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("from 9:00 to 17:30", "de 9h00 à 17h30", "fr"),
        ("from 9:00 to 17:30", "das 9h às 17h30", "pt-BR"),
        ("call +1-800-352-7777", "rufen Sie +1 800 352 7777 an", "de"),
        ("20 calls per month", "1か月に20回の通話", "ja"),
    ],
)
def test_hours_telephone_numbers_and_what_is_counted_per_month_are_written_freely(
    source: str, target: str, language: str
) -> None:
    assert verdict(numbers.check, pair(source, target, language)) == ""
