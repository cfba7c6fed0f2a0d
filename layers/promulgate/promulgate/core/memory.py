"""Translation memory, the pure part: when two source texts are the same, and what is merely near.

Only exact matches are ever reused. Near ones are hints: "with notice" and "without notice" are
98 % alike.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from promulgate.core.digest import of_value
from promulgate.core.masks import Definitions, Term, spans_of
from promulgate.core.masks.terms import likely, occurs

# Below this share of common words, a hint costs more attention than it saves.
LEAST_LIKENESS = 0.6

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words: ``equal``, or as it ``was`` in the remembered source and ``is`` now."""

    equal: bool
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Hint:
    """An approved pair whose source is near, never to be used unread."""

    source: str
    target: str
    differences: tuple[Difference, ...]


def memory_key(
    source_text: str,
    source_language: str,
    target_language: str,
    terms: Sequence[Term],
    *,
    definitions: Definitions | None = None,
) -> str:
    """Return the digest under which a translation of ``source_text`` is remembered.

    Texts share it that differ in nothing but the white space between words and the way Unicode
    composes letters. Languages are canonical tags. Of ``terms``, those count that stand in the
    text: when their fixed translation changes, the old translation is no match any more.
    """
    text = unicodedata.normalize("NFC", source_text.strip())
    spans = spans_of(text, (), definitions=definitions)
    parts: list[str] = []
    start = 0
    for span in spans:
        parts += [_folded(text[start : span.start]), text[span.start : span.end]]
        start = span.end
    parts.append(_folded(text[start:]))
    used = sorted(
        [term.source, term.target or "", term.target is not None, term.case_sensitive]
        for term in likely(terms, text)
        if occurs(text, term)
    )
    return of_value({"parts": parts, "from": source_language, "to": target_language, "terms": used})


def nearest(source_text: str, candidates: Iterable[tuple[str, str]]) -> Hint | None:
    """Return the remembered pair of source and target whose source is most like ``source_text``.

    ``None`` when none is like enough. A candidate equal to the text is returned too, all equal.
    """
    now = _WORD.findall(source_text)
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(now)
    best: tuple[float, str, str] = (LEAST_LIKENESS, "", "")
    for source, target in candidates:
        matcher.set_seq1(_WORD.findall(source))
        # The first two are upper bounds and cheap.
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) <= best[0]:
            continue
        likeness = matcher.ratio()
        if likeness > best[0]:
            best = (likeness, source, target)
    if not best[1]:
        return None
    return Hint(best[1], best[2], differences(best[1], source_text))


def differences(was: str, now: str) -> tuple[Difference, ...]:
    """Return what changed between two texts, word by word; the parts join to either text."""
    old, new = _WORD.findall(was), _WORD.findall(now)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return tuple(
        Difference(tag == "equal", "".join(old[i1:i2]), "".join(new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)
