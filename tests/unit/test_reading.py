"""Reading: a Markdown body as the sentences that its readers see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core import reading


def sentences(markdown: str, language: str = "en") -> list[str]:
    return [reading.seen(one.words).strip() for one in reading.read(markdown, language)]


def words(text: str, language: str = "en") -> list[str]:
    return [
        word for one in reading.read(text, language) for word in one.words if not word.isspace()
    ]


@pytest.mark.parametrize(
    ("language", "markdown", "read"),
    [
        ("en", "We keep it. We sell nothing! Why?", ["We keep it.", "We sell nothing!", "Why?"]),
        ("en", "Goods, e.g. books, see Art. 6 and No. 5.", None),
        ("en", "It costs $3.50 or less. 30 days later it ends.", None),
        ("en", 'He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("en", "See [the terms.](/t) Then go.", ["See the terms.", "Then go."]),
        ("de", "Es gilt Art. 6 Abs. 1 lit. b DSGVO. Wir haften.", ["…", "Wir haften."]),
        ("ja", "保管します。売りません。", ["保管します。", "売りません。"]),
        ("ja", "「はい。」次です。", ["「はい。」", "次です。"]),
        ("zh-Hans", "我们保存。我们不卖！", ["我们保存。", "我们不卖！"]),
        ("th", "เราเก็บข้อมูล เราไม่ขาย", ["เราเก็บข้อมูล", "เราไม่ขาย"]),
        ("ar", "هل نبيع؟ لا نبيع.", ["هل نبيع؟", "لا نبيع."]),
        ("hi", "हम रखते हैं। हम नहीं बेचते।", ["हम रखते हैं।", "हम नहीं बेचते।"]),
    ],
)
def test_sentences_end_where_readers_pause(
    language: str, markdown: str, read: list[str] | None
) -> None:
    expected = read or [markdown]
    found = sentences(markdown, language)
    assert len(found) == len(expected)
    assert found[1:] == expected[1:]


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "Don't pay 1,000.50 to a third-party.", ["Don't", "pay", "1,000.50", "to", "a"]),
        ("en", "Write to help@halden.example, please", ["Write", "to", "help@halden.example", ","]),
        ("ja", "個人情報を30日間", ["個人情報", "を", "30", "日間"]),
        ("ja", "メールアドレスは３０件", ["メールアドレス", "は", "３０", "件"]),
        ("zh", "保存30天", ["保", "存", "30", "天"]),
        ("th", "ไม่ขาย", ["ไม่", "ขา", "ย"]),
        ("hi", "नहीं बेचते", ["नहीं", "बेचते"]),
        ("ko", "판매하지 않습니다", ["판매하지", "않습니다"]),
    ],
)
def test_words_are_those_of_the_language(language: str, text: str, parts: list[str]) -> None:
    assert words(text, language)[: len(parts)] == parts


def test_markup_is_not_read() -> None:
    assert sentences("**Never** `x` &amp; _so_ on  \nnext line") == ["Never x & so on next line"]


def test_paragraphs_items_and_rows_are_apart() -> None:
    markdown = "One\n\n- two\n- three\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert sentences(markdown) == ["One", "two", "three", "A | B", "1 | 2"]
    assert [one.block for one in reading.read(markdown, "en")] == [0, 1, 2, 3, 4]


def test_a_sentence_knows_the_heading_above_it() -> None:
    markdown = "Start\n\n## Returns\n\nFree.\n\n### Books\n\nAll.\n\n## Other\n\nEnd."
    found = [(one.text, one.heading) for one in reading.read(markdown, "en")]
    assert found == [
        ("Start", ""),
        ("Returns", ""),
        ("Free.", "Returns"),
        ("Books", "Returns"),
        ("All.", "Books"),
        ("Other", ""),
        ("End.", "Other"),
    ]


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("[Terms](/terms) apply", "Terms (/terms) apply"),
        ("<https://halden.example>", "https://halden.example"),
        ("[help@halden.example](mailto:help@halden.example)", "help@halden.example"),
        ("![A shelf](/shelf.png)", "A shelf (/shelf.png)"),
        ("The GDPR\n\n*[GDPR]: a law", "The GDPR (a law)"),
    ],
)
def test_what_readers_do_not_see_is_told_behind_it(markdown: str, told: str) -> None:
    (sentence,) = reading.read(markdown, "en")
    assert reading.told(sentence.words) == told


def test_the_number_of_a_footnote_is_no_word() -> None:
    assert sentences("Free[^1].\n\n[^1]: In Norway.") == ["Free.", "In Norway."]


def test_every_word_is_kept() -> None:
    (sentence,) = reading.read("A  “quote” — and § 5 (a) 100 % … fine", "en")
    assert sentence.text == "A “quote” — and § 5 (a) 100 % … fine"


pieces = st.sampled_from(
    (
        *("# ", "- ", "[", "](/a b)", "**", "\n", "\n\n", "<a href='/x'>", "</a>", "<p>", "|"),
        *("---|---", "<abbr title='t'>", "[^1]", "[^1]: ", "\0", "&#0;", "&lt;", ". ", "。"),
        *("ไม่", "word", "30.5", "!"),
    )
)


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=20).map("".join))
def test_any_text_can_be_read_and_no_sentence_is_empty(markdown: str) -> None:
    for sentence in reading.read(markdown, "ja"):
        assert sentence.text.strip()
        assert all(sentence.words)
