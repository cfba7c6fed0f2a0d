"""What tests of units share: a page's tag skeleton as it is published, and generated policies."""

from functools import cache
from html.parser import HTMLParser

import markdown
from hypothesis import strategies as st

EXTENSIONS = ["extra", "admonition", "sane_lists"]
# https://html.spec.whatwg.org/multipage/text-level-semantics.html, and what stands in a line.
INLINE = frozenset(
    {"a", "abbr", "b", "br", "code", "em", "i", "img", "kbd", "span", "strong", "sup"}
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [f"{name}={value}" for name, value in attrs if name in {"id", "href", "src"}]
        self.found.append(" ".join([tag, *kept]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")


@cache
def _renderer() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS)


def skeleton(page: str) -> list[str]:
    """Return the tags of the rendered page in order, with the attributes that are not text."""
    tags = _Tags()
    tags.feed(_renderer().reset().convert(page))
    tags.close()
    return tags.found


def blocks(page: str) -> list[str]:
    """Return the skeleton without the tags of inline elements, and without attributes."""
    names = (tag.split(" ")[0] for tag in skeleton(page))
    return [name for name in names if name.removeprefix("/") not in INLINE]


WORDS = (
    "we you may keep send books parcels within days Bergen Halden refund to of the und für 返品 "
)
word = st.sampled_from(WORDS.split())
sentence = st.lists(word, min_size=2, max_size=7).map(lambda words: " ".join(words) + ".")
inline = st.one_of(
    sentence,
    sentence,
    word.map("**{}**".format),
    word.map("*{}*".format),
    st.sampled_from(
        [
            "`code()`",
            "[our shop](https://books.example/a_b)",
            '[terms](/terms "The terms")',
            "[imprint][ref]",
            "[ref]",
            "![Our shop](shop.png)",
            '![The house](house.png "Since 1901")',
            "<https://books.example/>",
            "a <span class='x'>small</span> note",
            "<kbd>Enter *key*</kbd>",
            "![ref]",
            "AT&amp;T",
            "GmbH",
            "a\\*b",
            "5 < 6",
            "12.5 %",
            "text[^note]",
            "{name}",
        ]
    ),
)
text = st.lists(inline, min_size=1, max_size=4).map(" ".join)
BREAKS = ["\n", "\n", "  \n", "\\\n"]


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    lines = draw(st.lists(text, min_size=1, max_size=3))
    joined = lines[0]
    for line in lines[1:]:
        joined += draw(st.sampled_from(BREAKS)) + line
    return joined


def indented(block: str, mark: str = "", width: int = 4) -> str:
    """Return the block's lines indented, the first one behind ``mark``."""
    lines = block.split("\n")
    return "\n".join(
        (mark.ljust(width) if number == 0 and mark else " " * width if line else "") + line
        for number, line in enumerate(lines)
    )


def quoted(block: str) -> str:
    """Return the block's lines behind quote marks."""
    return "\n".join(
        f"> {line}".rstrip() if not line else f"> {line}" for line in block.split("\n")
    )


cell = st.one_of(text, st.sampled_from(["", "a \\| b", "`x|y` and z", "14"]))


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(2, 3))
    bordered = draw(st.booleans())
    rows = draw(
        st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=1, max_size=3)
    )
    lines = [rows[0], ["---"] * columns, *rows[1:]]
    rendered = [" | ".join(cells) for cells in lines]
    return "\n".join(
        f"| {line} |" if bordered or not line.strip(" |") else line for line in rendered
    )


def lists(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    mark = st.sampled_from(["-", "*", "1.", "- [ ]", "1)", "+"])
    gap = st.sampled_from(["\n", "\n\n"])

    @st.composite
    def items(draw: st.DrawFn) -> str:
        sign, between = draw(mark), draw(gap)
        blocks = draw(st.lists(st.one_of(paragraphs(), inner), min_size=1, max_size=3))
        width = draw(st.sampled_from([2, 3, 4, 4, 4]))
        entries = [
            indented(block, sign, 4)
            if width == 4 and len(sign) < 4
            else f"{sign} {indented(block, '', width).lstrip()}"
            for block in blocks
        ]
        return between.join(entries)

    return items()


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return blocks that hold other blocks."""
    several = st.lists(inner, min_size=1, max_size=2).map("\n\n".join)
    return st.one_of(
        lists(inner),
        several.map(quoted),
        st.builds(lambda term, block: f"{term}\n{indented(block, ':')}", text, several),
        st.builds(lambda title, block: f'!!! note "{title}"\n{indented(block)}', sentence, several),
        several.map(lambda block: f"!!! warning\n{indented(block)}"),
        several.map(lambda block: f"[^note]: {indented(block).lstrip()}"),
    )


leaf = st.one_of(
    paragraphs(),
    paragraphs(),
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######"]), text),
    text.map("## {} {{#place .x}}".format),
    text.map("### {} ###".format),
    st.builds("{}\n{}".format, text, st.sampled_from(["===", "---", "-"])),
    tables(),
    st.sampled_from(
        [
            "---",
            "***",
            "    indented code()",
            "```python\n# code\n- code\n```",
            "<!-- a comment\n\nover lines -->",
            '<div class="note">\n<p>We keep <b>books</b></p>\n\n- raw\n</div>',
            '<div markdown="1">\n\nWe *send* books.\n\n- one\n\n</div>',
            '<table><tr><td title="Tip">Norway</td></tr></table>',
            "<script>\nvar text = '- no text';\n</script>",
            "*[GmbH]: Company with limits",
            '[ref]: https://books.example/ref "The reference"',
            "{: .lonely }",
            "12. twelve\n13. thirteen",
            "We keep\n2019. books",
            "#hashtag",
            "!!! note",
        ]
    ),
    st.builds("{}\n{{: .note }}".format, text),
)
block = st.recursive(leaf, containers, max_leaves=3)
# Now and then simple blocks follow each other without a blank line.
together = st.lists(leaf, min_size=1, max_size=2).map("\n".join)
page = st.lists(st.one_of(block, block, together), min_size=1, max_size=5).map(
    lambda blocks: "\n\n".join(blocks) + "\n"
)
FRONT_MATTER = """---
title: "Terms: of sale"   # shown first
translationKey: terms
description: >-
  What we promise
  and what you owe
keywords: [books, 'mail order', "Halden Books"]
---
"""
policy = page.map(FRONT_MATTER.__add__)
