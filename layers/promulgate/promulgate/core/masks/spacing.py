"""White space around tokens: engines squeeze and stretch it, the source says how it was."""

import unicodedata

from promulgate.core.masks.masking import Token
from promulgate.core.masks.scripts import is_hangul, is_unspaced
from promulgate.core.masks.spans import Role

_CLOSING = frozenset(".,;:!?)]}’”»\"'%-–/、。，．！？）」』】")
_OPENING = frozenset("([{‘“«\"'#-–/（「『【")
# French sets these off by a space.
_SET_OFF = frozenset(";:!?»")


def space_before(token: Token, gap: str, neighbour: str, *, padded: bool) -> str:
    """Return the white space to stand before ``token``.

    ``gap`` is what the answer has there, ``neighbour`` the words before it (empty at the start).
    """
    if token.role is Role.CLOSE:
        return token.before if token.before.isspace() else ""
    last = neighbour[-1:]
    if token.kind == "break" or not last:
        return ""
    if token.before.isspace():
        return narrowed(gap, token.before) or (" " if _ends_a_word(neighbour) else "")
    if last == token.before and last in _OPENING - {"«"}:
        return ""
    return "" if gap and padded and not _parts(token.before, last) else gap


def space_after(token: Token, gap: str, neighbour: str, *, padded: bool) -> str:
    """Return the white space to stand after ``token``; ``neighbour`` are the words after it."""
    if token.role is Role.OPEN:
        return token.after if token.after.isspace() else ""
    first = neighbour[:1]
    if token.kind == "break" or not first:
        return ""
    if token.after.isspace():
        return narrowed(gap, token.after) or (" " if starts_a_word(first) else "")
    if first == token.after and first in _CLOSING - _SET_OFF:
        return ""
    return "" if gap and padded and not _parts(token.after, first) else gap


def narrowed(gap: str, given: str) -> str:
    """Return a gap of the answer, not wider than the source's."""
    return " " if len(gap) > 1 and gap != given else gap


def _parts(before: str, now: str) -> bool:
    """Say whether a space is right where the source, in a script without spaces, had none."""
    return is_unspaced(before) and not is_unspaced(now)


def starts_a_word(character: str) -> bool:
    """Say whether a word that wants a space before it starts here; Korean particles do not."""
    if is_unspaced(character) or is_hangul(character):
        return False
    return character.isalnum() or character in "([{“‘«"


def _ends_a_word(words: str) -> bool:
    """Say whether a word ends here that wants a space after it.

    Hebrew and Arabic write prefixes of one letter ("and", "in", "the") without one.
    """
    last = words[-1]
    if is_unspaced(last):
        return False
    alone = len(words) == 1 or not words[-2].isalnum()
    if alone and unicodedata.bidirectional(last) in {"R", "AL"}:
        return False
    return last.isalnum() or last in ",;:.!?)]}”»%"
