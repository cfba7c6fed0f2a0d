"""Which characters are written without spaces between words."""

import re

# Thai and Lao, Burmese, Khmer, kana and CJK punctuation, Han, full-width forms.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HANGUL = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\uac00", "\ud7af"))


def is_unspaced(character: str) -> bool:
    """Say whether ``character`` belongs to a script that puts no space between words."""
    return _UNSPACED.match(character) is not None


def is_hangul(character: str) -> bool:
    """Say whether ``character`` is Korean: spaces between words, none before a particle."""
    return any(first <= character <= last for first, last in _HANGUL)
