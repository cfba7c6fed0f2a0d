"""What is a unit: each construct of the Markdown that the pages are written in."""

import pytest

from promulgate.core.errors import AuthorError
from promulgate.core.units import assemble, split


def units(page: str) -> list[tuple[str, str]]:
    """Return kind and text of the page's units."""
    return [(unit.kind, unit.text) for unit in split(page)]


def translated(page: str, *targets: str) -> str:
    """Return the page with its units replaced by ``targets``, one by one."""
    return assemble(page, {unit.id: t for unit, t in zip(split(page), targets, strict=True)})


def test_ids_count_from_one_in_the_order_of_the_file() -> None:
    page = "---\ntitle: Returns\n---\n# Returns\n\nBooks may be returned.\n"
    assert [unit.id for unit in split(page)] == ["u0001", "u0002", "u0003"]


def test_headings_know_their_level() -> None:
    page = "# One\n\n### Three ###\n\nFirst\n=====\n\nSecond\n------\n"
    assert [(unit.text, unit.level) for unit in split(page)] == [
        ("One", 1),
        ("Three", 3),
        ("First", 1),
        ("Second", 2),
    ]


def test_a_heading_needs_no_space_after_its_marks() -> None:
    assert units("#Returns\n") == [("heading", "Returns")]


def test_the_lines_of_a_paragraph_are_one_text() -> None:
    page = "Books may be returned\nwithin 14 days.\n"
    assert units(page) == [("paragraph", "Books may be returned within 14 days.")]


def test_lines_in_scripts_without_spaces_are_joined_without_one() -> None:
    assert units("書籍は\n返品できます。\n") == [("paragraph", "書籍は返品できます。")]


@pytest.mark.parametrize("hard_break", ["  \n", "   \n", "\\\n"])
def test_a_hard_break_stays_as_written(hard_break: str) -> None:
    page = f"Halden Books{hard_break}Storgata 1\n"
    assert units(page) == [("paragraph", f"Halden Books{hard_break}Storgata 1")]


def test_the_lines_of_a_translation_stand_behind_the_marks_of_the_source() -> None:
    page = "> - Halden Books  \n>   Storgata 1\n"
    assert translated(page, "Halden Bøker  \nStorgata 1  \nNorge") == (
        "> - Halden Bøker  \n>   Storgata 1  \n>   Norge\n"
    )


def test_a_translation_may_have_more_lines_than_its_source_had() -> None:
    assert translated("- Halden Books\n", "Halden  \nBøker") == "- Halden  \n  Bøker\n"


def test_list_items_are_units_without_their_marks() -> None:
    page = "- We pack\n  your books\n- [ ] We send them\n    1. by post\n    2) by bicycle\n"
    assert units(page) == [
        ("list_item", "We pack your books"),
        ("list_item", "We send them"),
        ("list_item", "by post"),
        ("list_item", "by bicycle"),
    ]


def test_a_list_right_below_a_paragraph_is_no_part_of_its_text() -> None:
    assert units("We sell:\n- books\n- maps\n") == [
        ("paragraph", "We sell:"),
        ("list_item", "books"),
        ("list_item", "maps"),
    ]


def test_text_indented_below_a_list_is_no_code() -> None:
    page = "100. The last\n\n    of all rules\n"
    assert ("paragraph", "of all rules") in units(page)


def test_cells_are_units_and_keep_their_escaped_pipes() -> None:
    page = "| Size | Price \\| VAT |\n|:-----|------:|\n| A5   | `a|b` euro |\n"
    assert units(page) == [
        ("table_cell", "Size"),
        ("table_cell", "Price \\| VAT"),
        ("table_cell", "A5"),
        ("table_cell", "`a|b` euro"),
    ]


def test_a_pipe_in_the_translation_of_a_cell_is_escaped() -> None:
    page = "| Size |\n|------|\n| A5 |\n| one | two |\n"
    assert assemble(page, {"u0001": "Mål | Maß"}).startswith("| Mål \\| Maß |\n|------|\n")


def test_terms_and_definitions_are_units() -> None:
    page = "Buyer\nCustomer\n:   Whoever buys\n    a book.\n\n    Or a map.\n\nSeller\n\n:   We.\n"
    assert units(page) == [
        ("term", "Buyer"),
        ("term", "Customer"),
        ("definition", "Whoever buys a book."),
        ("definition", "Or a map."),
        ("term", "Seller"),
        ("definition", "We."),
    ]


def test_a_definition_above_another_term_keeps_a_second_line() -> None:
    page = "Buyer\n:   Whoever buys\n    a book.\nSeller\n:   We.\n"
    assert translated(page, "Kjøper", "Den som kjøper en bok.", "Selger", "Vi.") == (
        "Kjøper\n:   Den som kjøper en\n    bok.\nSelger\n:   Vi.\n"
    )


def test_admonition_titles_are_units() -> None:
    page = '!!! note "Mind the date"\n    Books come back\n    in time.\n'
    assert units(page) == [
        ("admonition_title", "Mind the date"),
        ("paragraph", "Books come back in time."),
    ]


def test_the_title_that_an_admonition_gets_by_its_name_can_be_translated() -> None:
    page = "!!! warning\n    No maps.\n"
    assert translated(page, "Achtung", "Keine Karten.") == (
        '!!! warning "Achtung"\n    Keine Karten.\n'
    )


def test_what_an_abbreviation_means_is_a_unit() -> None:
    page = "We charge VAT.\n\n*[VAT]: value added tax\n"
    assert translated(page, "VAT inngår.", "merverdiavgift") == (
        "VAT inngår.\n\n*[VAT]: merverdiavgift\n"
    )


def test_footnotes_are_units_without_their_label() -> None:
    page = "See below[^1].\n\n[^1]: In the\n    small print.\n\n    And here.\n"
    assert units(page) == [
        ("paragraph", "See below[^1]."),
        ("footnote", "In the small print."),
        ("footnote", "And here."),
    ]


def test_of_a_reference_only_the_title_is_a_unit() -> None:
    page = '[Our terms][t] apply.\n\n[t]: https://books.example/terms "All terms"\n'
    assert translated(page, "[Vilkårene][t] gjelder.", 'Alle "vilkår"') == (
        '[Vilkårene][t] gjelder.\n\n[t]: https://books.example/terms "Alle &#34;vilkår&#34;"\n'
    )


def test_attribute_lists_are_no_text() -> None:
    page = (
        "## Returns {: #returns .wide }\n\nWithin 14 days.\n{: .note }\n\n| A {.x} | B |\n|--|--|\n"
    )
    assert units(page) == [
        ("heading", "Returns"),
        ("paragraph", "Within 14 days."),
        ("table_cell", "A"),
        ("table_cell", "B"),
    ]


def test_alternative_texts_and_titles_are_units_of_their_own() -> None:
    page = 'Visit ![our shop](shop.png "Since 1901") or [write](/mail "By post").\n'
    assert units(page)[1:] == [
        ("alt", "our shop"),
        ("link_title", "Since 1901"),
        ("link_title", "By post"),
    ]


@pytest.mark.parametrize("image", ["![Our shop]", "![Our shop][]", "![our  shop] []"])
def test_an_image_known_by_its_alternative_text_keeps_its_label(image: str) -> None:
    page = f"{image}\n\n[Our shop]: shop.png\n"
    alt = image[2:].partition("]")[0]
    assert translated(page, "Unser Laden").startswith(f"![Unser Laden][{alt}]\n")
    inside = translated(f"See {page}", f"Sieh {image}", "Unser Laden")
    assert inside.startswith(f"Sieh ![Unser Laden][{alt}]\n")


def test_brackets_behind_an_exclamation_mark_are_no_image_without_a_definition() -> None:
    assert translated("Oh![sic]\n", "Ah![sic]", "so") == "Ah![so]\n"


def test_an_image_alone_is_no_text_but_for_its_alternative_text() -> None:
    assert units("![Our shop](shop.png)\n") == [("alt", "Our shop")]


def test_a_title_inside_a_translated_text_is_translated_too() -> None:
    page = 'Please [write](/mail "By post").\n'
    assert translated(page, 'Bitte [schreiben](/mail "By post").', 'Mit der "Post"') == (
        'Bitte [schreiben](/mail "Mit der &#34;Post&#34;").\n'
    )


def test_a_title_that_the_translation_of_its_text_changed_already_stays() -> None:
    page = 'Please [write](/mail "By post").\n'
    target = 'Bitte [schreiben](/mail "Per Post").'
    assert translated(page, target, "Mit der Post") == f"{target}\n"


def test_a_title_is_translated_where_its_text_is_not() -> None:
    page = 'Please [write](/mail "By post").\n'
    assert assemble(page, {"u0002": "Mit der Post"}) == 'Please [write](/mail "Mit der Post").\n'


def test_the_text_inside_raw_html_is_cut_at_block_tags_alone() -> None:
    page = '<div class="note">\n<p>We keep <b>your</b>\nbooks.</p>\n\n<p>Safely.</p>\n</div>\n'
    assert units(page) == [("html", "We keep <b>your</b> books."), ("html", "Safely.")]


def test_alternative_texts_and_titles_of_raw_html_are_units() -> None:
    page = '<figure title="Storgata"><img src="s.png" alt="Our shop"></figure>\n'
    assert units(page) == [("link_title", "Storgata"), ("alt", "Our shop")]


def test_markdown_inside_html_is_markdown() -> None:
    page = '<div markdown="1">\n\n- We *keep* books.\n\n</div>\n'
    assert units(page) == [("list_item", "We *keep* books.")]


def test_a_quote_is_a_paragraph_without_its_marks() -> None:
    assert units("> The shop\n> is closed.\n") == [("paragraph", "The shop is closed.")]


@pytest.mark.parametrize(
    "page",
    [
        "    indented = code\n",
        "```\nfenced = code\n```\n",
        "<!-- a comment -->\n",
        "<script>\nlet text = 1;\n</script>\n",
        "<pre>as it is</pre>\n",
        "[terms]: https://books.example/terms\n",
        "---\n\n***\n",
        "12.5 % – 14\n",
        "<https://books.example/>\n",
        "https://books.example/terms\n",
        "[](https://books.example/)\n",
        "`code_alone()`\n",
        "help@books.example\n",
        "{: .note }\n",
        "///Footnotes Go Here///\n",
    ],
)
def test_what_has_no_words_is_no_unit(page: str) -> None:
    assert units(page) == []


def test_a_blank_translation_leaves_the_source() -> None:
    assert translated("Books.\n", " \n ") == "Books.\n"


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(ValueError, match="u0002"):
        assemble("Books.\n", {"u0002": "Bøker."})


@pytest.mark.parametrize("mark", ["> ", ">", "- a\n  ", "1. "])
def test_too_deep_nesting_is_the_authors_error(mark: str) -> None:
    page = "".join(" " * 4 * depth + "- a\n" for depth in range(60)) if "a" in mark else mark * 900
    with pytest.raises(AuthorError) as caught:
        split(f"---\ntitle: Deep\n---\n\n{page}text\n")
    assert caught.value.line is not None
    assert caught.value.line >= 5
