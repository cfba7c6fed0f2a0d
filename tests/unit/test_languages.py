import pytest

from promulgate.core import languages


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [("iw", "he"), ("pt_br", "pt-BR"), ("ZH-hant", "zh-Hant"), ("tl", "fil"), ("en", "en")],
)
def test_a_tag_is_made_canonical(tag: str, canonical: str) -> None:
    assert languages.canonical(tag) == canonical


@pytest.mark.parametrize("tag", ["xx", "english", "", "de_", "x-private", "../de"])
def test_what_is_no_registered_language_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="language"):
        languages.canonical(tag)


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("he", "rtl"), ("ja", "ltr")])
def test_a_language_has_a_direction(tag: str, direction: str) -> None:
    assert languages.direction(tag) == direction


@pytest.mark.parametrize(
    ("tag", "name"), [("de", "Deutsch"), ("ja", "日本語"), ("pt-BR", "Português (Brasil)")]
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
