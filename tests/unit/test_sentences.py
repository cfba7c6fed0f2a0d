"""Sentences: cutting a text for an engine's limit loses nothing."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promulgate.core.sentences import cut, joint, split


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("Halden Books s.r.o. (see Sec. 4, et seq.) sells books. ", "It rents none!")),
        ("en-GB", ("Ask Mr. Hill.  ", "Then write.")),
        ("de", ("Nach Art. 6 Abs. 1 gilt das. ", "Das ist so.")),
        ("ja", ("本を売ります。", "貸しません。")),
        ("und", ("One. ", "Two.")),
    ],
)
def test_abbreviations_end_no_sentence(language: str, sentences: tuple[str, ...]) -> None:
    assert split("".join(sentences), language) == sentences


def test_a_text_within_the_limit_is_not_cut() -> None:
    assert cut("One. Two.", 9, "en") == ("One. Two.",)


def test_as_many_sentences_as_fit_stay_together() -> None:
    assert cut("One. Two. Three is longer.", 10, "en")[0] == "One. Two. "


def test_white_space_at_the_cut_does_not_count() -> None:
    assert cut("One one. Two two.", 8, "en") == ("One one. ", "Two two.")


def test_a_long_sentence_is_cut_after_clauses_then_after_words() -> None:
    assert cut("we sell, and we buy books", 10, "en") == ("we sell, ", "and we buy ", "books")


def test_a_long_word_is_cut_only_on_request() -> None:
    assert cut("abcdef gh", 4, "en") == ("abcdef ", "gh")
    assert cut("abcdef gh", 4, "en", within_words=True) == ("abcd", "ef ", "gh")


def test_an_empty_text_has_no_pieces() -> None:
    assert cut("", 4, "en") == ()


@pytest.mark.parametrize(
    ("left", "gap", "right", "expected"),
    [
        ("One.", " ", "Two.", " "),
        ("One.", "  \n", "Two.", "  \n"),
        ("一。", " ", "二。", ""),
        ("One.", "", "Two.", " "),
        ("一。", "", "二。", ""),
        ("", " ", "Two.", " "),
    ],
)
def test_the_target_language_decides_on_the_space_between_sentences(
    left: str, gap: str, right: str, expected: str
) -> None:
    assert joint(left, gap, right) == expected


TEXT = st.text(st.sampled_from("ab.!? ,;:\n日本。、े🙂\u200d'\"()1"), max_size=60)


@settings(max_examples=100, deadline=None)
@given(TEXT, st.sampled_from(["en", "ja", "pt-BR", "xx"]))
def test_sentences_join_to_the_text(text: str, language: str) -> None:
    assert "".join(split(text, language)) == text


@settings(max_examples=100, deadline=None)
@given(TEXT, st.integers(1, 30), st.booleans())
def test_pieces_join_to_the_text(text: str, limit: int, within_words: bool) -> None:
    assert "".join(cut(text, limit, "en", within_words=within_words)) == text


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab. ,日。"), max_size=60), st.integers(1, 30))
def test_within_words_every_piece_fits(text: str, limit: int) -> None:
    pieces = cut(text, limit, "en", within_words=True)
    assert all(len(piece.strip()) <= limit for piece in pieces)


@settings(max_examples=100, deadline=None)
@given(st.text("abे日", max_size=40).map("a".__add__), st.integers(1, 5))
def test_no_piece_begins_with_a_combining_mark(text: str, limit: int) -> None:
    pieces = cut(text, limit, "en", within_words=True)
    starts = [piece[0] for piece in pieces[1:]]
    assert all(not unicodedata.category(start).startswith("M") for start in starts)
