"""What a glossary says: fixed translations of terms per language, and terms never translated."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from promulgate.core.masks.terms import likely, occurs


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source; ``target`` is its fixed translation, None for never translated."""

    source: str
    target: str | None
    case_sensitive: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One term in several languages: pairs of a canonical tag and what it is called there."""

    words: tuple[tuple[str, str], ...]
    case_sensitive: bool

    def word(self, language: str) -> str | None:
        """Return the term in ``language``, or in the language that it is a variety of."""
        words = dict(self.words)
        tag = language
        while tag not in words:
            tag, _, rest = tag.rpartition("-")
            # zh-Hant is not a variety of zh: another script is another spelling of every word.
            if not tag or len(rest) == len("Hant"):
                return None
        return words[tag]


@dataclass(frozen=True, slots=True)
class Glossary:
    """What an uploaded glossary says. Equal digests mean equal rules.

    The ``digest`` is that of the rules in a canonical order, not of the file's bytes: a comment, a
    note or another order of the terms flags nothing and invalidates no approval.
    """

    digest: str
    names: tuple[Term, ...] = ()
    entries: tuple[Entry, ...] = ()


EMPTY = Glossary(digest="")


def terms_for(glossary: Glossary, source_language: str, target_language: str) -> tuple[Term, ...]:
    """Return the terms that count for translations between two languages (canonical tags).

    A word of the source that stands for several terms with several translations fixes none.
    """
    if source_language == target_language:
        return ()
    fixed: dict[str, Term] = {}
    ambiguous: set[str] = set()
    for entry in glossary.entries:
        source, target = entry.word(source_language), entry.word(target_language)
        if source and target:
            term = Term(source, target, entry.case_sensitive)
            if fixed.setdefault(source, term).target != target:
                ambiguous.add(source)
    return (*glossary.names, *(term for word, term in fixed.items() if word not in ambiguous))


def occurring(terms: Sequence[Term], text: str) -> tuple[Term, ...]:
    """Return those of ``terms`` that stand in ``text``, as whole words."""
    possible = likely(terms, unicodedata.normalize("NFC", text))
    return tuple(term for term in possible if occurs(text, term))


def changed(before: Sequence[Term], after: Sequence[Term], text: str) -> tuple[Term, ...]:
    """Return what of ``text`` a new glossary sees otherwise; an empty answer leaves it as it is.

    ``before`` and ``after`` are the terms of one language pair. The answer holds the terms in the
    text that came or changed, as they are now, and those that went, as they were.
    """
    old, new = occurring(before, text), occurring(after, text)
    came = [term for term in new if term not in old]
    now = {term.source for term in new}
    return (*came, *(term for term in old if term not in new and term.source not in now))
