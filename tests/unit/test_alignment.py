"""Which unit answers to which."""

from promulgate.core.alignment import Alignment, align_translation, align_versions
from promulgate.core.units import Unit, split

SOURCE = """\
---
title: Returns
keywords: [returns, refunds]
---
Books may be returned.

## Who pays

- You pay the postage.
- We pay for our mistakes.

| Country | Days |
|---------|------|
| Norway  | 14   |

## How to reach us

Write to us.
"""
TRANSLATION = """\
---
keywords: [Rückgabe, Erstattung]
title: Rückgabe
---
Bücher können zurückgegeben werden.

## Wer zahlt

- Sie zahlen das Porto.
- Für unsere Fehler zahlen wir.

| Land     | Tage |
|----------|------|
| Norwegen | 14   |

## So erreichen Sie uns

Schreiben Sie uns.
"""


def replaced(old: str, new: str) -> dict[str, str | None]:
    """Return, by the text of each new unit, the text of the old one that it replaces."""
    before, after = split(old), split(new)
    texts: dict[str | None, str] = {unit.id: unit.text for unit in before}
    return {unit.text: texts.get(align_versions(before, after)[unit.id]) for unit in after}


def aligned(source: str, translation: str) -> dict[str, str]:
    """Return the translated texts by the source's texts."""
    targets = align_translation(source, translation).targets
    return {unit.text: targets[unit.id] for unit in split(source) if unit.id in targets}


def texts(units: tuple[Unit, ...]) -> list[str]:
    return [unit.text for unit in units]


def test_an_unchanged_unit_is_itself() -> None:
    assert replaced(SOURCE, SOURCE) == {unit.text: unit.text for unit in split(SOURCE)}


def test_a_changed_unit_replaces_the_one_at_its_place() -> None:
    new = SOURCE.replace("Write to us.", "Call our office in Bergen.")
    assert replaced(SOURCE, new)["Call our office in Bergen."] == "Write to us."


def test_a_moved_unit_is_itself() -> None:
    old = "First rule.\n\nSecond rule.\n\nThird rule.\n\nFourth rule.\n"
    new = "Fourth rule.\n\nFirst rule.\n\nSecond rule.\n\nThird rule.\n"
    assert replaced(old, new)["Fourth rule."] == "Fourth rule."


def test_an_added_unit_replaces_none() -> None:
    old = "Books may be returned.\n\nWrite to us.\n"
    new = "Books may be returned.\n\nMaps never leave the shop.\n\nWrite to us.\n"
    assert replaced(old, new)["Maps never leave the shop."] is None


def test_of_several_candidates_the_most_similar_one_was_replaced() -> None:
    old = "We ship to Norway within 14 days.\n\nWe keep your address for one year.\n"
    new = "We keep your address for two years.\n"
    assert replaced(old, new) == {
        "We keep your address for two years.": "We keep your address for one year."
    }


def test_pairs_of_changed_units_do_not_cross() -> None:
    old = "Parcels leave on Monday.\n\nLetters leave on Friday.\n\nShops open daily.\n"
    new = "Parcels leave on Tuesday.\n\nLetters leave on Sunday.\n"
    assert replaced(old, new) == {
        "Parcels leave on Tuesday.": "Parcels leave on Monday.",
        "Letters leave on Sunday.": "Letters leave on Friday.",
    }


def test_a_heading_never_replaces_a_paragraph() -> None:
    assert replaced("Our shops\n", "## Our shops\n") == {"Our shops": None}


def test_texts_without_spaces_are_compared_by_character() -> None:
    old = "書籍は十四日以内に返品できます。\n\n送料はお客様の負担となります。\n"
    new = "書籍は三十日以内に返品できます。\n"
    assert (
        replaced(old, new)["書籍は三十日以内に返品できます。"] == "書籍は十四日以内に返品できます。"
    )


def test_many_equal_units_are_aligned_in_time() -> None:
    row = "| yes | no |\n"
    old = split("| a | b |\n|---|---|\n" + row * 1500)
    new = split("| a | c |\n|---|---|\n" + row * 1499 + "| yes | maybe |\n")
    pairs = align_versions(old, new)
    assert sum(found is None for found in pairs.values()) == 0


def test_a_translation_of_the_same_structure_is_aligned_whole() -> None:
    assert aligned(SOURCE, TRANSLATION) == {
        "Returns": "Rückgabe",
        "returns": "Rückgabe",
        "refunds": "Erstattung",
        "Books may be returned.": "Bücher können zurückgegeben werden.",
        "Who pays": "Wer zahlt",
        "You pay the postage.": "Sie zahlen das Porto.",
        "We pay for our mistakes.": "Für unsere Fehler zahlen wir.",
        "Country": "Land",
        "Days": "Tage",
        "Norway": "Norwegen",
        "How to reach us": "So erreichen Sie uns",
        "Write to us.": "Schreiben Sie uns.",
    }


def test_a_missing_list_item_leaves_the_items_of_its_list_unaligned_and_nothing_else() -> None:
    found = align_translation(SOURCE, TRANSLATION.replace("- Sie zahlen das Porto.\n", ""))
    assert texts(found.unaligned_source) == ["You pay the postage.", "We pay for our mistakes."]
    assert texts(found.unaligned_translation) == ["Für unsere Fehler zahlen wir."]


def test_keywords_of_another_number_are_not_guessed() -> None:
    found = align_translation(SOURCE, TRANSLATION.replace("Rückgabe, Erstattung", "Rückgabe"))
    assert texts(found.unaligned_source) == ["returns", "refunds"]


def test_a_missing_section_among_equal_ones_is_not_guessed() -> None:
    source = "## One\n\nA.\n\n## Two\n\nB.\n"
    assert align_translation(source, "## Zwei\n\nB.\n").targets == {}


def test_a_missing_section_of_its_own_level_does_not_disturb_the_others() -> None:
    source = "# Terms\n\nAll.\n\n## Orders\n\nSome.\n\n### Notes\n\nFew.\n"
    translation = "# Bedingungen\n\nAlles.\n\n### Hinweise\n\nWenig.\n"
    assert aligned(source, translation) == {
        "Terms": "Bedingungen",
        "All.": "Alles.",
        "Notes": "Hinweise",
        "Few.": "Wenig.",
    }


def test_nothing_of_an_empty_translation_is_aligned() -> None:
    assert align_translation("Text.\n", "") == Alignment({}, split("Text.\n"), ())
