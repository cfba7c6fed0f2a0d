"""Numbers: each of the source's is in the translation, however the language writes it."""

import re
import unicodedata
from collections import Counter
from decimal import Decimal

from promulgate.core.checks.pair import Finding, Pair

# Digits of any script, grouped and divided by what the languages use.
_NUMBER = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫٬]\d+)*")
_SEPARATORS = " '’.,٫٬"
_GROUP = 3


def check(pair: Pair) -> Finding | None:
    """Return an error if a number is lost, won or changed (1,234.5 = 1.234,5 = 1 234,5)."""
    before, after = _readings(pair.source), _readings(pair.target)
    lost = [text for text, readings in before if not _taken(readings, after)]
    before = _readings(pair.source)
    won = [text for text, readings in _readings(pair.target) if not _taken(readings, before)]
    if not lost and not won:
        return None
    parts = (*(f"−{text}" for text in lost), *(f"+{text}" for text in won))
    return Finding(
        name="numbers",
        severity="error",
        message=f"numbers differ from the source: {', '.join(parts)}",
        parts=(*lost, *won),
    )


def _taken(readings: frozenset[Decimal], left: list[tuple[str, frozenset[Decimal]]]) -> bool:
    """Take the first of ``left`` that may be the same number; return whether there was one."""
    for place, (_, others) in enumerate(left):
        if readings & others:
            del left[place]
            return True
    return False


def _readings(text: str) -> list[tuple[str, frozenset[Decimal]]]:
    """Return each number in ``text`` with every value that some language reads in it."""
    folded = unicodedata.normalize("NFKC", text)
    return [(found[0], _values(found[0])) for found in _NUMBER.finditer(folded)]


def _values(number: str) -> frozenset[Decimal]:
    digits = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in number
    )
    signs = [sign for sign in digits if sign in _SEPARATORS]
    if not signs:
        return frozenset({Decimal(digits)})
    *groups, last = re.split(f"[{re.escape(_SEPARATORS)}]", digits)
    values = {Decimal(f"{''.join(groups)}.{last}")}
    if all(len(group) == _GROUP for group in (*groups[1:], last)):
        values.add(Decimal("".join((*groups, last))))
    if Counter(signs)[signs[-1]] > 1:
        # A mark that stands twice is no decimal mark: 1.234.567, or a section such as 3.2.1.
        values = {Decimal("".join((*groups, last)))}
    return frozenset(values)
