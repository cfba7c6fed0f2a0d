"""The glossary: what an author may write, what it means, and whom a change of it concerns."""

from pathlib import Path

import pytest

from promulgate.core import glossary
from promulgate.core.errors import AuthorError
from promulgate.core.glossary import EMPTY, Term, changed, occurring, terms_for
from promulgate.core.glossary_file import parse

SAMPLE = Path(__file__).parents[2] / "content" / "glossary.yaml"

GLOSSARY = """\
never_translate:
  - Halden Books
  - {term: ShelfWatch, case: any}
terms:
  - en: right of withdrawal
    de: Widerrufsrecht
    pt: direito de arrependimento
  - en: Company
    de: Unternehmen
    case: exact
    note: the defined term
"""


def parsed(text: str) -> glossary.Glossary:
    return parse(text.encode())


def refusal(text: str) -> AuthorError:
    with pytest.raises(AuthorError) as caught:
        parsed(text)
    return caught.value


def test_names_count_in_every_language_and_terms_only_where_they_have_a_translation() -> None:
    assert terms_for(parsed(GLOSSARY), "en", "ja") == (
        Term("Halden Books", None, True),
        Term("ShelfWatch", None, False),
    )


def test_a_term_without_a_case_rule_counts_in_any_capitals() -> None:
    assert Term("right of withdrawal", "Widerrufsrecht", False) in terms_for(
        parsed(GLOSSARY), "en", "de"
    )


def test_a_term_of_exact_case_counts_as_written() -> None:
    assert Term("Company", "Unternehmen", True) in terms_for(parsed(GLOSSARY), "en", "de")


def test_a_term_serves_sources_in_any_of_its_languages() -> None:
    assert Term("Widerrufsrecht", "right of withdrawal", False) in terms_for(
        parsed(GLOSSARY), "de", "en"
    )


def test_a_variety_of_a_language_takes_the_terms_of_the_language() -> None:
    assert Term("right of withdrawal", "direito de arrependimento", False) in terms_for(
        parsed(GLOSSARY), "en-GB", "pt-BR"
    )


def test_another_script_is_no_variety() -> None:
    simplified = parsed("terms: [{en: gift card, zh: 礼品卡}]")
    assert terms_for(simplified, "en", "zh-Hant") == ()


def test_a_word_with_two_translations_fixes_neither() -> None:
    both = parsed(
        "terms: [{en: personal data, ja: 個人情報}, {en: personal details, ja: 個人情報}]"
    )
    assert terms_for(both, "ja", "en") == ()


def test_nothing_counts_within_one_language() -> None:
    assert terms_for(parsed(GLOSSARY), "en", "en") == ()


@pytest.mark.parametrize("text", ["", "{}", "terms: []\n", "never_translate:\nterms:\n", "# none"])
def test_a_glossary_may_be_empty(text: str) -> None:
    assert terms_for(parsed(text), "en", "de") == terms_for(EMPTY, "en", "de") == ()


def test_norwegian_is_a_language_and_not_the_word_no() -> None:
    assert terms_for(parsed("terms: [{en: gift card, no: gavekort}]"), "en", "no") == (
        Term("gift card", "gavekort", False),
    )


def test_the_digest_ignores_comments_notes_and_order() -> None:
    other = """\
# the same rules, told otherwise
terms:
  - {case: exact, de: Unternehmen, en: Company}
  - {pt: direito  de  arrependimento, en: right of withdrawal, de: Widerrufsrecht, case: any}
never_translate: [{term: ShelfWatch, case: any}, {term: Halden Books, case: exact, note: us}]
"""
    assert parsed(other).digest == parsed(GLOSSARY).digest


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Widerrufsrecht", "Rücktrittsrecht"),
        ("case: exact", "case: any"),
        ("Halden Books", "Halden"),
        ("pt:", "pt-BR:"),
    ],
)
def test_the_digest_changes_with_every_rule(was: str, now: str) -> None:
    assert parsed(GLOSSARY.replace(was, now)).digest != parsed(GLOSSARY).digest


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("terms:\n  - en: a\n    <<: {de: b}\n", "'<<' is no language", 3),
        ("terms:\n  - en: a\n    de: b\n    de: c\n", "de is given twice", 4),
        ("terms:\n  - en: a\n    pt-BR: b\n    pt_br: c\n", "pt-BR is given twice", 4),
        ("names: [a]\n", "unknown key 'names'", 1),
        ("- Halden Books\n", "has no keys", 1),
        ("terms: many\n", "terms is no list", 1),
        ("terms:\n  - en: gift card\n", "no translation", 2),
        ("terms:\n  - en: a\n    klingonish: b\n", "'klingonish' is no language", 3),
        ("terms:\n  - en: a\n    de: [b]\n", "the term in de is no text", 3),
        ("terms:\n  - en: a\n    de: ''\n", "the term in de is no text", 3),
        ("terms:\n  - {en: a, de: b, case: maybe}\n", "case has a value", 2),
        ("never_translate:\n  - {case: any}\n", "a name has no term", 2),
        ("never_translate:\n  - Halden\n  - Halden\n", "'Halden' is listed twice", 3),
        ("terms: [{en: a, de: b},\n  {en: A, de: c}]\n", "'A' is listed twice", 2),
        ("never_translate: [a]\nterms: [{en: a, de: b}]\n", "'a' is listed twice", 2),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, reason: str, line: int) -> None:
    error = refusal(text)
    assert (reason in error.reason, error.line) == (True, line), error


def test_more_terms_than_can_be_looked_for_are_refused() -> None:
    assert (
        "too many"
        in refusal("never_translate:\n" + "".join(f"- n{i}\n" for i in range(2001))).reason
    )


def test_a_term_of_absurd_length_is_refused() -> None:
    assert "too long" in refusal(f"never_translate: [{'a' * 201}]").reason


def test_terms_occur_as_whole_words() -> None:
    terms = (Term("sale", "Verkauf", False), Term("Company", "Unternehmen", True))
    assert occurring(terms, "The company sells; no Sale is final.") == (terms[0],)


def test_a_term_occurs_over_a_line_break() -> None:
    term = Term("right of withdrawal", "Widerrufsrecht", False)
    assert occurring((term,), "your right of\nwithdrawal") == (term,)


def test_a_changed_translation_concerns_the_texts_with_the_term() -> None:
    before = (Term("gift card", "Geschenkkarte", False),)
    after = (Term("gift card", "Geschenkgutschein", False),)
    assert changed(before, after, "A gift card has no cash value.") == after


def test_a_changed_translation_concerns_no_other_text() -> None:
    before = (Term("gift card", "Geschenkkarte", False),)
    after = (Term("gift card", "Geschenkgutschein", False),)
    assert changed(before, after, "Books are sent by post.") == ()


def test_a_term_that_went_concerns_the_texts_with_it() -> None:
    gone = (Term("gift card", "Geschenkkarte", False),)
    assert changed(gone, (), "A gift card has no cash value.") == gone


def test_a_file_that_is_no_plain_yaml_is_refused() -> None:
    assert "anchor" in refusal("never_translate: [&name Halden]").reason


def test_the_sample_glossary_has_its_terms_in_all_sample_languages() -> None:
    sample = parse(SAMPLE.read_bytes())
    fixed = [len(terms_for(sample, "en", each)) for each in ("pt-BR", "de", "ja", "ar")]
    assert set(fixed) == {len(sample.names) + len(sample.entries)}
