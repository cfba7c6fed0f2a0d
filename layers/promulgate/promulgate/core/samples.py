"""One unit as the page would show it, for a reviewer who is still writing."""

import re

from promulgate.core.rendering import render
from promulgate.core.units import assemble, split

# Long enough that nobody writes it, so that a text is never taken for the place it stands in.
PLACE = "promulgate-sample-of-one-unit"

# The destinations of reference links and the abbreviations, but no footnotes: a unit has no foot.
_DEFINITION = re.compile(r"^ {0,3}\*?\[(?!\^)[^\]\n]{1,200}\]:[^\n]{1,2000}$", re.MULTILINE)


def html(target: str, source_text: str) -> str:
    """Return a unit's translation as safe HTML, with the link definitions of its source file.

    What would be a list or a heading at the start of a line is text here as on the page.
    """
    (unit,) = split(PLACE)
    paragraph = assemble(PLACE, {unit.id: target})
    return render("\n\n".join([paragraph, *_DEFINITION.findall(source_text)]))
