"""Whatever a translation says, the page keeps its structure as Python-Markdown renders it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.units import assemble, split
from tests.unit.pages import FRONT_MATTER, blocks, page, policy, skeleton

HOSTILE = [
    *("# x", "#x", "## x ##", "x #", "- x", "+ x", "* x", "-", "1. x", "1) x", "1.", "٣. x", "> x"),
    *("| x |", "x|y", "|---|", "a | b\n--|--", "---", "***", "_ _ _", "===", "x\n===", "x\n---"),
    *(
        ": x",
        ":   x",
        "x\n:   y",
        "[^n]: x",
        "[r]: /x",
        "[x\ny]: z",
        "*[A]: x",
        "!!! note",
        "[ ] x",
    ),
    *("    x", "\t# x", "  - x", "~~~", "```", "```py", "``", "`x", "x`y", "`a|b`", "`# x`"),
    *("<div>x</div>", "<div>", "</div>", "x <div>y</div>", "<div\n>", "<h1>x</h1>", "<hr>", "<p"),
    *("<!-- x", "x --> y", "<!-- x -->", '<a href="', "<script>", "<?php", "<![CDATA[", "`<!--`"),
    *("{: .x }", "x {: #y }", "x {#y}", "x\\", "\\", "\\# x", "x\\\n\n1. y", "x  \n- y", "x\n# y"),
    *(
        "x\r\n# y",
        "x\u2028# y",
        "\x0b# x",
        "///Footnotes Go Here///",
        '"x"',
        'x"',
        "x]",
        "x)",
        "''",
    ),
]
MARKS = st.text(alphabet="#->|:`~*_[](){}!<>=&\\/\"'^.1) \n\tx字", min_size=1, max_size=14)
# One page with a unit in every kind of place.
PLACES = """\
# Returns
Alt
===

Books may be
returned.

> We quote

- We list
    1. and list

| We | tabulate |
|----|----------|
| in | cells `a|b` |

We define
:   a term
    at length
Another
:   one

!!! note "Title"
    We note.

!!! warning
    We warn.

<div title="Tip">
<p>We <b>write</b> HTML</p>
</div>

<p markdown="1">We mix *both*</p>

See[^1] ![alt](a.png "Title") and [link](/b 'Title') of VAT.

[^1]: A note
    below.

*[VAT]: value added tax
[ref]: /ref (A title)
Last line
---
"""


def body(file: str) -> str:
    """Return the page below the front matter."""
    return file[file.index("\n---\n") + len("\n---\n") :]


@given(policy)
def test_translations_of_the_same_markup_keep_all_tags_and_units(file: str) -> None:
    units = split(file)
    other = assemble(file, {unit.id: f"⟦{unit.text}⟧" for unit in units})
    assert skeleton(body(other)) == skeleton(body(file))
    assert [(unit.id, unit.kind) for unit in split(other)] == [(u.id, u.kind) for u in units]


@given(policy, st.data())
def test_hostile_translations_keep_the_blocks(file: str, data: st.DataObject) -> None:
    target = st.one_of(st.none(), st.sampled_from(HOSTILE), MARKS)
    drawn = {unit.id: data.draw(target, label=unit.text) for unit in split(file)}
    other = assemble(file, {name: words for name, words in drawn.items() if words is not None})
    assert blocks(body(other)) == blocks(body(file))


@pytest.mark.parametrize("target", HOSTILE)
def test_a_hostile_translation_changes_nothing_anywhere(target: str) -> None:
    other = assemble(PLACES, {unit.id: target for unit in split(PLACES)})
    assert blocks(other) == blocks(PLACES)


@given(page.map(FRONT_MATTER.__add__))
def test_capitals_keep_the_blocks(file: str) -> None:
    other = assemble(file, {unit.id: unit.text.upper() for unit in split(file)})
    assert blocks(body(other)) == blocks(body(file))


@pytest.mark.parametrize("target", HOSTILE)
def test_a_draft_read_again_and_put_together_again_is_the_same(target: str) -> None:
    file = PLACES.replace("![alt](a.png \"Title\") and [link](/b 'Title')", "more")
    draft = assemble(file, {u.id: f"{' '.join(target.split())} word" for u in split(file)})
    again = {unit.id: unit.text for unit in split(draft)}
    assert assemble(file, again) == draft


# Where CommonMark and Python-Markdown read a page differently.
@pytest.mark.parametrize(
    "page",
    [
        "We sell:\n- books\n- maps\n",
        "1) books\n2) maps\n",
        "1) books\n\n    code()\nmaps\n",
        "1. books\n1) maps\n\n    and charts\n",
        "1) books\n\n   - maps\n\n   charts\n",
        "- books\n   - old ones\n   - new ones\n",
        "1. books\n   2. maps\n",
        "- books\n      - old ones\n",
        "1. books\n2019. maps\n",
        "We keep\n#hashtag\nin a line\n",
        "Two lines\nabove one\n---\n",
        "- item\n  goes on\n---\n",
        "> quote\n> goes on\n---\n",
        "Two lines\nabove one\n===\n",
        "Title\n-\ntext\n",
        "We write\n[ref]: https://books.example\nand go on\n",
        "para\n> quote\ngoes on\n",
        "Term one\nTerm two\n:   Definition\n",
        "Term one\nTerm two\n\n:   Definition\n",
        "Term\n:   Definition\n    goes on\nOther\n:   Definition\n",
        "- item\n  goes on\nTerm\n:   Definition\n",
        "!!! note\n    We note\nand stop\n",
        "- > quote\n  > goes on\n",
        "para\n- > quote\n  > goes on\n",
        "- a | b\n  --|--\n  c | d\n",
        "- books\n\n- a | b\n  --|--\n",
        "[^1]: | a | b\n    --|--\n",
        "１. books\n２. maps\n",
        "- <p>books</p>\n\n  <p>maps</p>\n- last\n",
        "> <div>books\n> and maps</div>\n",
        "books\n<div>maps\n\nand charts</div> and more\ntext\n",
        "    - code\n\n- books\n\n        code\n",
    ],
)
def test_where_the_two_dialects_differ_the_page_keeps_its_tags(page: str) -> None:
    other = assemble(page, {unit.id: f"⟦{unit.text}⟧" for unit in split(page)})
    assert skeleton(other) == skeleton(page)
    for target in HOSTILE:
        hostile = assemble(page, {unit.id: target for unit in split(page)})
        assert (target, blocks(hostile)) == (target, blocks(page))


@pytest.mark.parametrize(
    "marks",
    [
        "[",
        "![",
        "<!-- ",
        "<a ",
        "`a",
        "\\",
        "<div>",
        "</b>",
        '](x "',
        "> \n",
        "---\n",
        "a|b\n",
        " {a",
    ],
)
def test_a_file_of_marks_is_split_in_time(marks: str) -> None:
    file = marks * (100_000 // len(marks))
    start = time.process_time()
    split(file)
    assert time.process_time() - start < 3
