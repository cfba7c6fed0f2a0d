"""The units of the front matter, and the YAML that takes their translations."""

import pytest
import yaml

from promulgate.core.units import assemble, split


def units(fields: str) -> list[tuple[str, str]]:
    """Return kind and text of the units of front matter with ``fields``."""
    return [(unit.kind, unit.text) for unit in split(f"---\n{fields}---\n")]


def translated(fields: str, *targets: str) -> str:
    """Return the fields with their units replaced one by one."""
    file = f"---\n{fields}---\n"
    ids = [unit.id for unit in split(file)]
    whole = assemble(file, dict(zip(ids, targets, strict=True)))
    return whole.removeprefix("---\n").removesuffix("---\n")


def test_title_description_and_keywords_are_units_and_nothing_else() -> None:
    fields = (
        "title: Returns\ntranslationKey: returns\ndate: 2026-11-23\ndescription: What you may do\n"
        "keywords: [books, maps]\nchangeNote: New address\n"
    )
    assert units(fields) == [
        ("title", "Returns"),
        ("description", "What you may do"),
        ("keyword", "books"),
        ("keyword", "maps"),
    ]


def test_keywords_may_stand_in_a_block_list() -> None:
    assert units("keywords:\n  - books\n  - 'mail order'\n") == [
        ("keyword", "books"),
        ("keyword", "mail order"),
    ]


def test_keywords_in_one_string_are_parted_at_commas() -> None:
    fields = 'keywords: "books, mail order"  # both\n'
    assert units(fields) == [("keyword", "books"), ("keyword", "mail order")]
    assert translated(fields, "bøker", "post, ordre") == 'keywords: "bøker, post  ordre"  # both\n'


def test_what_is_no_string_is_no_unit() -> None:
    assert units("title: 2026\ndescription: true\nkeywords: {a: b}\n") == []


def test_lines_of_a_folded_value_are_one_text() -> None:
    assert units("description: >-\n  What you\n  may do\n") == [("description", "What you may do")]


@pytest.mark.parametrize(
    ("before", "target", "after"),
    [
        ("title: Returns # short\n", "Rückgabe", "title: Rückgabe # short\n"),
        ("title: Returns\n", "Rückgabe: so geht es", 'title: "Rückgabe: so geht es"\n'),
        ("title: Returns\n", "ja", "title: ja\n"),
        ("title: Returns\n", "no", 'title: "no"\n'),
        ("title: Returns\n", "14 Tage", 'title: "14 Tage"\n'),
        ("title: 'Returns'\n", "L'envoi", "title: 'L''envoi'\n"),
        ('title: "Returns"\n', 'Die "Rückgabe"', 'title: "Die \\"Rückgabe\\""\n'),
        ('title: "Returns"\n', "eins\nzwei", 'title: "eins zwei"\n'),
        ("title: >\n   Our\n   returns\n\n", "Rückgabe", "title: >\n   Rückgabe\n\n"),
        ("title: |-\n  Returns\n", "# Rückgabe: so", "title: |-\n  # Rückgabe: so\n"),
        ("keywords: [books, maps]\n", "bøker, [kart]", 'keywords: ["bøker, [kart]", maps]\n'),
    ],
)
def test_the_style_stays_and_quotes_come_where_the_value_needs_them(
    before: str, target: str, after: str
) -> None:
    assert translated(before, *[target, "maps"][: len(units(before))]) == after


@pytest.mark.parametrize(
    "target",
    ["a: b", "#x", "- a", "&a", "*a", "!x", "[", "{", "%", "@", "`", "'", '"', "\\", "|", "~"],
)
@pytest.mark.parametrize(
    "style", ["title: Old\n", "title: 'Old'\n", 'title: "Old"\n', "title: >-\n Old\n"]
)
def test_whatever_the_translation_the_yaml_says_just_that(style: str, target: str) -> None:
    assert yaml.safe_load(translated(style, target)) == {"title": target}


def test_the_rest_of_the_block_keeps_every_byte() -> None:
    file = "\ufeff---\r\n# ours\r\ntitle:   'Returns'   # t\r\nx: [ 1,2 ]\r\n\r\n---\r\nText\r\n"
    assert assemble(file, {"u0001": "Retur"}) == file.replace("Returns", "Retur")


@pytest.mark.parametrize("block", ["title: [\n", "- a\n", "title: &a Returns\n", "", "just text\n"])
def test_front_matter_that_cannot_be_read_has_no_units(block: str) -> None:
    assert units(block) == []
