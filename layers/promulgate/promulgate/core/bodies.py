"""Where a file's front matter ends and its Markdown begins, for those who read only the latter."""

import re

BLOCK = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


def body_of(text: str) -> str:
    """Return a file's Markdown without its front matter, if it has any."""
    block = BLOCK.match(text)
    return text[block.end() :] if block else text
