"""Letters: nothing that makes a text look like another one than it is."""

import re

from promulgate.core.checks.pair import Finding, Pair

# What nobody sees: turns of direction, blanks without width, tags, private use, lost characters.
_UNSEEN = re.compile(
    "[\u202a-\u202e\u2066-\u206f\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ufffd\ue000-\uf8ff"
    "\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_MIXED = re.compile(
    r"\b\w*(?:[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z])\w*"
)


def check(pair: Pair) -> Finding | None:
    """Return an error for characters that nobody sees, and words mixed of look-alike scripts."""
    source = set(_UNSEEN.findall(pair.source)) | set(_MIXED.findall(pair.source))
    found = (*_UNSEEN.findall(pair.target), *_MIXED.findall(pair.target))
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
