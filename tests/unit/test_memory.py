"""Translation memory: only the same text is the same, and near is a hint."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.masks import Definitions
from promulgate.core.memory import Difference, differences, memory_key, nearest


@dataclass(frozen=True)
class Entry:
    """A glossary entry."""

    source: str
    target: str | None
    case_sensitive: bool = False


def key(text: str, *terms: Entry) -> str:
    """Return the key of a text from English to Brazilian Portuguese."""
    return memory_key(text, "en", "pt-BR", terms)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("We keep it  for\n30 days.", "We keep it for 30 days."),
        (" We keep it. ", "We keep it."),
        ("Caf\u00e9", "Cafe\u0301"),
    ],
)
def test_white_space_and_composition_do_not_count(one: str, same: str) -> None:
    assert key(one) == key(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("for 30 days", "for 60 days"),
        ("with notice", "without notice"),
        ("see https://a.example/1", "see https://a.example/2"),
        ("run `a  b`", "run `a b`"),
        ("a **b** c", "a b c"),
        ("a [b](c) d", "a [b](e) d"),
        ("Office  \nBergen", "Office\nBergen"),
        ("The Seller", "the seller"),
        ("30 000", "30000"),
    ],
)
def test_every_other_difference_counts(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_the_language_pair_counts() -> None:
    assert memory_key("a", "en", "ja", ()) != memory_key("a", "en", "de", ())
    assert memory_key("a", "en", "ja", ()) != memory_key("a", "ja", "en", ())


def test_a_term_that_occurs_counts_with_its_translation() -> None:
    one, other = Entry("data", "dados"), Entry("data", "informações")
    assert len({key("your data"), key("your data", one), key("your data", other)}) == 3


def test_a_never_translated_term_is_not_one_translated_to_nothing() -> None:
    assert key("your data", Entry("data", None)) != key("your data", Entry("data", ""))


def test_a_term_that_does_not_occur_does_not_count() -> None:
    assert key("your name", Entry("data", "dados")) == key("your name")


def test_the_order_of_the_glossary_does_not_count() -> None:
    terms = Entry("data", "dados"), Entry("name", "nome")
    assert key("name and data", *terms) == key("name and data", *terms[::-1])


def test_a_short_reference_is_a_link_only_where_the_file_defines_it() -> None:
    defined = Definitions(frozenset({"a  b"}))
    assert memory_key("[x `a  b`]", "en", "ja", (), definitions=defined) == memory_key(
        "[x `a  b`]", "en", "ja", ()
    )


def test_the_nearest_is_the_one_with_most_words_in_common() -> None:
    remembered = [
        ("We keep your order for 60 days.", "A"),
        ("We keep your order history for 30 days.", "B"),
        ("You may leave at any time.", "C"),
    ]
    hint = nearest("We keep your order history for 45 days.", remembered)
    assert hint is not None
    assert (hint.source, hint.target) == remembered[1]


def test_a_hint_shows_what_differs() -> None:
    hint = nearest("Leave with notice.", [("Leave without notice.", "A")])
    assert hint is not None
    assert [each for each in hint.differences if not each.equal] == [
        Difference(equal=False, was="without", now="with")
    ]


def test_what_has_little_in_common_is_no_hint() -> None:
    assert nearest("We keep your order.", [("You may leave at any time.", "A")]) is None


def test_an_empty_memory_has_no_hint() -> None:
    assert nearest("We keep your order.", []) is None


@given(st.text("ab 1.\n", max_size=30), st.text("ab 1.\n", max_size=30))
def test_differences_join_to_both_texts(was: str, now: str) -> None:
    found = differences(was, now)
    assert "".join(each.was for each in found) == was
    assert "".join(each.now for each in found) == now


@given(st.text("ab1 ", max_size=20), st.text("ab1 ", max_size=20))
def test_keys_are_equal_exactly_when_the_words_are(one: str, other: str) -> None:
    assert (key(one) == key(other)) == (one.split() == other.split())
