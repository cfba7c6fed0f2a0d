"""Blocks that hold blocks, indented by four: footnotes, definitions, admonitions."""

import re

from markdown_it.rules_block import StateBlock

from promulgate.core.units import line_starts
from promulgate.core.units.admonition_title import title
from promulgate.core.units.found import findings, line_of

INDENT = 4


def footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a footnote's text: ``[^label]: text``."""
    return _indented(state, start_line, end_line, silent, line_starts.FOOTNOTE, "footnote")


def definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a definition: ``:   text`` below its term."""
    return _indented(state, start_line, end_line, silent, line_starts.DEFINITION, "definition")


def admonition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take an admonition: ``!!! note "Title"`` and the indented blocks below."""
    if state.is_code_block(start_line):
        return False
    line = line_of(state, start_line)
    if not line_starts.ADMONITION.match(line.text):
        return False
    if silent:
        return True
    findings(state).places.extend(title(line, state.level))
    state.push("admonition_open", "", 1)
    _read_inside(state, start_line + 1, end_line, "admonition")
    state.push("admonition_close", "", -1)
    return True


def _indented(
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
    mark: re.Pattern[str],
    kind: str,
) -> bool:
    """Take ``mark``, and read the rest of its line and the indented lines below as blocks."""
    line = line_of(state, start_line)
    found = mark.match(line.text)
    if found is None or state.is_code_block(start_line):
        return False
    if silent:
        return True
    rest = state.src[line.start + found.end() : state.eMarks[start_line]]
    before = (state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line])
    state.push(f"{kind}_open", "", 1)
    state.bMarks[start_line] = line.start + found.end()
    state.tShift[start_line] = len(rest) - len(rest.lstrip(" \t"))
    state.sCount[start_line] = state.blkIndent + INDENT
    _read_inside(state, start_line, end_line, kind)
    state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line] = before
    state.push(f"{kind}_close", "", -1)
    # An empty one reads nothing and must still be passed.
    state.line = max(state.line, start_line + 1)
    return True


def _read_inside(state: StateBlock, start_line: int, end_line: int, kind: str) -> None:
    found = findings(state)
    outside, strict = state.parentType, found.strict
    state.parentType = kind
    state.blkIndent += INDENT
    if kind != "footnote":
        # Of these containers, footnotes alone go on in lines that are not indented.
        found.strict = state.blkIndent
    state.line = start_line
    state.md.block.tokenize(state, start_line, end_line)
    found.strict = strict
    state.blkIndent -= INDENT
    state.parentType = outside
