"""Glossary terms and names that are never translated: whole words, the longest first."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from promulgate.core.masks.scripts import is_unspaced
from promulgate.core.masks.spans import Ground, Span, Term

# More than a glossary, a file's names and its abbreviations have.
MOST_REMEMBERED = 4096


def find(ground: Ground) -> list[Span]:
    """Return where terms, and the file's own abbreviations, stand in free ground."""
    spans = [span for span, _ in placed(ground)]
    free = ground.claimed(spans).free
    return spans + [
        Span(start, end, "abbreviation")
        for abbreviation in ground.definitions.abbreviations
        for start, end in occurrences(free, abbreviation, case=True)
    ]


def placed(ground: Ground) -> list[tuple[Span, Term]]:
    """Return where terms stand in free ground; of two that overlap, the longer one does."""
    found: list[tuple[Span, Term]] = []
    taken = bytearray(len(ground.text))
    possible = likely(ground.terms, ground.free)
    for term in sorted(possible, key=lambda each: len(each.source), reverse=True):
        for start, end in occurrences(ground.free, term.source, case=term.case_sensitive):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                target = None if term.target is None else as_written(ground.text[start:end], term)
                found.append((Span(start, end, "term", target=target), term))
    return found


def likely[AnyTerm: Term](terms: Iterable[AnyTerm], text: str) -> list[AnyTerm]:
    """Return the terms whose words are all somewhere in ``text``.

    A glossary has thousands, a unit a few: to look for each as whole words would take minutes.
    """
    folded = text.lower()
    return [term for term in terms if all(word in folded for word in _words(term.source))]


@lru_cache(maxsize=MOST_REMEMBERED)
def _words(source: str) -> tuple[str, ...]:
    return tuple(source.lower().split())


def occurrences(text: str, words: str, *, case: bool) -> Iterator[tuple[int, int]]:
    """Yield the starts and ends of ``words`` in ``text``, as whole words."""
    for found in _pattern(words, case).finditer(text):
        # To Python's \w a combining vowel is no letter, but it does continue the word.
        after = text[found.end() : found.end() + 1]
        if not (after and unicodedata.category(after).startswith("M")):
            yield found.start(), found.end()


def as_written(occurrence: str, term: Term) -> str:
    """Return the fixed translation, in capitals where the occurrence, unlike the entry, is."""
    target = term.target or ""
    shouted = occurrence.isupper() and len(occurrence) > 1 and not term.source.isupper()
    return target.upper() if shouted and not term.case_sensitive else target


@lru_cache(maxsize=MOST_REMEMBERED)
def _pattern(source: str, case_sensitive: bool) -> re.Pattern[str]:
    """Match the term over any white space between its words."""
    words = source.split()
    if not words:
        return re.compile(r"(?!)")
    before = "" if is_unspaced(words[0][0]) else r"(?<!\w)"
    after = "" if is_unspaced(words[-1][-1]) else r"(?!\w)"
    body = r"\s+".join(re.escape(word) for word in words)
    return re.compile(before + body + after, re.NOFLAG if case_sensitive else re.IGNORECASE)


def occurs(text: str, term: Term) -> bool:
    """Say whether ``term`` stands anywhere in ``text``, as whole words."""
    return any(True for _ in occurrences(text, term.source, case=term.case_sensitive))
