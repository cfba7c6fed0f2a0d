"""Pieces: a unit is cut only at hard breaks and, for a limit, between sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promulgate.core.masks import BRACKET, XML, assumed_in
from promulgate.core.pieces import Piece, Rules, pieces_of


def cut(text: str, limit: int | None = None, *, plain: bool = False) -> list[tuple[str, str]]:
    """Return the pieces of a unit with what follows each."""
    rules = Rules((BRACKET, XML), (), limit, "en", assumed_in(text))
    return [(piece.text, after) for piece, after in pieces_of(Piece(text, plain), rules)]


def test_a_unit_is_one_piece() -> None:
    assert cut("One. Two\nthree.") == [("One. Two\nthree.", "")]


@pytest.mark.parametrize("line_end", ["  \n", "\\\n", "   \n ", "  \r\n"])
def test_a_hard_break_parts_pieces(line_end: str) -> None:
    assert cut(f"*One*{line_end}Two") == [("*One*", line_end), ("Two", "")]


def test_a_hard_break_within_a_pair_parts_nothing() -> None:
    assert cut("see **one  \ntwo** now") == [("see **one  \ntwo** now", "")]


def test_an_attribute_list_behind_a_break_is_no_text() -> None:
    assert cut("One  \n{.note} two") == [("One", "  \n{.note}"), (" two", "")]


def test_plain_text_has_no_hard_breaks() -> None:
    assert cut("One  \nTwo", plain=True) == [("One  \nTwo", "")]


def test_the_limit_counts_the_tokens_of_every_style() -> None:
    assert cut("Ask `b` here. Go to `e`.", 24) == [("Ask `b` here.", " "), ("Go to `e`.", "")]


def test_no_cut_falls_into_a_pair() -> None:
    assert cut("see **one. Two. Three** now", 12)[1] == ("**one. Two. Three**", " ")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "B.", "*c d*", "`e f`", "  \n", "\n", " ", "。", "[g](h)"])),
    st.sampled_from([None, 1, 10, 20]),
)
def test_pieces_join_to_the_unit(parts: list[str], limit: int | None) -> None:
    text = "".join(parts)
    assert "".join(piece + after for piece, after in cut(text, limit)) == text
