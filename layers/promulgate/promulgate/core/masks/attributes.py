"""Attribute lists (``{: .note }``, ``{#id}``), and lines of signs that are no markup here."""

import re

from promulgate.core.masks.spans import HARD, Ground, Span

ANYWHERE = re.compile(r"\{:[^{}\n]*\}")
AFTER_ELEMENT = re.compile(rf"(?<={HARD})\{{[^{{}}\n]+\}}")
AT_THE_END = re.compile(r"(?<=[ \n])\{[ ]*(?:[#.][^{}\n]*|[^{}\n]*=[^{}\n]*)\}[ ]*\Z")
# Literal text to Python-Markdown; engines make other dashes of tildes, and any number of a line to
# be filled in ("Name: ________", "Date ........").
LINES = re.compile(r"~{2,}|_{3,}|\.{4,}|…{2,}")


def find(ground: Ground) -> list[Span]:
    """Return the attribute lists and lines of signs in free ground."""
    lists = [
        Span(found.start(), found.end(), "attributes")
        for pattern in (ANYWHERE, AFTER_ELEMENT, AT_THE_END)
        for found in pattern.finditer(ground.free)
    ]
    return lists + [
        Span(found.start(), found.end(), "line") for found in LINES.finditer(ground.free)
    ]
