"""An engine's words are no Markdown: what would become markup is made to stand for itself."""

import re
from collections import Counter
from collections.abc import Sequence

# Engines that think in HTML answer with these; the reader must see the character.
_REFERENCES = {
    "&quot;": '"',
    "&#34;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&#x27;": "'",
    "&lt;": "<",
    "&gt;": ">",
    "&nbsp;": "\u00a0",
    "&amp;": "&",
}
_REFERENCE = re.compile("|".join(map(re.escape, _REFERENCES)), re.IGNORECASE)
# Python-Markdown knows no backslash before "<" and "&".
_ESCAPED = {"<": "&lt;", "&": "&amp;"} | {c: f"\\{c}" for c in "\\`*_{}[]|"}
SPECIAL = frozenset(_ESCAPED)


def decoded(text: str) -> str:
    """Return ``text`` with the character references of HTML resolved, once."""
    return _REFERENCE.sub(lambda found: _REFERENCES[found[0].lower()], text)


def invented(answered: Sequence[str], given: Sequence[str]) -> frozenset[str]:
    """Return the special characters of which the answer has more than the question had."""
    had = Counter(c for run in given for c in run if c in SPECIAL)
    has = Counter(c for run in answered for c in run if c in SPECIAL)
    return frozenset(has - had)


def escaped(text: str, special: frozenset[str] = SPECIAL) -> str:
    """Return ``text`` with every character that is in ``special`` standing for itself."""
    return "".join(_ESCAPED[c] if c in special else c for c in text)
