"""Tokens: nothing of what hides markup from an engine may stay behind in a translation."""

import re
from collections import Counter

from promulgate.core.checks.pair import Finding, Pair

_TOKEN = re.compile(r"[\[［【]\s*9\d\d\s*[\]］】]|⟦\s*\d+\s*⟧|__\d+__|<x id=[\"']?\d+[\"']?\s*/?>")


def check(pair: Pair) -> Finding | None:
    """Return an error if the translation has tokens that the source does not have."""
    stray = tuple(
        (Counter(_TOKEN.findall(pair.target)) - Counter(_TOKEN.findall(pair.source))).elements()
    )
    if not stray:
        return None
    return Finding(
        name="tokens",
        severity="error",
        message=f"something is left that is no text: {', '.join(stray)}",
        parts=stray,
    )
