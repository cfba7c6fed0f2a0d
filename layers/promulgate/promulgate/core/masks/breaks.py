"""Hard breaks: two spaces, or a backslash, before the end of a line."""

import re
from dataclasses import replace

from promulgate.core.masks.spans import Ground, Span

# Python-Markdown itself claims two spaces before "\n". It prints a backslash before a line end;
# the author meant a break, and losing the line end would hide that from the reviewer.
BREAK = re.compile(r"(?:[ ]{2}|\\)\r?\n")
_SPACE = " \t\r\n"


def find(ground: Ground) -> list[Span]:
    """Return the hard breaks that are left in free ground."""
    return [Span(found.start(), found.end(), "break") for found in BREAK.finditer(ground.free)]


def widened(text: str, span: Span) -> Span:
    """Return a break with the white space around it: that is no part of a sentence."""
    start, end = span.start, span.end
    while start and text[start - 1] in _SPACE:
        start -= 1
    while end < len(text) and text[end] in _SPACE:
        end += 1
    return replace(span, start=start, end=end)
