import pytest

from promulgate.core.checks import Pair, check_draft, check_unit
from promulgate.core.glossary import Term

GOOD = [
    ("pt-BR", "We keep orders for 30 days.", "Guardamos os pedidos por 30 dias."),
    ("de", "The fee is EUR 1,234.50.", "Die Gebühr beträgt 1.234,50 EUR."),
    ("fr", "More than 1,234,567 books", "Plus de 1 234 567 livres"),
    ("ja", "See section 3.2 within 14 days.", "14日以内に3.2項をご覧ください。"),
    ("ja", "Version 2 of 2026", "２０２６年の第２版"),
    ("ar", "We answer within 20 days.", "نرد خلال ٢٠ يومًا."),
    ("de", "Write to help@halden.example.", "Schreiben Sie an help@halden.example."),
    ("de", "ShelfWatch", "ShelfWatch"),
    ("pt-BR", "You may not return it.", "Você não pode devolvê-lo."),
]
BAD = [
    ("numbers", "We keep orders for 30 days.", "Guardamos os pedidos por 60 dias."),
    ("numbers", "The fee is 4.50.", "Die Gebühr beträgt 450."),
    ("numbers", "Within 30 days", "Innerhalb der Frist"),
    ("numbers", "Within days", "Innerhalb von 3 Tagen"),
    ("addresses", "See halden.example.", "Siehe holden.example."),
    ("addresses", "Write to help@halden.example.", "Schreiben Sie uns."),
    ("terms", "ShelfWatch tells you.", "RegalUhr sagt es Ihnen."),
    ("tokens", "Our books", "Unsere [900]Bücher"),
    ("letters", "Our books", "Unsere B\u043echer"),
    ("letters", "Our books", "Unsere \u202eBücher"),
    ("untranslated", "Our books are good.", "Our books are good."),
]
TERMS = (Term("ShelfWatch", None, True),)


def found(source: str, target: str, language: str = "de") -> list[str]:
    pair = Pair(
        source=source,
        target=target,
        source_language="en",
        target_language=language,
        kind="paragraph",
        terms=TERMS,
    )
    return [finding.name for finding in check_unit(pair)]


@pytest.mark.parametrize(("language", "source", "target"), GOOD)
def test_a_good_translation_is_left_alone(language: str, source: str, target: str) -> None:
    assert found(source, target, language) == []


@pytest.mark.parametrize(("check", "source", "target"), BAD)
def test_a_defect_is_found_by_its_check(check: str, source: str, target: str) -> None:
    assert check in found(source, target)


FRONT = "---\ntitle: x\n---\n"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("- one\n- two\n", "- eins\n\nzwei\n"),
        ("a **b** c\n", "a b c\n"),
        ("a  \nb\n", "a b\n"),
        ("[a](https://one.example)\n", "[a](https://two.example)\n"),
        ("## One\n", "### Eins\n"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| a |\n|---|\n| c |\n"),
    ],
)
def test_a_draft_with_another_structure_is_an_error(source: str, target: str) -> None:
    (finding,) = check_draft(FRONT + source, FRONT + target)
    assert (finding.name, finding.severity) == ("structure", "error")


def test_what_is_emphasised_may_stand_elsewhere_in_its_sentence() -> None:
    source = FRONT + "A **b** and [c](https://x.example).\n"
    assert check_draft(source, FRONT + "[C](https://x.example) und **B**.\n") == ()


def test_a_difference_is_named_where_it_begins() -> None:
    (finding,) = check_draft(FRONT + "## A\n\nb\n\n- c\n", FRONT + "## A\n\nb\n\nc\n")
    assert "<ul>" in finding.parts


@pytest.mark.parametrize(
    ("source", "target", "names"),
    [
        ("It ends on 1 March 2026.", "Es endet am 2. März 2026.", ["dates"]),
        ("See Article 5.", "Siehe Artikel 6.", ["references"]),
        ("On 1 March 2026, 20 books", "Am 2. März 2026 30 Bücher", ["numbers", "dates"]),
        ("It costs 30 euros.", "Es kostet 60 Euro.", ["numbers"]),
    ],
)
def test_a_number_that_another_check_names_is_not_named_twice(
    source: str, target: str, names: list[str]
) -> None:
    assert found(source, target) == names
