"""Masks: what an engine must not touch comes back unharmed, or the damage is named."""

import re
import sys
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promulgate.core.masks import (
    BRACKET,
    DOUBLE,
    SPACED_BRACKET,
    STYLES,
    UNDERSCORE,
    XML,
    Definitions,
    Style,
    TokenDamage,
    defined_in,
    mask,
    unmask,
)
from promulgate.core.masks.scripts import is_unspaced, may_have_unspaced
from promulgate.core.masks.structure import structure


@dataclass(frozen=True)
class Entry:
    """A glossary entry."""

    source: str
    target: str | None
    case_sensitive: bool = False


def masked_parts(text: str, definitions: Definitions | None = None) -> list[str]:
    """Return what of ``text`` an engine does not see, the frame aside."""
    return [token.source for token in mask(text, BRACKET, definitions=definitions).tokens]


# --- what is masked -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("run `git push` now", ["`git push`"]),
        ("a `` b`c `` d", ["`` b`c ``"]),
        ("see https://halden.example/a_b?c=1&amp;d=2.", ["https://halden.example/a_b?c=1&amp;d=2"]),
        ("(see http://halden.example/faq_(old))", ["http://halden.example/faq_(old)"]),
        ("詳細はhttps://halden.example/jaをご覧ください", ["https://halden.example/ja"]),
        ("write to <https://halden.example> now", ["<https://halden.example>"]),
        ("write to privacy@halden.example.com.", ["privacy@halden.example.com"]),
        ("write to <privacy@halden.example> now", ["<privacy@halden.example>"]),
        ("on www.halden-books.com, too", ["www.halden-books.com"]),
        ("on support.halden.jp (chat)", ["support.halden.jp"]),
        ("a <b>big</b> word", ["<b>", "</b>"]),
        ("a<br>b <img src='x.png'/> c", ["<br>", "<img src='x.png'/>"]),
        ("a <!-- note --> b", ["<!-- note -->"]),
        ('our [policy](/privacy/ "Privacy") says', ["[", '](/privacy/ "Privacy")']),
        ("our [policy](</a b>) says", ["[", "](</a b>)"]),
        ("our [policy][p] says", ["[", "][p]"]),
        ('the ![logo](logo.png "Halden") here', ['![logo](logo.png "Halden")']),
        ("*must* and **not** and _may_ be", ["*", "*", "**", "**", "_", "_"]),
        ("say ***both*** here", ["***", "***"]),
        ("as agreed[^1], and so on", ["[^1]"]),
        ("a [b](c){: .note } d", ["[", "](c){: .note }"]),
        ("a  \nb", ["  \n"]),
        ("a   \n  b", ["   \n  "]),
        ("a\\\nb", ["\\\n"]),
        (r"4 \* 5 \[sic\] x", [r"\*", r"\[", r"\]"]),
        ("A &copy; B &#169; C", ["&copy;", "&#169;"]),
        ("a ~~struck~~ b", ["~~", "~~"]),
        (
            "use <code>do not</code> or <kbd>A <b>b</b></kbd>",
            ["<code>do not</code>", "<kbd>A <b>b</b></kbd>"],
        ),
        ('a <i translate="no">pro rata</i> part', ['<i translate="no">pro rata</i>']),
        ('<i class="notranslate">pro rata</i> part', ['<i class="notranslate">pro rata</i>']),
        ("a <code>left open", ["<code>"]),
        ("Name: ________ Date ........ or …… here", ["________", "........", "……"]),
        ("see ‹halden.example/terms› or", ["halden.example/terms"]),
    ],
)
def test_markup_and_addresses_never_reach_an_engine(text: str, masked: list[str]) -> None:
    assert masked_parts(text) == masked


@pytest.mark.parametrize("around", ["", "—", "語"])
@pytest.mark.parametrize(
    "address", ["halden.example", "https://halden.example/a?b=c", "mailto:a@halden.example"]
)
def test_an_address_is_the_same_in_whatever_script_the_text_around_it_is(
    around: str, address: str
) -> None:
    assert masked_parts(f"see “{address}” or {address}, é{around}") == [address, address]


def test_an_address_ends_where_a_script_without_spaces_goes_on() -> None:
    assert masked_parts("見るhttps://halden.example/aを") == ["https://halden.example/a"]


def test_no_character_of_a_script_without_spaces_is_overlooked() -> None:
    texts = (f"“é”{chr(code)}" for code in range(sys.maxunicode + 1))
    assert all(may_have_unspaced(text) for text in texts if is_unspaced(text[-1]))


@pytest.mark.parametrize(
    "text",
    [
        "Halden s.r.o. (see Sec. 4, et seq., e.g. this) at 9 a.m.",
        "5 * 3 is 15, a_b_c stays, 1 < 2 & 3 > 2",
        "[Company] keeps its brackets, [sic]",
        "Section 4.2 of version 1.10",
        "And so on... or so… and snake_case",
    ],
)
def test_ordinary_words_are_not_masked(text: str) -> None:
    assert mask(text, BRACKET).text == text


def test_a_defined_label_makes_brackets_a_link() -> None:
    definitions = defined_in("See [the policy].\n\n[the policy]: https://halden.example/\n")
    assert masked_parts("see [The  policy] now", definitions=definitions) == ["[", "]"]


@pytest.mark.parametrize("margin", ["", "   ", "> ", "- ", "1. ", "    ", ":   "])
def test_a_label_may_be_defined_inside_any_block(margin: str) -> None:
    assert defined_in(f"{margin}[The  Policy]: /p/\n").references == {"the policy"}


def test_a_footnote_defines_no_link() -> None:
    definitions = defined_in("Text[^1]\n\n[^1]: Note\n")
    assert definitions == Definitions(footnotes=frozenset({"1"}))


def test_a_translated_short_reference_keeps_its_label() -> None:
    masked = mask(
        "see [the policy] now", BRACKET, definitions=Definitions(frozenset({"the policy"}))
    )
    answer = masked.text.replace("the policy", "a política").replace("see", "veja")
    assert unmask(answer, masked) == "veja [a política][the policy] now"


def test_a_short_reference_that_is_all_of_a_unit_keeps_its_label() -> None:
    masked = mask("**[the policy]**", BRACKET, definitions=Definitions(frozenset({"the policy"})))
    answer = masked.text.replace("the policy", "a política")
    assert unmask(answer, masked) == "**[a política][the policy]**"


def test_an_abbreviation_of_the_file_is_kept_so_that_its_explanation_shows() -> None:
    definitions = defined_in("The DPO answers.\n\n*[DPO]: Data Protection Officer\n")
    assert masked_parts("ask the DPO first", definitions=definitions) == ["DPO"]


def test_plain_text_has_no_markup_but_addresses() -> None:
    masked = mask("The *new* halden.example.com policy", BRACKET, plain=True)
    assert masked.text == "The *new* [900] policy"


def test_what_frames_the_whole_unit_stays_at_home() -> None:
    masked = mask("**[Contact:](mailto:a@halden.example)**{: .lead}", BRACKET)
    assert masked.text == "Contact:"


def test_marks_that_touch_become_one_token() -> None:
    assert mask("a **[b](c)** d", BRACKET).text == "a [900]b[901] d"


@pytest.mark.parametrize(
    "text", ["", "  ", "`code`", "https://halden.example/", "2025-09-11", "**4.2**"]
)
def test_a_unit_without_letters_outside_its_tokens_has_no_words(text: str) -> None:
    assert not mask(text, BRACKET).has_words


# --- terms --------------------------------------------------------------------------------------


def test_a_term_becomes_its_fixed_translation() -> None:
    masked = mask("we keep personal data safe", BRACKET, [Entry("personal data", "dados pessoais")])
    assert unmask("mantemos [900] em segurança", masked) == "mantemos dados pessoais em segurança"


def test_a_never_translated_term_stays_as_written() -> None:
    masked = mask("we at HALDEN Books sell", BRACKET, [Entry("Halden Books", None)])
    assert unmask("nós da [900] vendemos", masked) == "nós da HALDEN Books vendemos"


def test_a_term_is_found_in_whole_words_only() -> None:
    assert (
        mask("cookies and a cookie", BRACKET, [Entry("cookie", "x")]).text == "cookies and a [900]"
    )


def test_a_term_ends_no_word_before_a_combining_vowel() -> None:
    assert mask("कंपनी", BRACKET, [Entry("कंपन", "x")]).tokens == ()


def test_a_term_in_a_script_without_spaces_needs_no_boundary() -> None:
    assert (
        mask("当社は個人情報を守る", BRACKET, [Entry("個人情報", "x")]).text == "当社は[900]を守る"
    )


def test_the_longest_term_wins() -> None:
    terms = [Entry("data", "A"), Entry("personal data", "B")]
    assert unmask("[900]", mask("personal data", BRACKET, terms)) == "B"


def test_a_term_may_be_wrapped_over_two_lines() -> None:
    assert (
        mask("our personal\ndata rule", BRACKET, [Entry("personal data", "B")]).text
        == "our [900] rule"
    )


def test_case_counts_only_where_the_glossary_says_so() -> None:
    assert mask("the Seller", BRACKET, [Entry("seller", "x", case_sensitive=True)]).tokens == ()


@pytest.mark.parametrize(
    ("source", "answer", "translation"),
    [
        ("Personal data is kept.", "[900] são mantidos.", "Dados pessoais são mantidos."),
        ("Personal data is kept.", "São mantidos [900].", "São mantidos dados pessoais."),
        ("We are. Personal data is.", "Somos. [900] são.", "Somos. Dados pessoais são."),
        ("ALL PERSONAL DATA IS", "TODOS OS [900]", "TODOS OS DADOS PESSOAIS"),
    ],
)
def test_a_term_takes_a_capital_where_a_sentence_begins(
    source: str, answer: str, translation: str
) -> None:
    masked = mask(source, BRACKET, [Entry("personal data", "dados pessoais")])
    assert unmask(answer, masked) == translation


# --- tokens -------------------------------------------------------------------------------------


def test_no_token_has_a_number_that_the_text_contains() -> None:
    assert (
        mask("[900] and 901 and `x` and ９０２ `y`", BRACKET).text
        == "[900] and 901 and [903] and ９０２ [904]"
    )


def test_a_bracketed_number_of_the_source_is_text() -> None:
    masked = mask("under [12] see `x`", BRACKET)
    assert unmask("sob [12] veja [900]", masked) == "sob [12] veja `x`"


@pytest.mark.parametrize(
    ("style", "answer"),
    [
        (BRACKET, "veja [ 900 ] agora"),
        (BRACKET, "veja ［900］ agora"),
        (BRACKET, "veja 【９００】 agora"),
        (BRACKET, "veja [٩٠٠] agora"),
        (SPACED_BRACKET, "veja [900] agora"),
        (DOUBLE, "veja ⟦ 0 ⟧ agora"),
        (DOUBLE, "veja [[0]] agora"),
        (XML, "veja <x id='0' /> agora"),
        (XML, "veja <X ID=“0”></x> agora"),
        (XML, "veja &lt;x id=&quot;0&quot;/&gt; agora"),
        (UNDERSCORE, "veja __ 0 __ agora"),
    ],
)
def test_a_decorated_token_is_known_again(style: Style, answer: str) -> None:
    assert unmask(answer, mask("see `x` now", style)) == "veja `x` agora"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("veja o texto[901] agora", "missing"),
        ("veja [900]o[900] texto[901] agora", "doubled"),
        ("veja [900]o texto[901] [907] agora", "foreign"),
        ("veja [901]o texto[900] agora", "crossed"),
        ("veja o texto [900][901] agora", "emptied"),
        ("veja [900] . [901] agora", "emptied"),
        ("veja **[900]o texto[901]** agora", "decorated"),
        ("veja [900]o\x00 texto[901] agora", "control"),
    ],
)
def test_damage_to_tokens_is_named(answer: str, kind: str) -> None:
    masked = mask("see [the text](/t/) now", BRACKET)
    with pytest.raises(TokenDamage) as caught:
        unmask(answer, masked)
    assert caught.value.kind == kind


def test_pairs_must_not_cross() -> None:
    masked = mask("a **b** and *c* d", BRACKET)
    with pytest.raises(TokenDamage, match="crossed"):
        unmask("a [900]b [902]and[901] c[903] d", masked)


def test_a_link_must_not_move_into_emphasis() -> None:
    masked = mask("a **b** and [c](d) e", BRACKET)
    with pytest.raises(TokenDamage, match="structure"):
        unmask("a [900]b [902]c[903][901] e", masked)


def test_pairs_may_change_places() -> None:
    masked = mask("a **b** and [c](d) e", BRACKET)
    assert unmask("[902]c[903] e [900]b[901]", masked) == "[c](d) e **b**"


# --- white space --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "answer", "translation"),
    [
        ("see **the word** here", "veja[900]a palavra[901]aqui", "veja **a palavra** aqui"),
        ("see **the word** here", "veja [900] a palavra [901] aqui", "veja **a palavra** aqui"),
        ("see `x`, then", "veja [900] , então", "veja `x`, então"),
        ("see `x` then go", "veja então[900]. Vá", "veja então `x`. Vá"),
        ("see (`x`) then", "veja ( [900] ) então", "veja (`x`) então"),
        ("see `x` and `y` now", "veja [900][901] agora", "veja `x` `y` agora"),
        ("see `x` now", "voyez l'[900] maintenant", "voyez l'`x` maintenant"),
        ("see `x` now", "[900]를 보세요", "`x`를 보세요"),
        ("see `x` now", "今[900]を見る", "今`x`を見る"),
        ("see `x` now", "ראו ב[900] עכשיו", "ראו ב`x` עכשיו"),
        ("see **this**: now", "voir [900]ceci[901] : oui", "voir **ceci** : oui"),
        ("first\n`x` here", "veja [900] aqui", "veja `x` aqui"),
    ],
)
def test_spaces_around_a_token_are_as_the_language_wants_them(
    source: str, answer: str, translation: str
) -> None:
    assert unmask(answer, mask(source, BRACKET)) == translation


def test_a_padded_style_takes_its_padding_back() -> None:
    masked = mask("un*believ*able (`x`)", SPACED_BRACKET)
    assert masked.text == "un [900] believ [901] able ( [902] )"
    assert unmask(masked.text, masked) == masked.source


def test_underscores_become_stars_where_letters_touch_them() -> None:
    masked = mask("see _this_ now", BRACKET)
    assert unmask("今[900]これ[901]を", masked) == "今*これ*を"


# --- untrusted words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "literal"),
    [
        ("a *b* c", r"a \*b\* c"),
        ("a __b__ c", r"a \_\_b\_\_ c"),
        ("a `b` c", r"a \`b\` c"),
        ("a [b](http://evil.invalid) c", r"a \[b\](http://evil.invalid) c"),
        ("a <script>b", "a &lt;script>b"),
        ("a &copy; c", "a &amp;copy; c"),
        ("a &lt;b&gt; c", "a &lt;b> c"),
        ("a &#39;b&quot; c", "a 'b\" c"),
        ("a | b", r"a \| b"),
        ("a \\* b", r"a \\\* b"),
    ],
)
def test_markup_of_the_engine_stands_for_itself(words: str, literal: str) -> None:
    assert unmask(f"{words} [900]", mask("see `x`", BRACKET)) == f"{literal} `x`"


def test_an_exclamation_mark_does_not_make_a_link_an_image() -> None:
    assert unmask("olá![900]isto[901]", mask("hi-[this](u)", BRACKET)) == r"olá\![isto](u)"


def test_characters_that_the_source_has_are_not_escaped() -> None:
    masked = mask("[Company] uses a_b & 5 * 3", BRACKET)
    assert unmask("[Empresa] usa a_b & 5 * 3", masked) == "[Empresa] usa a_b & 5 * 3"


def test_they_are_escaped_where_they_would_make_markup() -> None:
    assert unmask("a *b* c", mask("2 * 3 * 4 x", BRACKET)) == r"a \*b\* c"


def test_an_engine_breaks_no_lines() -> None:
    assert unmask("a\n\n# b", mask("see this", BRACKET)) == "a # b"


# --- properties ---------------------------------------------------------------------------------

WORDS = ["we", "data", "日本語", "の", "שלום", "مرحبا", "ไทย", "🙂", "30", "s.r.o.", "AT&T", "a_b"]
LOOKALIKES = ["[900]", "⟦0⟧", "__0__", '<x id="0"/>', "5 * 3", "[^1]", "{: .x}", "~~"]
MARKS = ["*", "**", "_", "`", "[", "]", "(", ")", "<", "&", "!", "\\", "|", "{", "}", "\n"]
MARKUP = ["<br>", "<b>", "</b>", "&copy;", "\\*", "\\[", "  \n", "\\\n", "![i](j)", "[t](u)"]
PLACES = ["https://a.org/x_y?b=1&amp;c=2", "www.halden.com", "a@halden.org", "<https://x.org>"]
FRAGMENTS = st.sampled_from([*WORDS, *LOOKALIKES, *MARKS, *MARKUP, *PLACES])


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    forms = ["*{}*", "**{}**", "_{}_", "`{}`", "<i>{}</i>", "[{}](https://h.org/a_b)", "[{}][ref]"]
    return st.one_of(
        st.builds(lambda form, text: form.replace("{}", text), st.sampled_from(forms), inner),
        st.builds(
            lambda glue, texts: glue.join(texts),
            st.sampled_from(["", " "]),
            st.lists(inner, max_size=4),
        ),
    )


# Python-Markdown's own control characters never get past the upload.
NO_CONTROL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
INLINE = st.recursive(st.one_of(FRAGMENTS, NO_CONTROL), _wrapped, max_leaves=12)
STYLE = st.sampled_from(list(STYLES.values()))


@settings(max_examples=100, deadline=None)
@given(INLINE, STYLE)
def test_an_answer_that_changes_nothing_gives_back_the_source(text: str, style: Style) -> None:
    masked = mask(text, style)
    assert unmask(masked.text, masked) == text


@settings(max_examples=100, deadline=None)
@given(INLINE, STYLE, st.data())
def test_no_answer_changes_the_structure(text: str, style: Style, data: st.DataObject) -> None:
    masked = mask(text, style)
    pieces = [piece for piece in re.split(r"(\s+)", masked.text) if piece]
    answer = "".join(data.draw(st.permutations(pieces))) + data.draw(INLINE)
    try:
        translation = unmask(answer, masked)
    except TokenDamage:
        return
    assert structure(translation, masked.definitions) == structure(text, masked.definitions)
