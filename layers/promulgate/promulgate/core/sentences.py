"""Sentences: where a text may be cut for an engine with a limit, and how it is rejoined."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import sentencex

from promulgate.core.masks.scripts import is_unspaced

# The best place first: after a clause, after a word, between any two characters.
_CLAUSE = re.compile(r"(?<=[;:,])\s+|(?<=[、，；：])")
_WORD = re.compile(r"\s+")
_SENTENCE_END = frozenset('.!?…)"”’»')


def split(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of ``text``, white space after each included: joined, they are ``text``.

    ``language`` is a BCP 47 tag; its first part decides which abbreviations end no sentence.
    """
    sentences = tuple(sentencex.segment(language.split("-")[0].lower(), text))
    return sentences if "".join(sentences) == text else (text,)


def cut(text: str, limit: int, language: str, *, within_words: bool = False) -> tuple[str, ...]:
    """Return ``text`` in pieces of at most ``limit`` characters, as few as may be, losing nothing.

    Cuts after sentences, else after clauses, else after words; only with ``within_words`` inside
    one, so without it a piece may be longer.
    """
    steps: list[Callable[[str], Iterable[str]]] = [
        lambda piece: split(piece, language),
        lambda piece: _split_after(_CLAUSE, piece),
        lambda piece: _split_after(_WORD, piece),
    ]
    if within_words:
        steps.append(_graphemes)
    return tuple(_cut(text, limit, steps)) if text else ()


def _cut(text: str, limit: int, steps: list[Callable[[str], Iterable[str]]]) -> list[str]:
    """Fill pieces with what the first step yields, and cut by the next ones what does not fit."""
    if len(text.strip()) <= limit or not steps:
        return [text]
    pieces = [""]
    for part in steps[0](text):
        if len((pieces[-1] + part).strip()) <= limit:
            pieces[-1] += part
        else:
            pieces += _cut(part, limit, steps[1:])
    return [piece for piece in pieces if piece]


def _split_after(pattern: re.Pattern[str], text: str) -> list[str]:
    ends = [found.end() for found in pattern.finditer(text)]
    return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if a < b]


def _graphemes(text: str) -> Iterable[str]:
    """Yield the characters of ``text``, each with the marks that combine with it."""
    start = 0
    for index, character in enumerate(text):
        combines = unicodedata.category(character).startswith("M") or character == "\u200d"
        if index and not combines and text[index - 1] != "\u200d":
            yield text[start:index]
            start = index
    yield text[start:]


def joint(left: str, gap: str, right: str) -> str:
    """Return the white space between two translated pieces whose sources had ``gap`` between them.

    Scripts without spaces want none between sentences, the others want one.
    """
    if not left or not right:
        return gap
    if not gap and left[-1] in _SENTENCE_END and not is_unspaced(right[0]):
        return " "
    if gap == " " and is_unspaced(left[-1]) and is_unspaced(right[0]):
        return ""
    return gap
