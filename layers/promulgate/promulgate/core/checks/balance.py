"""Balance: brackets and quotation marks that open are closed, if they were in the source."""

import re
import unicodedata
from collections import Counter

from promulgate.core.checks.pair import Finding, Pair

_PAIRS = {
    "(": ")", "[": "]", "{": "}", "「": "」", "『": "』", "【": "】", "《": "》", "〈": "〉",
    "«": "»", "‹": "›",
}  # fmt: skip
_CODE = re.compile(r"(?<!`)(`{1,9})(?!`)[^`]{1,2000}\1(?!`)")


def check(pair: Pair) -> Finding | None:
    """Return a warning if brackets or quotes of the translation do not match one another.

    A source that is no better itself, such as a list item "a) …", has set the example.
    """
    before, after = _loose(pair.source), _loose(pair.target)
    loose = tuple((after - before).elements())
    # One bracket may have been translated by another kind: only more of them is a defect.
    if not loose or after.total() <= before.total():
        return None
    return Finding(
        name="balance",
        severity="warning",
        message=f"a bracket or quotation mark has no partner: {' '.join(loose)}",
        parts=loose,
    )


def _loose(text: str) -> Counter[str]:
    """Return the brackets and quotes without a partner; »so« and «so» are both quoted."""
    text = _CODE.sub("", text)
    # Full-width brackets count as the plain ones; NFKC would also take quotes apart.
    text = "".join(
        unicodedata.normalize("NFKC", sign) if "\uff00" <= sign <= "\uff5e" else sign
        for sign in text
    )
    loose: Counter[str] = Counter()
    for opening, closing in _PAIRS.items():
        difference = text.count(opening) - text.count(closing)
        if difference:
            loose[opening if difference > 0 else closing] += abs(difference)
    if text.count('"') % 2:
        loose['"'] += 1
    # German „…“, English “…”, Swedish ”…”: the marks open in one language and close in another.
    if sum(map(text.count, "„“”")) % 2:
        loose["“"] += 1
    return loose
