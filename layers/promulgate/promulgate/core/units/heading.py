"""Headings that begin with ``#``; Python-Markdown wants no space behind it."""

from markdown_it.rules_block import StateBlock

from promulgate.core.units.found import consume, findings, line_of
from promulgate.core.units.segments import heading


def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Take one line with a heading, and find its text."""
    line = line_of(state, start_line)
    if state.is_code_block(start_line) or not line.text.startswith("#"):
        return False
    if not silent:
        findings(state).places.extend(heading(line))
        consume(state, "heading", start_line + 1)
    return True
