"""Untranslated: the target says the same as the source."""

import re

from promulgate.core.checks.pair import Finding, Pair

_WORD = re.compile(r"[^\W\d_]{3,}")
FEWEST_WORDS = 3


def check(pair: Pair) -> Finding | None:
    """Return a warning if a text of some words came back as it was."""
    same = pair.source.strip() == pair.target.strip()
    if not same or len(_WORD.findall(pair.source)) < FEWEST_WORDS:
        return None
    return Finding(
        name="untranslated",
        severity="warning",
        message="this still says what the source says",
    )
