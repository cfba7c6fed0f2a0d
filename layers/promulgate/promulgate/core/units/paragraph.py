"""Paragraphs: all lines that begin nothing else."""

import re

from markdown_it.rules_block import StateBlock

from promulgate.core.units import line_starts
from promulgate.core.units.found import consume, falls_out, findings, line_of
from promulgate.core.units.segments import Surroundings, segments

# Where the list is none to Python-Markdown, the quote only begins on its second line.
QUOTE_IN_ITEM = re.compile(r"[ \t>]*[^ \t>].*>")
DEFINITION_ALONE = re.compile(r"[ \t]*:[ \t]")
KINDS = {"list": "list_item", "footnote": "footnote", "definition": "definition"}


def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Take the lines up to a blank one or the start of another block, and find their texts."""
    container = state.parentType
    state.parentType = "paragraph"
    end = _end(state, start_line)
    state.parentType = container
    lines = [line_of(state, number) for number in range(start_line, end)]
    begin, text = _before(state, start_line)
    begins_definition = bool(line_starts.MARKED_DEFINITION.match(state.src, begin))
    plain = bool(DEFINITION_ALONE.match(state.src, begin))
    # Python-Markdown reads on below a definition of one line, and stops below an indented one.
    below = line_of(state, end).text
    shaped = begins_definition and bool(below)
    apart = (
        (shaped and (len(lines) == 1 or not plain))
        or (findings(state).defined[start_line] and not plain)
        or bool(QUOTE_IN_ITEM.match(state.src, begin, text))
        or findings(state).tabular[start_line]
        or _hangs_below(state, start_line)
    )
    defined = findings(state).defined[start_line] and _is_defined(state, end)
    surroundings = Surroundings(
        kind="term" if defined and not begins_definition else KINDS.get(container, "paragraph"),
        level=state.level,
        in_list=state.level > 0,
        below=below,
        apart=apart,
        folded=shaped,
    )
    findings(state).places.extend(segments(lines, surroundings))
    consume(state, "paragraph", end)
    return True


def _end(state: StateBlock, start_line: int) -> int:
    """Return the line behind the paragraph, as markdown_it.rules_block.paragraph finds it."""
    terminators = state.md.block.ruler.getRules("paragraph")
    line = start_line + 1
    while line < state.lineMax and not state.isEmpty(line):
        if falls_out(state, line, start_line):
            break
        # Deeper indentation and a negative count both mean a lazy continuation.
        lazy = state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0
        if not lazy and any(ends(state, line, state.lineMax, True) for ends in terminators):
            break
        line += 1
    return line


def _hangs_below(state: StateBlock, line: int) -> bool:
    """Say whether a table, or a block that holds others, ends right above ``line``."""
    if not line or state.isEmpty(line - 1):
        return False
    last = [token.type for token in state.tokens[-1:]]
    # An item hangs below what the item above it ends with.
    inside = [token.type for token in state.tokens[-6:] if "list" not in token.type][-1:]
    return any(kind.endswith(("table", "_close")) for kind in last + inside)


def _before(state: StateBlock, line: int) -> tuple[int, int]:
    """Return where the indentation and marks before the text of a line begin and end."""
    start = line_of(state, line).start
    return state.src.rfind("\n", 0, start) + 1, start


def _is_defined(state: StateBlock, end: int) -> bool:
    """Say whether a definition comes next."""
    following = state.skipEmptyLines(end)
    return following < state.lineMax and bool(
        line_starts.DEFINITION.match(line_of(state, following).text)
    )
