import pytest
from babel import Locale, localedata

from promulgate.core import languages


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [("iw", "he"), ("pt_br", "pt-BR"), ("ZH-hant", "zh-Hant"), ("tl", "fil"), ("en", "en")],
)
def test_a_tag_is_made_canonical(tag: str, canonical: str) -> None:
    assert languages.canonical(tag) == canonical


@pytest.mark.parametrize(
    "tag",
    [
        "xx",
        "english",
        "",
        "de_",
        "../de",
        "jp",
        "root",
        "mul",
        "und",
        "qaa",
        "x-private",
        "en-x-shop",
        "en-u-ca-gregory",
    ],
)
def test_what_is_no_registered_language_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="language"):
        languages.canonical(tag)


@pytest.mark.parametrize("tag", ["de", "pt-br", "zh-hant", "es-419", "zh-tw", "sr-Latn-RS"])
def test_a_tag_in_any_spelling_of_capitals_is_a_language(tag: str) -> None:
    assert languages.is_language(tag)


@pytest.mark.parametrize(
    "word", ["terms", "tos", "sla", "nda", "aup", "my-data", "no-refunds", "it-policy", "us", "v"]
)
def test_a_word_that_no_page_could_be_in_is_no_language(word: str) -> None:
    assert not languages.is_language(word)


@pytest.mark.parametrize(
    ("tag", "script"),
    [("ja", "Jpan"), ("zh", "Hans"), ("zh-TW", "Hant"), ("sr", "Cyrl"), ("sr-Latn-RS", "Latn")],
)
def test_a_language_is_written_in_a_script(tag: str, script: str) -> None:
    assert languages.script(tag) == script


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("he", "rtl"), ("ja", "ltr"), ("ku-Arab", "rtl"), ("tlh", "ltr")],
)
def test_a_language_has_a_direction(tag: str, direction: str) -> None:
    assert languages.direction(tag) == direction


def test_the_direction_is_what_cldr_says() -> None:
    for name in localedata.locale_identifiers():
        rtl = Locale.parse(name).character_order == "right-to-left" if name != "root" else False
        tag = name.replace("_", "-")
        assert (tag, languages.direction(tag)) == (tag, "rtl" if rtl else "ltr")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de", "Deutsch"),
        ("ja", "日本語"),
        ("pt-BR", "Português (Brasil)"),
        ("zh-Hant", "中文 (繁體)"),
        ("ka", "ქართული"),
        ("tlh", "Tlh"),
    ],
)
def test_a_language_has_a_name_of_its_own(tag: str, name: str) -> None:
    assert languages.autonym(tag) == name


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "September 9, 2025"),
        ("de", "9. September 2025"),
        ("ja", "2025年9月9日"),
        ("pt-BR", "9 de setembro de 2025"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(tag: str, written: str) -> None:
    assert languages.format_date("2025-09-09", tag) == written
    assert languages.format_date("2025-09-09T23:00:00+02:00", tag) == written


@pytest.mark.parametrize("tag", ["tlh", "dv", "nan"])
def test_a_language_without_names_of_months_gets_a_date_that_nobody_misreads(tag: str) -> None:
    assert languages.format_date("2025-09-09", tag) == "2025-09-09"
