"""Tables as markdown.extensions.tables reads them."""

import re

from markdown_it.rules_block import StateBlock

from promulgate.core.units import line_starts
from promulgate.core.units.cells import cells, is_bordered, texts
from promulgate.core.units.found import consume, falls_out, findings, is_below_text, line_of

SEPARATOR = re.compile(r"[-:| ]+$")


def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a table that begins at ``start_line``, and find its cells."""
    header, separator = line_of(state, start_line), line_of(state, start_line + 1)
    if state.is_code_block(start_line) or start_line + 1 >= end_line:
        return False
    if is_below_text(state, start_line) and (silent or line_starts.MARK.match(header.text)):
        # To Python-Markdown the table's first line is one more of what is above.
        return False
    if not separator.text or not SEPARATOR.match(separator.text):
        return False
    bordered = is_bordered(header)
    columns = len(cells(header, bordered=bordered))
    if columns != len(cells(separator, bordered=bordered)) or (columns == 1 and not bordered):
        return False
    end = start_line + 1
    while end < end_line and not _is_below(state, end, end_line):
        if columns == 1 and not is_bordered(line_of(state, end)):
            return False
        end += 1
    if end < start_line + 2:
        return False
    if silent:
        return True
    places = findings(state).places
    for row in [header, *(line_of(state, number) for number in range(start_line + 2, end))]:
        places.extend(texts(row, cells(row, bordered=bordered)[:columns], state.level))
    consume(state, "table", end)
    return True


def _is_below(state: StateBlock, line: int, end_line: int) -> bool:
    """Say whether the table ends above ``line``; rows of a list item need no indentation."""
    if state.isEmpty(line) or falls_out(state, line, line - 1):
        return True
    outdented = state.sCount[line] < state.blkIndent
    if outdented and line_starts.LIST_MARK.match(line_of(state, line).text):
        return True
    ends = state.md.block.ruler.getRules("table")
    return any(begins(state, line, end_line, True) for begins in ends)
