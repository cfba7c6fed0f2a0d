"""Untranslated: the target says the same as the source."""

import re

from promulgate.core.checks.pair import Finding, Pair
from promulgate.core.masks import spans_of

_WORD = re.compile(r"[^\W\d_]{3,}")
FEWEST_WORDS = 3


def check(pair: Pair) -> Finding | None:
    """Return a warning if a text of some words came back as it was."""
    same = " ".join(pair.source.split()).casefold() == " ".join(pair.target.split()).casefold()
    if not same or len(_WORD.findall(_translatable(pair))) < FEWEST_WORDS:
        return None
    return Finding(
        name="untranslated",
        severity="warning",
        message="this still says what the source says",
    )


def _translatable(pair: Pair) -> str:
    """Return the source without markup, names and addresses."""
    text = pair.source
    names = [term for term in pair.terms if term.target is None]
    for span in reversed(spans_of(text, names, definitions=pair.definitions, plain=pair.plain)):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text
