"""Addresses: URLs, e-mail addresses and domain names are the same in every language."""

import re
from collections import Counter

from promulgate.core.checks.pair import Finding, Pair
from promulgate.core.masks import spans_of

KINDS = frozenset({"url", "email", "domain"})
# Links and line breaks are looked for in a time that grows with the square of their number; no
# honest unit has so many.
MOST_MARKS = 500
# Without these signs there is no address, and no need to read the markup.
_SIGN = re.compile(r"[@:]|\.\w")


def check(pair: Pair) -> Finding | None:
    """Return an error if an address is lost, won or changed."""
    before, after = _addresses(pair.source), _addresses(pair.target)
    changed = (*(before - after), *(after - before))
    if not changed:
        return None
    return Finding(
        name="addresses",
        severity="error",
        message=f"an address differs from the source: {', '.join(changed)}",
        parts=changed,
    )


def has_too_many_marks(text: str) -> bool:
    """Say whether reading the markup of ``text`` would take longer than it is worth."""
    return max(text.count("["), text.count("\n")) > MOST_MARKS


def _addresses(text: str) -> Counter[str]:
    if not _SIGN.search(text):
        return Counter()
    spans = spans_of(text, (), plain=has_too_many_marks(text))
    return Counter(text[span.start : span.end] for span in spans if span.kind in KINDS)
