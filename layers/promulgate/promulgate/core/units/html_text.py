"""The texts in a stretch of raw HTML: between its block tags, and in attributes of those."""

import re
from collections.abc import Iterator

from promulgate.core.units.found import Found, lines_between
from promulgate.core.units.html_markup import attributes, markup
from promulgate.core.units.segments import Surroundings, segments
from promulgate.core.units.unit import Form, Prose

BLANK_LINE = re.compile(r"\n[ \t]*\n")
# Python-Markdown takes fenced code out before it looks for HTML.
FENCED = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def texts(page: str, start: int, end: int, level: int, *, as_markdown: bool) -> Iterator[Found]:
    """Yield the places with text in the HTML ``page[start:end]``."""
    opaque = False
    for one in markup(page, start, end):
        if not one.parts_text:
            continue
        if not opaque:
            yield from _run(page, start, one.start, level, as_markdown=as_markdown)
        start, opaque = one.end, one.opaque
        yield from attributes(page, one, level)
    if not opaque:
        yield from _run(page, start, end, level, as_markdown=as_markdown)


def _run(page: str, start: int, end: int, level: int, *, as_markdown: bool) -> Iterator[Found]:
    """Yield the text between two block tags, one for each paragraph."""
    if FENCED.search(page, start, end):
        return
    for blank in [*BLANK_LINE.finditer(page, start, end), None]:
        stop = blank.start() if blank else end
        lines = [line for line in lines_between(page, start, stop) if line.text]
        start = blank.end() if blank else end
        if as_markdown:
            yield from segments(lines, Surroundings("html", level, in_list=True))
        elif lines:
            spans = tuple((line.start, line.end) for line in lines)
            yield Found("html", level, Prose(Form.HTML, spans))
