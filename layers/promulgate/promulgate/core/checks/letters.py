"""Letters: nothing that makes a text look like another one than it is."""

import re

from promulgate.core import languages
from promulgate.core.checks.pair import Finding, Pair

# What nobody sees: turns of direction, blanks without width, tags, private use, lost characters.
_UNSEEN = re.compile(
    "[\u202a-\u202e\u2066-\u206f\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ufffd\ue000-\uf8ff"
    "\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_MIXED = re.compile(
    r"\b\w*(?:[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z])\w*"
)


# Words of nothing but letters that look like Latin ones.
_DISGUISED = re.compile(r"\b[аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅαοινΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]{2,}\b")


def check(pair: Pair) -> Finding | None:
    """Return an error for what nobody sees, for words mixed of look-alike scripts, and disguises.

    A disguise is a word in Cyrillic or Greek letters that reads as a Latin one, in a language
    written in Latin letters.
    """
    patterns = [_UNSEEN, _MIXED]
    if languages.script(pair.target_language) == "Latn":
        patterns.append(_DISGUISED)
    found = (part for pattern in patterns for part in pattern.findall(pair.target))
    strange = tuple(part for part in dict.fromkeys(found) if part not in pair.source)
    if not strange:
        return None
    shown = ", ".join(part if part.isprintable() else f"U+{ord(part):04X}" for part in strange)
    return Finding(
        name="letters",
        severity="error",
        message=f"these letters may deceive a reader: {shown}",
        parts=strange,
    )
