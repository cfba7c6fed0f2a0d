"""Files that are written to hurt end as a report or a page, in seconds, and never as an error."""

import resource
import time
from collections.abc import Iterator

import pytest
from moto import mock_aws

from tests.integration.test_convergence import World

HEAD = '---\ntitle: "Weapon"\ntranslationKey: weapon\n---\n\n'
# As much as an upload may have.
LARGE, SMALL = 250_000, 10_000
# What a function has, and what Python, moto and the test itself take of it.
MEMORY = 256 * 1024 * 1024
# Twice what rendering may take, and a slow machine.
SECONDS = 6.0

TEXTS = {
    "brackets": "[",
    "images": "![",
    "cdata": "<![CDATA[",
    "references": "[a][",
    "footnotes": "[^a]",
    "attribute lists": "# h {:   ",
    "autolinks": "<a@b",
    "admonitions": "!!! note\n",
    "backslashes": "\\",
    "headings": "# a\n",
    "quotes": ">",
    "links": "[a](<",
    "emphasis": "*a **b ",
    "underscores": "_a __b ",
    "code": "`" * 3 + "a",
    "tables": "|a|b\n|-|-\n",
    "entities": "&amp;&#x26;",
    "tags": "<b><i>",
    "open divisions": "<div>\n",
    "comments": "<!--",
    "definitions": "a\n: b\n",
    "abbreviations": "*[a]: b\n",
    "one line": "a ",
    "no space": "a",
    "wide": "字",
    "combining": "e\u0301",
    "numbers": "1. a\n",
    "deep lists": "- ",
}
YAML = {
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "anchors": "a: &x 1",
    "tags": "a: !!python/object/apply:os.system [x]",
    "deep lists": "a: " + "[" * 8_000,
    "deep mappings": "a: " + "{b: " * 3_000,
    "deep blocks": "".join(" " * depth + "a:\n" for depth in range(150)),
    "double keys": "type: a\ntype: b",
    "merge": "<<: {a: b}",
    "long": "a: " + "x" * 200_000,
    "nul": "a: \x00",
    "bidi": "a: \u202e",
}


@pytest.fixture
def world() -> Iterator[World]:
    with mock_aws():
        yield World()


def receive(world: World, data: bytes) -> str:
    """Upload a file and have it received; return what it ended as."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    world.content.put("weapon.md", data, "text/markdown")
    begun = time.monotonic()
    world.receive("weapon.md")
    assert time.monotonic() - begun < SECONDS
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < MEMORY
    if report := world.table.get_plain("REPORT", "weapon.md"):
        assert report["reason"]
        assert report["expected"]
        return "report"
    assert world.table.policy("weapon")
    return "page"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        *((text, LARGE) for text in TEXTS.values()),
        *((TEXTS[name], SMALL) for name in ("brackets", "images", "references", "autolinks")),
    ],
)
def test_a_text_that_is_a_weapon_hurts_nobody(world: World, text: str, size: int) -> None:
    body = (text * (size // len(text.encode())))[: size - len(HEAD)]
    assert receive(world, (HEAD + body).encode()[:size]) in {"report", "page"}


@pytest.mark.parametrize("yaml", YAML.values(), ids=YAML)
def test_front_matter_that_is_a_weapon_is_reported(world: World, yaml: str) -> None:
    data = HEAD.replace("---\n\n", f"{yaml}\n---\n\n") + "Text.\n"
    assert receive(world, data.encode()) == "report"


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe" + HEAD.encode(), HEAD.encode() + b"\xed\xa0\x80", HEAD.encode() + b"\x00"],
    ids=["utf-16", "lone surrogate", "nul"],
)
def test_bytes_that_are_no_text_are_reported(world: World, data: bytes) -> None:
    assert receive(world, data) == "report"


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f"])
def test_what_turns_text_around_is_reported_or_shown_as_text(world: World, character: str) -> None:
    assert receive(world, f"{HEAD}Pay {character}30 days.\n".encode()) in {"report", "page"}
