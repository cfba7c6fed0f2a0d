"""Inline markup: what must be as in the source, and what may differ."""

from dataclasses import replace

import pytest

from promulgate.core.checks import markup
from promulgate.core.masks import defined_in
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Read the [terms](/terms/).", "Lesen Sie die Bedingungen."),
        ("Read the [terms](/terms/).", "Lesen Sie die [Bedingungen](/bedingungen/)."),
        ("Read the terms.", "Lesen Sie die [Bedingungen](/terms/)."),
        ("Read the [terms][t].", "Lesen Sie die [Bedingungen][b]."),
        ("![A shelf](shelf.png)", "![Ein Regal](regal.png)"),
        ("Books are **not** lent.", "Bücher werden nicht verliehen."),
        ("Books are *not* lent.", "Bücher werden **nicht** verliehen."),
        ("Run `make run`.", "Führen Sie `make lauf` aus."),
        ("Books[^1] are sent.", "Bücher werden versandt."),
        ("Halden  \nHarbour Street", "Halden Harbour Street"),
        ("H<sub>2</sub>O", "H2O"),
        ("<kbd>Enter</kbd>", "<kbd>Eingabe"),
    ],
)
def test_lost_won_or_changed_markup_is_an_error(source: str, target: str) -> None:
    assert verdict(markup.check, pair(source, target)) == "error"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("**Books** from [us](/us/)", "Von [uns](/us/): **Bücher**"),
        ("Books are *not* lent.", "Bücher werden _nicht_ verliehen."),
        ('[terms](/terms/ "our terms")', '[Bedingungen](/terms/ "unsere Bedingungen")'),
        ('<abbr title="Value added tax">VAT</abbr>', '<abbr title="Mehrwertsteuer">USt.</abbr>'),
        ("5 * 3 * 2 = 30", "5 * 3 * 2 = 30"),
        ("a snake_case_name", "ein snake_case_name"),
        ("Fish &amp; chips", "Fisch & Pommes"),
    ],
)
def test_order_and_words_may_differ(source: str, target: str) -> None:
    assert verdict(markup.check, pair(source, target)) == ""


def test_underscores_beside_letters_are_no_emphasis_and_the_reviewer_is_told() -> None:
    found = markup.check(pair("__Payment.__ You pay.", "__お支払い。__お客様は支払います。", "ja"))
    assert found is not None
    assert "write * instead of _" in found.message


def test_front_matter_is_no_markdown() -> None:
    title = replace(pair("Terms *and* conditions", "Bedingungen"), kind="title")
    assert verdict(markup.check, title) == ""


def test_the_parts_are_what_was_lost_and_won() -> None:
    found = markup.check(pair("the [terms](/terms/)", "die [Bedingungen](/b/)"))
    assert found is not None
    assert found.parts == ("/terms/", "/b/")


@pytest.mark.parametrize("kind", ["title", "abbreviation", "link_title"])
def test_what_stands_in_an_attribute_is_no_markdown(kind: str) -> None:
    one = replace(pair("Our terms", "Unsere *Bedingungen*"), kind=kind)
    assert verdict(markup.check, one) == ""


def defined(source: str, target: str, file: str) -> str:
    """Return what the check says of a pair of texts in a file with these definitions."""
    return verdict(markup.check, replace(pair(source, target), definitions=defined_in(file)))


def test_a_short_reference_whose_words_were_translated_goes_where_it_went() -> None:
    file = "[Acceptable Use]: /use/\n"
    source = "You accept [Acceptable Use]."
    assert defined(source, "Sie stimmen der [Nutzung][acceptable use] zu.", file) == ""
    assert defined(source, "Sie stimmen der [Nutzung] zu.", file) == "error"
    assert defined(source, "Sie stimmen der [Nutzung][acceptable] zu.", file) == "error"


def test_brackets_to_be_filled_in_are_no_link() -> None:
    assert defined("Signed: [Name] [Title]", "Gezeichnet: [Name] [Titel]", "") == ""
