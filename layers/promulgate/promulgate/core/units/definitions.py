"""Link references and abbreviations: of these definitions, readers see a text."""

import re
from collections.abc import Sequence

from promulgate.core.units import line_starts
from promulgate.core.units.found import Found, Line
from promulgate.core.units.unit import Attribute

type Taken = tuple[int, tuple[Found, ...]]


def reference(lines: Sequence[Line], number: int, level: int) -> Taken | None:
    """Return how many lines a link reference takes from line ``number`` on, and its title.

    None if there is no link reference.
    """
    line = lines[number]
    taken = 1
    if line_starts.REFERENCE_LABEL.match(line.text) and number + 1 < len(lines):
        # The address may stand on the next line.
        joined = Line(f"{line.text} {lines[number + 1].text}", 0)
        found = line_starts.REFERENCE.match(joined.text)
        offset = lines[number + 1].start - len(line.text) - 1
        taken = 2
    else:
        found = line_starts.REFERENCE.match(line.text)
        offset = line.start
    if found is None or line.text.startswith("[^"):
        return None
    if found["quoted"] is None and found["round"] is None and number + taken < len(lines):
        below = lines[number + taken]
        title = line_starts.REFERENCE_TITLE.match(below.text)
        if title is not None:
            return taken + 1, _title(title, below.start, level)
    return taken, _title(found, offset, level)


def _title(found: re.Match[str], offset: int, level: int) -> tuple[Found, ...]:
    group = "round" if found["quoted"] is None else "quoted"
    if not found[group]:
        return ()
    start, end = found.span(group)
    place = Attribute(offset + start, offset + end, closing=found["quote"] or ")")
    return (Found("link_title", level, place),)


def abbreviation(lines: Sequence[Line], number: int, level: int) -> Taken:
    """Return how many lines an abbreviation takes from line ``number`` on, and what it means.

    No lines if there is no abbreviation.
    """
    found = line_starts.ABBREVIATION.match(lines[number].text)
    if found is None:
        return 0, ()
    if found["text"]:
        line, taken = lines[number].without(found.start("text")), 1
    elif number + 1 < len(lines):
        line, taken = lines[number + 1], 2
    else:
        return 0, ()
    return taken, (Found("abbreviation", level, Attribute(line.start, line.end, closing="")),)
