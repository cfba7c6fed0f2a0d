"""Links: every link has words that a reader can follow, and somewhere to go."""

import re

from promulgate.core.checks.pair import Finding, Pair

# Bounded, and no two parts may match the same space: a line of brackets costs linear time.
_NO_WORDS = re.compile(r"(?<![!\\])\[[\s\u200b*_~]{0,40}\]\([^()\n]{0,2000}\)")
_NO_GOAL = re.compile(r"(?<!\\)\[[^\[\]\n]{1,500}\]\(\s{0,40}\)")


def check(pair: Pair) -> Finding | None:
    """Return an error if a link lost its words or its address in translation."""
    empty = tuple(
        found
        for pattern in (_NO_WORDS, _NO_GOAL)
        for found in pattern.findall(pair.target)
        if found not in pair.source
    )
    if not empty:
        return None
    return Finding(
        name="links",
        severity="error",
        message=f"a link is empty: {', '.join(empty)}",
        parts=empty,
    )
