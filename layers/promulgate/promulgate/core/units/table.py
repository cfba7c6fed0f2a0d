"""Tables as markdown.extensions.tables reads them: cells are cut at pipes outside of code."""

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock

from promulgate.core.units import line_starts
from promulgate.core.units.found import Found, Line, consume, findings, line_of
from promulgate.core.units.inline import code_spans, ends_escaped
from promulgate.core.units.unit import Form, Prose

PIPE = re.compile(r"\\.|\|")
SEPARATOR = re.compile(r"[-:| ]+$")


def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Take a table that begins at ``start_line``, and find its cells."""
    header, separator = line_of(state, start_line), line_of(state, start_line + 1)
    if state.is_code_block(start_line) or start_line + 1 >= end_line:
        return False
    if not separator.text or not SEPARATOR.match(separator.text):
        return False
    end = start_line + 2
    while end < end_line and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent:
        end += 1
    rows = [header, *(line_of(state, number) for number in range(start_line + 2, end))]
    bordered = header.text.startswith("|") or _ends_in_pipe(header.text)
    columns = list(_cells(header, bordered=bordered))
    if len(columns) != len(list(_cells(separator, bordered=bordered))):
        return False
    if len(columns) == 1 and not (
        bordered
        and all(row.text.startswith("|") or _ends_in_pipe(row.text) for row in [*rows, separator])
    ):
        return False
    places = findings(state).places
    for row in rows:
        cells = list(_cells(row, bordered=bordered))[: len(columns)]
        places.extend(cell for line in cells for cell in _found(line, row, state.level))
    consume(state, "table", end)
    return True


def _found(cell: Line, row: Line, level: int) -> Iterator[Found]:
    bare = cell.text.lstrip(" \t")
    cell = cell.without(len(cell.text) - len(bare))
    text = line_starts.without_attributes(cell.text.rstrip(" \t"))
    if text:
        span = (cell.start, cell.start + len(text))
        place = Prose(Form.CELL, (span,), leading=cell.start == row.start)
        yield Found("table_cell", level, place)


def _cells(row: Line, *, bordered: bool) -> Iterator[Line]:
    """Yield what stands between the pipes of ``row``."""
    if bordered and row.text.startswith("|"):
        row = row.without(1)
    text = row.text[:-1] if bordered and _ends_in_pipe(row.text) else row.text
    code = iter([*code_spans(text), (len(text), len(text))])
    start, end = next(code)
    position = 0
    for pipe in PIPE.finditer(text):
        while pipe.start() >= end and end < len(text):
            start, end = next(code)
        if pipe[0] == "|" and not start <= pipe.start() < end:
            yield Line(text[position : pipe.start()], row.start + position)
            position = pipe.end()
    yield Line(text[position:], row.start + position)


def _ends_in_pipe(text: str) -> bool:
    return text.endswith("|") and not ends_escaped(text, len(text) - 1)
