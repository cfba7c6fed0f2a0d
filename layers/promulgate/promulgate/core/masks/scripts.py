"""Which characters are written without spaces between words."""

import re
from bisect import bisect
from itertools import batched

# Thai and Lao, Burmese, Khmer, kana and CJK punctuation, Han, full-width forms.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
# Where they begin and end, in turn: a pattern of so many characters takes 3 ms to compile.
_EDGES = tuple(
    edge
    for first, _, last in batched(UNSPACED, 3, strict=True)
    for edge in (first, chr(ord(last) + 1))
)
# The lower of them, and where the others begin: quotation marks and dashes are in between.
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_REST = "\u3000"
_HANGUL = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\uac00", "\ud7af"))


def is_unspaced(character: str) -> bool:
    """Say whether ``character`` belongs to a script that puts no space between words."""
    return bisect(_EDGES, character) % 2 == 1


def may_have_unspaced(text: str) -> bool:
    """Say whether ``text`` may have such a character; no text of Europe's languages has."""
    return not text.isascii() and (max(text) >= _REST or _SOUTH_EAST.search(text) is not None)


def is_hangul(character: str) -> bool:
    """Say whether ``character`` is Korean: spaces between words, none before a particle."""
    return any(first <= character <= last for first, last in _HANGUL)
