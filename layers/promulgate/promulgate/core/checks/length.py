"""Length: a translation far shorter or longer than its source has lost or invented something."""

import re
import unicodedata

from promulgate.core.checks.pair import Finding, Pair

# Short texts vary too much to say anything.
SHORTEST = 25
SHORTER, LONGER = 0.4, 2.5
# An ideograph or a syllable of kana or Hangul says about as much as this many Latin letters.
_DENSITY = {"CJK": 2.6, "HIRAGANA": 1.7, "KATAKANA": 1.7, "HANGUL": 2.0}
_GOAL = re.compile(r"\]\([^()\s]*\)|https?://\S+")


def check(pair: Pair) -> Finding | None:
    """Return a warning if the translation is much shorter or longer than is usual."""
    before, after = _size(pair.source), _size(pair.target)
    if before < SHORTEST or SHORTER * before <= after <= LONGER * before:
        return None
    says = "shorter" if after < before else "longer"
    return Finding(
        name="length",
        severity="warning",
        message=f"this is much {says} than the source: is something missing or added?",
    )


def _size(text: str) -> float:
    """Return how much ``text`` says, in letters of a Latin script; markup's goals do not count."""
    return sum(_weight(sign) for sign in _GOAL.sub("", text) if sign.isalnum())


def _weight(sign: str) -> float:
    if sign < "\u1100":
        return 1.0
    return _DENSITY.get(unicodedata.name(sign, "").partition(" ")[0], 1.0)
