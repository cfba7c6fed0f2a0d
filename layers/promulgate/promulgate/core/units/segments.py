"""A paragraph's lines, cut into the texts that are translated each as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from promulgate.core.units import line_starts
from promulgate.core.units.definitions import abbreviation, reference
from promulgate.core.units.found import Found, Line
from promulgate.core.units.unit import Form, Prose


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the lines stand: in which ``kind`` of block, how deep, above which line.

    ``in_list``: any list mark begins an item. ``defined``: a definition follows, so each line is a
    term to Python-Markdown.
    """

    kind: str
    level: int
    in_list: bool = False
    below: str = ""
    defined: bool = False


def segments(lines: Sequence[Line], around: Surroundings) -> Iterator[Found]:
    """Yield the texts in ``lines``, none of which is blank.

    Lines are joined where that cannot change what Python-Markdown makes of them.
    """
    number = 0
    # Whether Python-Markdown would look for the start of a block here.
    fresh = True
    in_list = around.in_list
    while number < len(lines):
        line = lines[number]
        if line_starts.is_silent(line.text):
            number, fresh = number + 1, True
            continue
        taken, found = reference(lines, number, around.level) or abbreviation(
            lines, number, around.level
        )
        if taken:
            yield from found
            number, fresh = number + taken, True
            continue
        line, marked = _without_marks(line, any_list=fresh or in_list)
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
        last = end == len(lines)
        below = around.below if last else lines[end].text
        yield from _text([line, *lines[number + 1 : end]], around, below, fresh, last)
        number, fresh = end, False


def heading(line: Line) -> Iterator[Found]:
    """Yield the text of a line that begins with ``#``."""
    marks = line_starts.HEADING.match(line.text)
    if marks is None:
        raise ValueError(f"no heading: {line.text!r}")
    text = line.text[marks.end() :]
    blanks = len(text) - len(text.lstrip(" \t"))
    # Attributes may stand on either side of the closing marks.
    text = line_starts.without_attributes(text.rstrip("# \t")).rstrip("# \t")
    text = line_starts.without_attributes(line.text[marks.end() :]).rstrip("# \t")[: len(text)]
    if text.strip():
        start = line.start + marks.end() + blanks
        place = Prose(Form.HEADING, ((start, line.start + marks.end() + len(text)),))
        yield Found("heading", marks.end(), place)


def _without_marks(line: Line, *, any_list: bool) -> tuple[Line, bool]:
    """Return the line behind its quote and list marks, and whether a list mark was one."""
    marked = False
    while True:
        found = line_starts.QUOTE_MARK.match(line.text) or line_starts.DEFINITION.match(line.text)
        if found is None and any_list:
            found = line_starts.LIST_MARK.match(line.text)
            marked |= found is not None
        if found is None or not found.end():
            break
        bare = line.text[found.end() :].lstrip(" \t")
        line = line.without(len(line.text) - len(bare))
    return line, marked


def _text(
    lines: Sequence[Line], around: Surroundings, below: str, fresh: bool, last: bool
) -> Iterator[Found]:
    lines = [line for line in lines if line.text]
    terms = last and around.defined
    ruled = bool(line_starts.RULE.match(below))
    if not terms and not ruled:
        if lines:
            spans = tuple((line.start, line.end) for line in lines)
            yield Found(around.kind, around.level, Prose(Form.PARAGRAPH, spans, leading=True))
        return
    kind, level = around.kind, around.level
    if terms and kind != "definition":
        kind = "term"
    elif fresh and len(lines) == 1 and line_starts.UNDERLINE.match(below):
        kind, level = "heading", 1 if below.startswith("=") else 2
    for line in lines:
        text = line_starts.without_attributes(line.text)
        span = (line.start, line.start + len(text))
        place = Prose(Form.LINE, (span,), leading=True, ruled=ruled)
        yield Found(kind, level, place)
