"""Letters: nothing that makes a text look like another one than it is."""

import re

from promulgate.core.checks.pair import Finding, Pair

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MIXED = re.compile(
    r"\b\w*(?:[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z])\w*"
)


def check(pair: Pair) -> Finding | None:
    """Return an error for hidden changes of direction, and words mixed of look-alike scripts."""
    source = set(_DIRECTION.findall(pair.source)) | set(_MIXED.findall(pair.source))
    found = (*_DIRECTION.findall(pair.target), *_MIXED.findall(pair.target))
    strange = tuple(dict.fromkeys(part for part in found if part not in source))
    if not strange:
        return None
    shown = ", ".join(part if part.isprintable() else f"U+{ord(part):04X}" for part in strange)
    return Finding(
        name="letters",
        severity="error",
        message=f"these letters may deceive a reader: {shown}",
        parts=strange,
    )
