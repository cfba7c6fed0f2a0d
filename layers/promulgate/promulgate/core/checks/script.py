"""Script: a translation is written in the letters of its language."""

import re
import unicodedata
from collections import Counter

from promulgate.core import languages
from promulgate.core.checks.pair import Finding, Pair
from promulgate.core.masks import spans_of

# The first words of Unicode's character names, by ISO 15924 script.
_NAMES = {
    "Arab": {"ARABIC"}, "Armn": {"ARMENIAN"}, "Beng": {"BENGALI"}, "Cyrl": {"CYRILLIC"},
    "Deva": {"DEVANAGARI"}, "Ethi": {"ETHIOPIC"}, "Geor": {"GEORGIAN"}, "Grek": {"GREEK"},
    "Gujr": {"GUJARATI"}, "Guru": {"GURMUKHI"}, "Hebr": {"HEBREW"}, "Khmr": {"KHMER"},
    "Knda": {"KANNADA"}, "Laoo": {"LAO"}, "Latn": {"LATIN", "FULLWIDTH"}, "Mlym": {"MALAYALAM"},
    "Mymr": {"MYANMAR"}, "Sinh": {"SINHALA"}, "Taml": {"TAMIL"}, "Telu": {"TELUGU"},
    "Thai": {"THAI"},
    "Hans": {"CJK"}, "Hant": {"CJK"},
    "Jpan": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH"},
    "Kore": {"HANGUL", "CJK"},
}  # fmt: skip
# A few letters may be a name or a unit of measure.
FEWEST_LETTERS = 12
_MARKUP = re.compile(r"<[^<>]{0,500}>|`[^`]{0,500}`|\{[^{}]{0,200}\}|\]\([^()\s]{0,2000}")
# Letters that are Latin, and those that are not.
_RUN = re.compile(r"[A-Za-z\u00c0-\u024f]+|[^\W\d_A-Za-z\u00c0-\u024f]+")


def check(pair: Pair) -> Finding | None:
    """Return a warning if most letters of the translation belong to another script."""
    expected = _NAMES.get(languages.script(pair.target_language))
    if expected is None:
        return None
    counts = _scripts(_words(pair))
    total = counts.total()
    if total < FEWEST_LETTERS or sum(counts[name] for name in expected) * 2 >= total:
        return None
    foreign = max((name for name in counts if name not in expected), key=lambda name: counts[name])
    return Finding(
        name="script",
        severity="warning",
        message=f"most of this is not in the letters of the language, but in {foreign.title()}",
        parts=(foreign.title(),),
    )


def _words(pair: Pair) -> str:
    """Return the target without what it has in common with the source, such as names."""
    text = pair.target
    for span in reversed(spans_of(text, (), plain=True)):
        text = f"{text[: span.start]} {text[span.end :]}"
    for term in pair.terms:
        text = text if term.target is not None else text.replace(term.source, " ")
    known = set(_RUN.findall(pair.source))
    # Runs of letters, not words: Japanese puts its particles right behind a name.
    return " ".join(run for run in _RUN.findall(_MARKUP.sub(" ", text)) if run not in known)


def _scripts(text: str) -> Counter[str]:
    return Counter(
        unicodedata.name(sign, "OTHER").partition(" ")[0] for sign in text if sign.isalpha()
    )
