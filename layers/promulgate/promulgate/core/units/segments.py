"""A paragraph's lines, cut into the texts that are translated each as one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from promulgate.core.units import line_starts
from promulgate.core.units.admonition_title import title
from promulgate.core.units.cells import cells, is_bordered, texts
from promulgate.core.units.definitions import abbreviation, reference
from promulgate.core.units.found import Found, Line
from promulgate.core.units.inline import ends_escaped
from promulgate.core.units.marks import without_marks
from promulgate.core.units.unit import Form, Prose


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the lines stand: in which ``kind`` of block, how deep, above which line.

    ``in_list``: any list mark begins an item. ``apart``: no line may be joined to another.
    ``folded``: as in Prose. ``tail``: behind raw HTML.
    """

    kind: str
    level: int
    in_list: bool = False
    below: str = ""
    apart: bool = False
    folded: bool = False
    tail: bool = False


def segments(lines: Sequence[Line], around: Surroundings) -> Iterator[Found]:
    """Yield the texts in ``lines``, none of which is blank.

    Lines are joined where that cannot change what Python-Markdown makes of them.
    """
    number = 0
    # Whether Python-Markdown would look for the start of a block here.
    fresh = True
    in_list = around.in_list
    # Whether a line above could have made rows of a table of those below.
    rows = False
    while number < len(lines):
        taken, found = _markup(lines, number, around.level)
        if taken:
            yield from found
            rows |= line_starts.is_silent(lines[number].text) and "|" in lines[number].text
            number, fresh = number + taken, True
            continue
        line, marked = without_marks(lines[number], any_list=fresh or in_list)
        in_list |= marked
        if around.kind == "list_item" or marked:
            task = line_starts.TASK_MARK.match(line.text)
            line = line.without(task.end()) if task else line
        if line.text.startswith("#"):
            yield from heading(line)
            number, fresh = number + 1, True
            continue
        end = number + 1
        while end < len(lines) and not line_starts.begins(lines[end].text, in_list=in_list):
            end += 1
        text = [line, *lines[number + 1 : end]]
        below = around.below if end == len(lines) else lines[end].text
        if rows or (line_starts.RULE.match(below) and "|" in below):
            for row in text:
                yield from texts(row, cells(row, bordered=is_bordered(row)), around.level)
        else:
            yield from _text(text, around, below, fresh=fresh)
        number, fresh = end, False


def _markup(lines: Sequence[Line], number: int, level: int) -> tuple[int, Iterable[Found]]:
    """Return how many lines from ``number`` on are markup, and what readers see of them."""
    line = lines[number]
    if line_starts.is_silent(line.text):
        return 1, ()
    if line_starts.ADMONITION.match(line.text):
        return 1, title(line, level)
    return reference(lines, number, level) or abbreviation(lines, number, level)


def heading(line: Line) -> Iterator[Found]:
    """Yield the text of a line that begins with ``#``."""
    marks = line_starts.HEADING.match(line.text)
    if marks is None:
        raise ValueError(f"no heading: {line.text!r}")
    rest = line.text[marks.end() :]
    # Attributes may stand on either side of the closing marks.
    text = line_starts.without_attributes(_unclosed(line_starts.without_attributes(rest)))
    text = _unclosed(text)
    start = line.start + marks.end() + len(text) - len(text.lstrip(" \t"))
    if text.strip():
        place = Prose(Form.HEADING, ((start, line.start + marks.end() + len(text)),))
        yield Found("heading", marks.end(), place)


def _unclosed(text: str) -> str:
    """Return a heading's text without the marks that close it."""
    bare = text.rstrip(" \t")
    open_end = bare.rstrip("#")
    if len(open_end) < len(bare) and ends_escaped(open_end, len(open_end)):
        open_end += "#"
    return open_end.rstrip(" \t")


def _text(
    lines: Sequence[Line], around: Surroundings, below: str, *, fresh: bool
) -> Iterator[Found]:
    lines = [line for line in lines if line.text]
    ruled = bool(line_starts.RULE.match(below))
    if not ruled and not around.apart:
        if lines:
            spans = tuple((line.start, line.end) for line in lines)
            place = Prose(Form.PARAGRAPH, spans, leading=True, folded=around.folded)
            yield Found(around.kind, around.level, place)
        return
    kind, level = around.kind, around.level
    if fresh and len(lines) == 1 and line_starts.UNDERLINE.match(below):
        kind, level = "heading", 1 if below.startswith("=") else 2
    for line in lines:
        text = line_starts.without_attributes(line.text)
        span = (line.start, line.start + len(text))
        form = Form.TAIL if around.tail else Form.LINE
        yield Found(kind, level, Prose(form, (span,), leading=True, ruled=ruled))
