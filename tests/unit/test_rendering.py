import os
import subprocess
import sys

import pytest

from promulgate.core.errors import AuthorError
from promulgate.core.rendering import RENDERER, TooSlow, page_body, render, skeleton, within

TEXT = """\
## 1. Scope

Halden Books{two_spaces}
12 Quay Street

- one
- two

para

1. first

2. second

Term
: meaning
""".format(two_spaces="  ")


def test_tables_lists_and_hard_breaks_are_rendered() -> None:
    html = render("a  \nb\n\n- x\n\n| h |\n|---|\n| c |\n")
    for tag in ("<br>", "<ul>", "<table>", "<td>"):
        assert tag in html


def test_columns_keep_their_alignment() -> None:
    html = render("| a | b |\n|:-:|--:|\n| 1 | 2 |\n")
    assert '<td align="center">1</td>\n<td align="right">2</td>' in html


def test_a_footnote_leads_there_and_back_without_words() -> None:
    html = render("Prices[^1]\n\n[^1]: Tax included.\n")
    for part in ('href="#fn:1"', 'id="fn:1"', 'href="#fnref:1"', 'title="1"'):
        assert part in html


def test_an_admonition_keeps_its_look() -> None:
    html = render("!!! warning\n    Mind the date.\n")
    assert '<div class="admonition warning">\n<p class="admonition-title">Warning</p>' in html


def test_a_body_comes_with_its_headings() -> None:
    html, headings = page_body("## Scope\n\ntext")
    assert [f'<h{one.level} id="{one.id}">' in html for one in headings] == [True]


def test_equal_structure_has_an_equal_skeleton() -> None:
    assert skeleton("## A\n\n- **b** c\n") == skeleton("## Ä\n\n- x **y**\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](https://one.example)", "[a](https://two.example)"),
        ("![a](one.png)", "![a](two.png)"),
        ("12 Quay Street  \nHalden", "12 Quay Street\nHalden"),
        ("## A", "### A"),
        ("- a\n- b", "- a\n\n    - b"),
        ("a\n\nb", "a b"),
        ("3. a", "a"),
        ("| a | b |\n|--|--:|\n| 1 | 2 |", "| a | b |\n|--|--|\n| 1 | 2 |"),
    ],
)
def test_another_structure_is_another_skeleton(before: str, after: str) -> None:
    assert skeleton(before) != skeleton(after)


@pytest.mark.parametrize(
    "stopper",
    [
        "- " * 495 + "a",
        "".join("    " * depth + "- a\n" for depth in range(400)),
        "- a\n\n    - " + "[" * 20_000,
        "> - " + "!!! note\n" * 11_000,
    ],
    ids=["nested in a line", "nested", "slow in a list", "slow in a quote"],
)
def test_a_text_that_could_not_be_rendered_leaves_no_trace_in_the_next(stopper: str) -> None:
    expected = render(TEXT)
    with pytest.raises((TooSlow, AuthorError)), within(0.2):
        render(stopper)
    assert render(TEXT) == expected


def test_rendering_remembers_nothing_of_the_text_before() -> None:
    render("[ref]: https://a.example\n*[VAT]: tax\n[^1]: note\n\n[ref] VAT [^1]")
    assert render("[ref] VAT [^1]") == "<p>[ref] VAT [^1]</p>"


def test_the_renderer_is_named_alike_in_every_process() -> None:
    # Sets come in another order with every seed.
    code = "from promulgate.core.rendering import RENDERER; print(RENDERER)"
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": "layers/promulgate"}
        said = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
        assert said.strip() == RENDERER


@pytest.mark.parametrize("section", ["<![**not** x>", "<![we ]>", "<![CDATA[x]]>", "<![if IE]>"])
def test_a_section_that_html_does_not_know_is_a_comment(section: str) -> None:
    assert skeleton(f"<div>\n{section}\n<b>x</b></div>\n")[-2:] == ("</b>", "</div>")
