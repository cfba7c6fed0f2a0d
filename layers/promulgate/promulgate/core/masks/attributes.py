"""Attribute lists (``{: .note }``, ``{#id}``) and the struck-out marks that this Markdown lacks."""

import re

from promulgate.core.masks.spans import HARD, Ground, Span

ANYWHERE = re.compile(r"\{:[^{}\n]*\}")
AFTER_ELEMENT = re.compile(rf"(?<={HARD})\{{[^{{}}\n]+\}}")
AT_THE_END = re.compile(r"(?<=[ \n])\{[ ]*(?:[#.][^{}\n]*|[^{}\n]*=[^{}\n]*)\}[ ]*\Z")
# Literal text to Python-Markdown; engines turn it into other dashes.
TILDES = re.compile(r"~{2,}")


def find(ground: Ground) -> list[Span]:
    """Return the attribute lists and runs of tildes in free ground."""
    lists = [
        Span(found.start(), found.end(), "attributes")
        for pattern in (ANYWHERE, AFTER_ELEMENT, AT_THE_END)
        for found in pattern.finditer(ground.free)
    ]
    return lists + [
        Span(found.start(), found.end(), "tildes") for found in TILDES.finditer(ground.free)
    ]
