"""The settings TranslationEngine and TranslationEngines, and the secret with the keys."""

import pytest

from promulgate.adapters.engines import Choice, parse_choice, parse_keys
from promulgate.adapters.engines.setting import key_of


def test_one_engine_serves_every_language() -> None:
    assert parse_choice("google", "").names_for("ja") == ("google",)


def test_a_comma_gives_the_engines_in_the_order_in_which_they_are_asked() -> None:
    assert parse_choice("google, libre", "").names_for("de") == ("google", "libre")


def test_a_language_may_have_its_own_engine() -> None:
    choice = parse_choice("google", "pt-BR:libre, ja:deepl")
    assert [choice.names_for(tag) for tag in ("pt-BR", "ja", "fr")] == [
        ("libre",),
        ("deepl",),
        ("google",),
    ]


def test_a_language_named_twice_has_two_engines_in_that_order() -> None:
    assert parse_choice("google", "ja:deepl,ja:google").names_for("ja") == ("deepl", "google")


@pytest.mark.parametrize("written", ["pt-BR", "pt-br", "pt_BR"])
def test_a_language_is_found_however_its_tag_is_written(written: str) -> None:
    assert parse_choice("google", f"{written}:libre").names_for("pt-BR") == ("libre",)


def test_a_legacy_tag_means_its_successor() -> None:
    assert parse_choice("google", "iw:libre").names_for("he") == ("libre",)


@pytest.mark.parametrize(
    ("default", "per_language", "message"),
    [
        ("", "", "TranslationEngine is empty"),
        ("gogle", "", "TranslationEngine: there is no engine 'gogle' (expected one of: google"),
        ("google,papago", "", "papago cannot be used: Naver closed"),
        ("google", "ja deepl", "'ja deepl' is no pair (expected: language:engine"),
        ("google", "ja:", "'ja:' is no pair"),
        ("google", "ja:gogle", "TranslationEngines: there is no engine 'gogle'"),
        ("google", "japanese language:deepl", "'japanese language' is no language"),
        ("google", "xx:deepl", "'xx' is no language"),
    ],
)
def test_a_wrong_setting_is_refused_by_name_with_what_is_expected(
    default: str, per_language: str, message: str
) -> None:
    with pytest.raises(ValueError, match=r"expected|cannot be used") as refused:
        parse_choice(default, per_language)
    assert message in str(refused.value)


def test_equal_settings_are_equal_choices() -> None:
    assert parse_choice("google", "ja:deepl") == Choice(("google",), {"ja": ("deepl",)})


def test_the_secret_holds_a_key_or_several_secrets_for_each_engine() -> None:
    keys = parse_keys('{"deepl": "d-1", "microsoft": {"key": "m-1", "region": "westeurope"}}')
    assert key_of("deepl", ("key",), keys) == {"key": "d-1"}
    assert key_of("microsoft", ("key",), keys) == {"key": "m-1", "region": "westeurope"}


def test_no_secret_means_no_keys() -> None:
    assert parse_keys("") == {}


def test_an_engine_without_a_key_that_it_needs_has_none() -> None:
    assert key_of("baidu", ("appid", "appkey"), {"baidu": {"appid": "a-1"}}) is None


def test_an_engine_that_needs_no_key_has_an_empty_one() -> None:
    assert key_of("google", (), {}) == {}


@pytest.mark.parametrize(
    "secret", ["hunter2", '["hunter2"]', '{"deepl": 7, "x": "hunter2"}', '{"deepl": {"key": [1]}}']
)
def test_a_secret_that_cannot_be_read_is_not_repeated(secret: str) -> None:
    with pytest.raises(ValueError, match="a JSON object of keys by engine") as refused:
        parse_keys(secret)
    assert "hunter2" not in str(refused.value)
