"""The cells of a table's row: what stands between pipes outside of code."""

import re
from collections.abc import Iterator, Sequence

from promulgate.core.units import line_starts
from promulgate.core.units.found import Found, Line
from promulgate.core.units.inline import code_spans, ends_escaped
from promulgate.core.units.marks import without_marks
from promulgate.core.units.unit import Form, Prose

PIPE = re.compile(r"\\.|\|")


def cells(row: Line, *, bordered: bool) -> list[Line]:
    """Return the cells of ``row``, white space included; ``bordered``: pipes may stand around."""
    if bordered and row.text.startswith("|"):
        row = row.without(1)
    else:
        # Where the table is none after all, these marks count.
        row, _ = without_marks(row, any_list=True)
        heading = line_starts.HEADING.match(row.text)
        row = row.without(heading.end()) if heading else row
    text = row.text[:-1] if bordered and _ends_in_pipe(row.text) else row.text
    code = iter([*code_spans(text), (len(text), len(text))])
    start, end = next(code)
    position = 0
    found: list[Line] = []
    for pipe in PIPE.finditer(text):
        while pipe.start() >= end and end < len(text):
            start, end = next(code)
        if pipe[0] == "|" and not start <= pipe.start() < end:
            found.append(Line(text[position : pipe.start()], row.start + position))
            position = pipe.end()
    return [*found, Line(text[position:], row.start + position)]


def texts(row: Line, of: Sequence[Line], level: int) -> Iterator[Found]:
    """Yield the texts of the cells ``of`` a row."""
    for cell in of:
        bare = cell.text.lstrip(" \t")
        start = cell.end - len(bare)
        text = line_starts.without_attributes(bare.rstrip(" \t"))
        if text:
            place = Prose(
                Form.CELL,
                ((start, start + len(text)),),
                leading=not PIPE.search(row.text, 0, start - row.start),
            )
            yield Found("table_cell", level, place)


def is_bordered(row: Line) -> bool:
    """Say whether a pipe stands at either end of the row."""
    return row.text.startswith("|") or _ends_in_pipe(row.text)


def _ends_in_pipe(text: str) -> bool:
    return text.endswith("|") and not ends_escaped(text, len(text) - 1)
