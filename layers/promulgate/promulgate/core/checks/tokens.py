"""Tokens: nothing of what hides markup from an engine may stay behind in a translation."""

import re
from collections import Counter

from promulgate.core.checks.pair import Finding, Pair

# As the styles write them, and as engines decorate them: full-width, spaced, with other quotes.
_TOKEN = re.compile(
    r"""[\[［【〔]\s{0,3}[9９]\d\d\s{0,3}[\]］】〕]
      | [⟦〚]\s{0,3}\d{1,4}\s{0,3}[⟧〛] | [⟦⟧〚〛]
      | [_＿]{2}\s{0,3}\d{1,4}\s{0,3}[_＿]{2}
      | (?:<|&lt;|＜)\s{0,3}/?\s{0,3}x\s{0,3}(?:\d{1,4}|id\s{0,3}[=＝][^<>＜＞]{0,20})?
        \s{0,3}/?\s{0,3}(?:>|&gt;|＞)
    """,
    re.VERBOSE | re.IGNORECASE,
)


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
