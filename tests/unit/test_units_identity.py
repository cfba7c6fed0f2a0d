"""Untranslated, every file comes back byte for byte."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.units import assemble, split
from tests.unit.pages import policy

EXAMPLES = json.loads(
    (Path(__file__).parent / "data" / "commonmark-0.31.2.json").read_text("utf-8")
)
POLICY = """\
---
title: "Returns"
date: 2026-11-23
translationKey: "returns"
description: "How Halden Books takes books back"
keywords: ["Returns", "Halden Books"]
draft: false
---

## Returns

Halden Books ("we") takes **every book** back within 14 days.

---

### What you do

- Pack the book
- Send it to [our address](https://books.example/address)

**Halden Books**\x20\x20
Storgata 1, 1767 Halden, Norway

Established: 1 May 1901
"""
MARKS = [
    "# ",
    "- ",
    "1. ",
    "> ",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "```\n",
    "`",
    "[a]: ",
    "[^a]: ",
]
MARKS += ["*[A]: ", "!!! note\n", "<div>", "</div>", "<!--", "-->", ": ", "{: .x}", "![", "](", "|"]
MARKS += [
    "|--|\n",
    "\\",
    "  \n",
    "---\n",
    "title: ",
    "\t",
    "\ufeff",
    "\0",
    "\x1f",
    "\u2028",
    "字",
    "a b",
]


def assert_comes_back(file: str) -> None:
    assert assemble(file, {}) == file
    assert assemble(file, {unit.id: unit.text for unit in split(file)}) == file


def test_there_are_652_examples_of_commonmark() -> None:
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("section", sorted({example["section"] for example in EXAMPLES}))
def test_the_examples_of_commonmark_come_back(section: str) -> None:
    for example in EXAMPLES:
        if example["section"] == section:
            assert_comes_back(example["markdown"])


@pytest.mark.parametrize(
    "file",
    [
        POLICY,
        POLICY.replace("\n", "\r\n"),
        POLICY.replace("\n", "\r"),
        "\ufeff" + POLICY,
        POLICY.rstrip("\n"),
        POLICY + "\n\n  \n",
        "",
    ],
    ids=["lf", "crlf", "cr", "bom", "no final line end", "blank end", "empty"],
)
def test_a_policy_comes_back(file: str) -> None:
    assert_comes_back(file)


def test_line_ends_and_byte_order_mark_do_not_change_the_units() -> None:
    texts = [unit.text for unit in split(POLICY)]
    assert [unit.text for unit in split("\ufeff" + POLICY.replace("\n", "\r\n"))] == texts


def test_new_lines_of_a_translation_end_as_those_of_the_file() -> None:
    assert assemble("Halden Books\r\n", {"u0001": "Halden  \nBøker"}) == "Halden  \r\nBøker\r\n"


@given(policy)
def test_generated_policies_come_back(file: str) -> None:
    assert_comes_back(file)


@given(st.lists(st.sampled_from(MARKS), max_size=25).map("".join))
def test_any_text_comes_back(file: str) -> None:
    assert_comes_back(file)


@given(st.text())
def test_any_characters_come_back(file: str) -> None:
    assert_comes_back(file)
