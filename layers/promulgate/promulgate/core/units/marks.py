"""The marks of containers before a line's text: quotes, lists, definitions, footnotes."""

from promulgate.core.units import line_starts
from promulgate.core.units.found import Line


def without_marks(line: Line, *, any_list: bool) -> tuple[Line, bool]:
    """Return the line behind its marks, and whether a list mark was one of them.

    List marks are looked for only if ``any_list``.
    """
    marked = False
    while True:
        found = (
            line_starts.QUOTE_MARK.match(line.text)
            or line_starts.DEFINITION.match(line.text)
            or line_starts.FOOTNOTE.match(line.text)
        )
        if found is None and any_list:
            found = line_starts.LIST_MARK.match(line.text)
            marked |= found is not None
        if found is None:
            return line, marked
        bare = line.text[found.end() :].lstrip(" \t")
        line = line.without(len(line.text) - len(bare))
