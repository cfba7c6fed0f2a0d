"""Terms: what the glossary fixes or keeps stands in the translation as the glossary has it."""

import re
from functools import lru_cache

from promulgate.core.checks import wording
from promulgate.core.checks.pair import Finding, Pair
from promulgate.core.glossary import Term, occurring
from promulgate.core.masks import terms_in

# Written without spaces, and without endings that would change the word.
_UNINFLECTED = frozenset({"ja", "zh", "th", "lo", "km", "my"})
# Particles that are written together with the next word, and the article.
_PREFIXES = {"ar": r"[وفبكل]{0,2}(?:ا?ل)?", "he": "[ושהבכלמ]{0,3}"}
_ARTICLE = {"ar": "ال", "he": "ה"}
# An ending replaces at most so many letters of a word, and leaves at least so many.
ENDING, SHORTEST_STEM = 2, 4


def check(pair: Pair) -> Finding | None:
    """Return an error if a term of the source is not in the translation in its fixed form.

    A fixed translation may take the endings of its language ("personenbezogenen Daten"); a name,
    and a term whose case counts, may not.
    """
    wanted = terms_in(
        pair.source,
        occurring(pair.terms, pair.source),
        definitions=pair.definitions,
        plain=pair.plain,
    )
    missing = tuple(
        term.source if term.target is None else term.target
        for term in wanted
        if not _stands_in(pair.target, term, wording.language_of(pair.target_language))
    )
    if not missing:
        return None
    return Finding(
        name="terms",
        severity="error",
        message=f"the glossary wants here: {', '.join(missing)}",
        parts=missing,
    )


def _stands_in(text: str, term: Term, language: str) -> bool:
    if term.target is None:
        return _plain(term.source, term.case_sensitive).search(text) is not None
    if term.case_sensitive or language in _UNINFLECTED:
        return _plain(term.target, term.case_sensitive).search(text) is not None
    return _inflected(term.target, language).search(text) is not None


@lru_cache(maxsize=1024)
def _plain(words: str, case_sensitive: bool) -> re.Pattern[str]:
    """Return what finds the words as they are, over any white space between them."""
    body = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(body, re.NOFLAG if case_sensitive else re.IGNORECASE)


@lru_cache(maxsize=1024)
def _inflected(words: str, language: str) -> re.Pattern[str]:
    """Return what finds the words, each with an ending of its own."""
    body = r"\s+".join(_forms(word, language) for word in words.split())
    return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)


def _forms(word: str, language: str) -> str:
    bare = word.removeprefix(_ARTICLE.get(language, ""))
    stem = bare[: max(len(bare) - ENDING, min(len(bare), SHORTEST_STEM))]
    ending = r"[^\W\d_]{0,4}"
    return f"{_PREFIXES.get(language, '')}{re.escape(stem)}{ending}"
