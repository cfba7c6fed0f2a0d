import time

import pytest

from promulgate.core.errors import AuthorError
from promulgate.core.rendering import (
    Heading,
    HeadingsError,
    TooSlow,
    headings,
    render,
    skeleton,
    within,
)

SOURCE = "## 1. Scope\n\nText\n\n## Scope\n\n## Scope\n\n### With `code` {: #own }\n"


def test_headings_have_anchors_made_from_their_text() -> None:
    assert headings("## 3. Third-Party Sharing")[0] == Heading(
        2, "3-third-party-sharing", "3. Third-Party Sharing"
    )


def test_repeated_headings_have_different_anchors() -> None:
    assert [heading.id for heading in headings(SOURCE)] == ["1-scope", "scope", "scope-2", "own"]


def test_a_heading_in_another_script_has_an_anchor_too() -> None:
    assert headings("## 第三者提供")[0].id == "第三者提供"


def test_a_translation_has_its_sources_anchors() -> None:
    assert '<h2 id="scope">Geltung</h2>' in render("## Geltung", ["scope"])


def test_a_translation_with_other_headings_is_told_apart() -> None:
    with pytest.raises(HeadingsError):
        render("## Eins\n\n## Zwei", ["one"])


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](  JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](x){: onerror=alert(1) }",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<a href='vbscript:x'>x</a>",
        "<iframe src='https://example.com'></iframe>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<details ontoggle=alert(1) open>x</details>",
        "text\n{: style='x' onclick='alert(1)' }",
    ],
)
def test_nothing_that_could_run_reaches_the_page(attack: str) -> None:
    html = render(attack).lower()
    for harmful in ("<script", "javascript:", "data:", "onerror", "onload", "onclick", "ontoggle",
                    "<svg", "<iframe", "style=", "vbscript:"):  # fmt: skip
        assert harmful not in html.replace("&lt;", " ")


def test_tables_lists_and_hard_breaks_are_rendered() -> None:
    html = render("a  \nb\n\n- x\n\n| h |\n|---|\n| c |\n")
    for tag in ("<br>", "<ul>", "<table>", "<td>"):
        assert tag in html


def test_equal_structure_has_an_equal_skeleton() -> None:
    assert skeleton("## A\n\n- **b** c\n") == skeleton("## Ä\n\n- x **y**\n")


def test_another_link_target_is_another_skeleton() -> None:
    assert skeleton("[a](https://one.example)") != skeleton("[a](https://two.example)")


@pytest.mark.parametrize("attack", ["[" * 20_000, "![" * 10_000, "<![CDATA[" * 2_500])
def test_rendering_that_takes_too_long_is_stopped(attack: str) -> None:
    started = time.monotonic()
    with pytest.raises(TooSlow), within(0.5):
        render(attack)
    assert time.monotonic() - started < 1.5


def test_text_nested_too_deep_is_the_authors_to_mend() -> None:
    with pytest.raises(AuthorError, match="nested"):
        render("".join("    " * depth + "- a\n" for depth in range(400)))


def test_the_renderer_works_on_after_it_was_stopped() -> None:
    with pytest.raises(TooSlow), within(0.2):
        render("[" * 20_000)
    assert render("**a**") == "<p><strong>a</strong></p>"
