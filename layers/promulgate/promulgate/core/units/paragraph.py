"""Paragraphs: all lines that begin nothing else."""

from markdown_it.rules_block import StateBlock

from promulgate.core.units import line_starts
from promulgate.core.units.found import consume, findings, line_of
from promulgate.core.units.segments import Surroundings, segments

KINDS = {"list": "list_item", "footnote": "footnote", "definition": "definition"}


def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Take the lines up to a blank one or the start of another block, and find their texts."""
    container = state.parentType
    state.parentType = "paragraph"
    end = _end(state, start_line)
    state.parentType = container
    lines = [line_of(state, number) for number in range(start_line, end)]
    surroundings = Surroundings(
        kind=KINDS.get(container, "paragraph"),
        level=state.level,
        in_list=state.level > 0,
        below=line_of(state, end).text if end < state.lineMax else "",
        defined=_is_defined(state, end),
    )
    findings(state).places.extend(segments(lines, surroundings))
    consume(state, "paragraph", end)
    return True


def _end(state: StateBlock, start_line: int) -> int:
    """Return the line behind the paragraph, as markdown_it.rules_block.paragraph finds it."""
    terminators = state.md.block.ruler.getRules("paragraph")
    line = start_line + 1
    while line < state.lineMax and not state.isEmpty(line):
        # Deeper indentation and a negative count both mean a lazy continuation.
        lazy = state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0
        if not lazy and any(ends(state, line, state.lineMax, True) for ends in terminators):
            break
        line += 1
    return line


def _is_defined(state: StateBlock, end: int) -> bool:
    """Say whether a definition follows; Python-Markdown lets blank lines stand between."""
    following = state.skipEmptyLines(end)
    return following < state.lineMax and bool(
        line_starts.DEFINITION.match(line_of(state, following).text)
    )
