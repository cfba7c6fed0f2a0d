"""From BCP 47 to the codes of each engine."""

import pytest

from promulgate.adapters.engines import ENGINES
from promulgate.adapters.engines.codes import Codes, code_for
from promulgate.adapters.engines.subtags import nearest


def target_code(engine: str, tag: str) -> str | None:
    return code_for(tag, ENGINES[engine].languages()[1])


@pytest.mark.parametrize(
    ("engine", "tag", "code"),
    [
        ("google", "he", "iw"),
        ("google", "iw", "iw"),
        ("google", "jv", "jw"),
        ("google", "fil", "tl"),
        ("google", "nb", "no"),
        ("google", "zh-Hans", "zh-CN"),
        ("google", "zh", "zh-CN"),
        ("google", "zh-Hant", "zh-TW"),
        ("google", "zh-HK", "zh-TW"),
        ("google", "pt-BR", "pt"),
        ("google", "pt-PT", "pt-PT"),
        ("google", "ja", "ja"),
        ("deepl", "pt-BR", "PT-BR"),
        ("deepl", "en", "EN-US"),
        ("deepl", "zh-Hant", "ZH-HANT"),
        ("deepl", "no", "NB"),
        ("libre", "pt-BR", "pt"),
        ("libre", "de", "de"),
        ("libre", "ja", "ja"),
        ("libre", "ar", "ar"),
        ("libre", "he", "he"),
        ("libre", "nl", "nl"),
        ("libre", "zh-Hans", "zh"),
        ("libre", "zh-Hant", "zt"),
        ("libre", "cy", "cy"),
        ("mymemory", "pt-BR", "pt-BR"),
        ("mymemory", "he", "he-IL"),
        ("mymemory", "de", "de-DE"),
        ("mymemory", "fr", "fr-FR"),
        ("mymemory", "ar", "ar-SA"),
        ("mymemory", "sw", "sw-KE"),
        ("mymemory", "zh-Hant", "zh-TW"),
        ("mymemory", "sr-Latn", "sr-Latn-RS"),
        ("microsoft", "sr", "sr-Cyrl"),
        ("microsoft", "sr-Latn", "sr-Latn"),
        ("microsoft", "pt-BR", "pt"),
        ("microsoft", "zh-TW", "zh-Hant"),
        ("baidu", "ja", "jp"),
        ("baidu", "ro", "rom"),
        ("qcri", "ar", "ar"),
    ],
)
def test_each_engine_gets_the_code_it_knows(engine: str, tag: str, code: str) -> None:
    assert target_code(engine, tag) == code


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("tag", ["xx", "no language", "", "und"])
def test_what_is_no_language_has_no_code(engine: str, tag: str) -> None:
    assert target_code(engine, tag) is None


@pytest.mark.parametrize("tag", ["sr-Latn", "pa-Arab", "uz-Cyrl"])
def test_another_script_than_the_engine_writes_has_no_code(tag: str) -> None:
    assert target_code("google", tag) is None


def test_a_region_says_nothing_of_a_script_that_is_not_its_usual_one() -> None:
    assert code_for("sr-Latn", Codes(frozenset({"sr-RS"}))) is None


def test_a_region_stands_for_the_script_that_is_its_usual_one() -> None:
    assert code_for("zh-Hant", Codes(frozenset({"zh-CN", "zh-TW"}))) == "zh-TW"


def test_a_region_that_the_engine_does_not_tell_apart_is_dropped() -> None:
    assert code_for("de-AT", Codes(frozenset({"de"}))) == "de"


def test_a_region_that_the_engine_knows_is_kept() -> None:
    assert code_for("de-AT", Codes(frozenset({"de", "de-AT"}))) == "de-AT"


def test_deepl_takes_its_source_without_a_region() -> None:
    assert code_for("en-GB", ENGINES["deepl"].languages()[0]) == "EN"


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_code_that_is_called_by_its_tag_is_also_the_nearest_one(engine: str) -> None:
    for codes in ENGINES[engine].languages():
        tags = {*codes.known, *codes.renamed, *map(str.lower, codes.known)}
        assert {tag: code_for(tag, codes) for tag in tags} == {
            tag: nearest(tag, codes) for tag in tags
        }
