"""Drafting: whatever an engine does, a unit comes back whole or says that it did not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promulgate.core.answers import Ask
from promulgate.core.drafting import (
    RESTYLED,
    RUNS,
    UNTRANSLATED,
    VERBATIM,
    Translated,
    translate_units,
)
from promulgate.core.masks import BRACKET, DOUBLE, XML, assumed_in
from promulgate.core.masks.structure import Structure, structure
from tests.unit import hostile_engines as engines

POLICY = (
    '**Halden Books** keeps your *order history* for 30 days, see [our terms](/terms/ "Terms").',
    "We share your name with our carriers only.",
    "Write to privacy@halden.example.com or run `halden export`[^1].",
    "Use <b>the form</b> &mdash; or call us.",
    "Halden Books Ltd.  \n4 Quay Street  \nBergen, Norway",
    "**Responsible:**\nThe _data_ office",
)
STYLES = (BRACKET, DOUBLE)


@dataclass(frozen=True)
class Entry:
    """A glossary entry."""

    source: str
    target: str | None
    case_sensitive: bool = False


def recorded(ask: Ask) -> tuple[Ask, list[list[str]]]:
    """Return the engine and the list of all that it will be asked."""
    requests: list[list[str]] = []

    def listening(texts: Sequence[str], /) -> Sequence[object]:
        requests.append(list(texts))
        return ask(texts)

    return listening, requests


def shape(text: str, source: str) -> Structure:
    """Return the structure of a text in the file that ``source`` is from."""
    return structure(text, assumed_in(source))


def drafted(text: str, ask: Ask = engines.honest, **rest: int | None) -> Translated:
    """Return the translation of one unit."""
    return translate_units([text], ask, styles=STYLES, limit=rest.get("limit"))[0]


# --- the first strategy -------------------------------------------------------------------------


def test_an_honest_engine_is_asked_once_for_everything() -> None:
    ask, requests = recorded(engines.honest)
    translate_units(POLICY, ask, styles=STYLES)
    assert len(requests) == 1


def test_its_words_come_back_in_the_markup_of_the_source() -> None:
    assert drafted("see **our** [terms](/t/), `x`") == Translated("ees **ruo** [smret](/t/), `x`")


def test_the_same_text_is_asked_once() -> None:
    ask, requests = recorded(engines.honest)
    translated = translate_units(["a text", "other", "a text"], ask, styles=STYLES)
    assert requests == [["a text", "other"]]
    assert translated[0] == translated[2]


@pytest.mark.parametrize("text", ["", " ", "`code`", "2025-09-11", "https://halden.example/", "—"])
def test_what_has_no_words_is_not_asked(text: str) -> None:
    ask, requests = recorded(engines.honest)
    assert translate_units([text], ask, styles=STYLES) == (Translated(text, (VERBATIM,)),)
    assert requests == []


def test_lines_that_the_author_broke_are_asked_one_by_one() -> None:
    ask, requests = recorded(engines.honest)
    translated = translate_units(["**Office**  \n4 Quay Street\\\nBergen"], ask, styles=STYLES)
    assert requests == [["Office", "4 Quay Street", "Bergen"]]
    assert translated[0].text == "**eciffO**  \n4 yauQ teertS\\\nnegreB"


def test_an_engine_never_sees_a_line_end() -> None:
    ask, requests = recorded(engines.honest)
    translate_units(["one\ntwo", "一つの\n文"], ask, styles=STYLES)
    assert requests == [["one two", "一つの文"]]


def test_white_space_at_the_ends_is_kept() -> None:
    assert drafted("  some words\n").text == "  emos sdrow\n"


def test_terms_reach_the_translation_and_not_the_engine() -> None:
    ask, requests = recorded(engines.honest)
    terms = [Entry("personal data", "dados pessoais"), Entry("Halden", None)]
    (translated,) = translate_units(["Halden keeps personal data"], ask, styles=STYLES, terms=terms)
    assert requests == [["[900] keeps [901]"]]
    assert translated.text == "Halden speek dados pessoais"


def test_a_term_alone_needs_no_engine() -> None:
    ask, requests = recorded(engines.honest)
    terms = [Entry("personal data", "dados pessoais")]
    texts = ["Personal data", "**Personal data**"]
    translated = translate_units(texts, ask, styles=STYLES, terms=terms)
    assert translated == (Translated("Dados pessoais"), Translated("**Dados pessoais**"))
    assert requests == []


def test_plain_text_is_neither_read_nor_escaped_as_markdown() -> None:
    (translated,) = translate_units(
        ["Terms *and* [more]"], engines.honest, styles=STYLES, plain={0}
    )
    assert translated == Translated("smreT *dna* [erom]")


# --- the next ones ------------------------------------------------------------------------------


def harms(style_mark: str, harm: engines.Engine) -> Ask:
    """Return an engine that harms the texts with ``style_mark`` and is honest to the others."""

    def ask(texts: Sequence[str], /) -> Sequence[object]:
        return [(harm if style_mark in text else engines.honest)([text])[0] for text in texts]

    return ask


def test_only_damaged_units_are_asked_again_in_the_next_style() -> None:
    ask, requests = recorded(harms("[90", engines.drops_tokens))
    translated = translate_units(["no tokens", "see `x` now"], ask, styles=STYLES)
    assert requests == [["no tokens", "see [900] now"], ["see ⟦0⟧ now"]]
    assert translated[1] == Translated("ees `x` won", (RESTYLED,))


def test_then_the_runs_between_the_tokens_are_asked_together() -> None:
    ask, requests = recorded(engines.drops_tokens)
    translated = translate_units(["see `x` now", "go **home** now"], ask, styles=STYLES)
    assert requests[2] == ["see", "now", "go", "home"]
    assert translated == (
        Translated("ees `x` won", (RUNS,)),
        Translated("og **emoh** won", (RUNS,)),
    )


def test_a_word_in_a_fragment_does_not_touch_the_term_before_it() -> None:
    def drops_the_possessive(texts: Sequence[str], /) -> Sequence[object]:
        return [text.replace("'s ", "") for text in engines.drops_tokens(texts)]

    terms = [Entry("Company", "Empresa")]
    texts = ["the Company's policy", "the Company, now"]
    made = translate_units(texts, drops_the_possessive, styles=STYLES, terms=terms)
    assert [one.text for one in made] == ["eht Empresa ycilop", "eht Empresa, won"]


def test_then_the_source_stays_and_says_so() -> None:
    assert drafted("see `x` now", engines.answers_none) == Translated(
        "see `x` now", (UNTRANSLATED,)
    )


@pytest.mark.parametrize(
    "engine",
    [
        engines.answers_none,
        engines.answers_nothing,
        engines.answers_numbers,
        engines.answers_a_quota_notice,
        engines.answers_a_page,
        engines.rambles,
        engines.forgets_the_last,
    ],
)
def test_no_translation_is_never_taken_for_one(engine: engines.Engine) -> None:
    translated = translate_units(POLICY, engine, styles=STYLES)
    assert translated == tuple(Translated(text, (UNTRANSLATED,)) for text in POLICY)


def test_a_question_that_was_answered_badly_is_not_asked_again() -> None:
    ask, requests = recorded(engines.answers_none)
    translate_units(["no tokens here"], ask, styles=STYLES)
    assert requests == [["no tokens here"]]


def test_an_engine_that_cannot_be_reached_is_the_callers_matter() -> None:
    def fails(_: Sequence[str], /) -> Sequence[object]:
        raise ConnectionError("refused")

    with pytest.raises(ConnectionError, match="refused"):
        translate_units(POLICY, fails, styles=STYLES)


def test_swapped_answers_are_found_out_by_the_tokens_of_others() -> None:
    def swaps_once(texts: Sequence[str], /) -> Sequence[object]:
        return engines.swaps_answers(texts) if "[900]" in texts[0] else engines.honest(texts)

    translated = translate_units(["see `x`", "go home", "ask `y`"], swaps_once, styles=STYLES)
    assert [each.text for each in translated] == ["ees `x`", "og emoh", "ksa `y`"]


def test_an_invented_token_speaks_against_no_other_answer() -> None:
    def invents(texts: Sequence[str], /) -> Sequence[object]:
        return [text.replace("[900]", "[9900]") for text in engines.honest(texts)]

    ask, requests = recorded(invents)
    translate_units(["see `x`", "go home"], ask, styles=STYLES)
    assert requests[1] == ["see ⟦0⟧"]


@pytest.mark.parametrize(
    "engine",
    [
        engines.squeezes_tokens,
        engines.stretches_tokens,
        engines.writes_full_width,
        engines.writes_arabic_digits,
    ],
)
def test_decoration_that_is_unambiguous_is_mended(engine: engines.Engine) -> None:
    assert translate_units(POLICY, engine, styles=STYLES) == translate_units(
        POLICY, engines.honest, styles=STYLES
    )


@pytest.mark.parametrize("engine", engines.HOSTILE)
def test_every_unit_is_whole_or_flagged(engine: engines.Engine) -> None:
    for text, translated in zip(
        POLICY, translate_units(POLICY, engine, styles=(BRACKET, XML)), strict=True
    ):
        assert shape(translated.text, text) == shape(text, text) or translated.flags


# --- limits -------------------------------------------------------------------------------------

LONG = (
    "Halden Books s.r.o. (see Sec. 4) keeps *your* order. It never sells it!  Ask `support` "
    "first. Then write to [our office](/office/), which answers."
)


@pytest.mark.parametrize("limit", [20, 40, 60, 90, 200])
def test_no_text_is_longer_than_the_limit(limit: int) -> None:
    ask, requests = recorded(engines.honest)
    translate_units([LONG], ask, styles=STYLES, limit=limit)
    assert all(len(text) <= limit for request in requests for text in request)


@pytest.mark.parametrize("limit", [20, 40, 60, 90, 200])
def test_cutting_loses_neither_space_nor_word(limit: int) -> None:
    assert drafted(LONG, limit=limit).text == drafted(LONG).text


def test_a_limit_parts_sentences_where_it_can() -> None:
    ask, requests = recorded(engines.honest)
    translate_units([LONG], ask, styles=[BRACKET], limit=66)
    assert requests == [
        [
            "Halden Books s.r.o. (see Sec. 4) keeps [900]your[901] order.",
            "It never sells it!  Ask [902] first.",
            "Then write to [903]our office[904], which answers.",
        ]
    ]


def test_a_pair_longer_than_the_limit_is_translated_in_runs() -> None:
    text = "see **the very long name of our very long form** now"
    assert drafted(text, limit=24).flags == (RUNS,)


def test_only_the_damaged_sentence_of_a_long_unit_is_asked_again() -> None:
    ask, requests = recorded(harms("[900]", engines.drops_tokens))
    translate_units(["Ask `x` now. Then go home."], ask, styles=STYLES, limit=16)
    assert requests == [["Ask [900] now.", "Then go home."], ["Ask ⟦0⟧ now."]]


# --- properties ---------------------------------------------------------------------------------

WORDS = ["we", "keep", "a_b", "日本語", "。", "5 * 3", "AT&T", "https://halden.example/", "\\*"]
MARKED = ["**your data**", "*a **b** c*", "[x](/t/)", "`x`", "[^1]", "<br>", "<i>so</i>", "  \n"]
UNIT = st.lists(st.sampled_from([*WORDS, *MARKED]), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(UNIT, max_size=4), st.sampled_from(engines.HOSTILE), st.sampled_from([None, 30]))
def test_the_structure_survives_every_engine(
    texts: list[str], engine: engines.Engine, limit: int | None
) -> None:
    for text, translated in zip(
        texts, translate_units(texts, engine, styles=STYLES, limit=limit), strict=True
    ):
        assert shape(translated.text, text) == shape(text, text)


@settings(max_examples=60, deadline=None)
@given(st.lists(UNIT, max_size=4), st.sampled_from([None, 20, 50]))
def test_an_honest_engine_loses_no_word(texts: list[str], limit: int | None) -> None:
    for text, translated in zip(
        texts, translate_units(texts, engines.honest, styles=STYLES, limit=limit), strict=True
    ):
        assert len(re.sub(r"\s", "", translated.text)) == len(re.sub(r"\s", "", text))
