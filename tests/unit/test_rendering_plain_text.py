"""What is passed over has nothing that an inline pattern could find."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from promulgate.core import rendering
from promulgate.core.rendering.plain_text import NEEDED, PlainTextExtension
from tests.unit.test_units_identity import MARKS, POLICY

EXAMPLES = json.loads(
    (Path(__file__).parent / "data" / "commonmark-0.31.2.json").read_text("utf-8")
)
EXTENSIONS = ("extra", "admonition", "sane_lists")


def html(text: str, *more: PlainTextExtension) -> str:
    return Markdown(extensions=[*EXTENSIONS, *more]).convert(text)


def test_every_inline_pattern_says_what_it_needs() -> None:
    markdown = Markdown(extensions=[*EXTENSIONS, PlainTextExtension()])
    patterns = {name for name in NEEDED if name in markdown.inlinePatterns}
    assert len(patterns) == len(markdown.inlinePatterns)


def test_commonmarks_examples_render_as_without_it() -> None:
    texts = [example["markdown"] for example in EXAMPLES]
    differing = [text for text in texts if html(text, PlainTextExtension()) != html(text)]
    assert differing == []


@given(st.lists(st.sampled_from([*MARKS, "word", " ", "A", "*b*", "&amp;", "<br>"]), max_size=12))
def test_any_text_renders_as_without_it(parts: list[str]) -> None:
    text = "".join(parts)
    assert html(text, PlainTextExtension()) == html(text)


@given(
    st.lists(
        st.builds(
            str.__add__,
            st.sampled_from(
                ["", "", "*", "**", "***", "    ", "- ", "1. ", ": ", "> ", "| ", "[a]: "]
            ),
            st.sampled_from(
                ["word", "字 **b**", "- x", "== ", "--|--", "a | b", "# h", "!!! note", ""]
            ),
        ),
        max_size=8,
    )
)
def test_any_lines_are_the_blocks_that_they_are_without_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert html(text, PlainTextExtension()) == html(text)


def test_an_abbreviation_in_plain_text_is_explained() -> None:
    assert "<abbr" in rendering.render("The VAT is ours.\n\n*[VAT]: value-added tax\n")


def test_a_policy_renders_as_without_it() -> None:
    assert html(POLICY, PlainTextExtension()) == html(POLICY)
