"""Runs of lines without a blank one between: the blocks that Python-Markdown starts from."""

import re

from promulgate.core.units.line_starts import MARKED_DEFINITION

SEPARATOR = re.compile(r"(?=.*\|)[-:|> \t]*-[-:|> \t]*$")


def line_flags(page: str) -> tuple[list[bool], list[bool]]:
    """Return for each line whether a definition is below it in its run, or a separator above.

    All lines above a definition are terms to Python-Markdown, list items and quotes among them; so
    are those of the paragraph above the blank lines above it. All lines below the separator of a
    table are rows.
    """
    lines = page.split("\n")
    defined: list[bool] = []
    below = first = False
    for line in reversed(lines):
        defined.append(below)
        if line.strip(" \t"):
            first = bool(MARKED_DEFINITION.match(line))
            below = below or first
        else:
            below = first
    tabular: list[bool] = []
    above = False
    for line in lines:
        tabular.append(above)
        above = bool(line.strip(" \t")) and (above or bool(SEPARATOR.match(line)))
    return defined[::-1], tabular
