"""The title on the first line of an admonition."""

from collections.abc import Iterator

from promulgate.core.units import line_starts
from promulgate.core.units.found import Found, Line
from promulgate.core.units.unit import Attribute, Form, Prose


def title(line: Line, level: int) -> Iterator[Found]:
    """Yield the title's place; without one, Python-Markdown shows the name as the title."""
    head = line_starts.ADMONITION.match(line.text)
    if head is None:
        return
    if head["title"] is None:
        shown = head["name"].capitalize()
        place = Attribute(line.end, line.end, opening=' "', closing='"', shown=shown)
        yield Found("admonition_title", level, place)
    elif head["title"]:
        start, end = head.span("title")
        span = (line.start + start, line.start + end)
        yield Found("admonition_title", level, Prose(Form.LINE, (span,)))
