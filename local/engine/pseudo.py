"""A pseudo-translation: plainly not a translation, yet shaped like one.

It lets a whole policy be tried in any language without an engine for it. Every line that has words
stands between the marks ‹ and ›, its letters are changed to ones of the target language's script
(accented for Latin, so that one still reads the source), and vowels are doubled, which makes it
about a third longer, as translations are. In Arabic and Hebrew letters it runs from right to left
by itself. Figures, spaces, line breaks, addresses and the tokens that stand for markup stay.
"""

import re
import unicodedata
from zlib import crc32

OPENING, CLOSING = "‹", "›"

_VOWELS = "aeiou"
_LATIN = "abcdefghijklmnopqrstuvwxyz"

# One letter for each of a to z; where a script has fewer, it repeats.
_ALPHABETS = {
    "arabic": "ابكدهفجحيجكلمنوبقرستوفوكيز",
    "hebrew": "אבכדהפגחיגקלמנופקרסטועוכיז",
    "kana": "アビシデエフグヒイジクルミノオプキリサトウヴワクヤゼ",
    "han": "安本此地二方各合一及可立民年我平其人生他五外文小也在",
    "hangul": "아비치드에프그히이지크르미노오푸큐리사토우브와크야제",
    "cyrillic": "абцдефгхийклмнопкрстувшхыз",
    "greek": "αβχδεφγηιζκλμνοπκρστυβωξψζ",
    "devanagari": "अबचदएफगहइजकलमनओपकरसतउववकयज",
    "thai": "อบจดเฟกหอาคลมนโปกรสตยวอซยซ",
}
_SCRIPTS = {
    "ar": "arabic",
    "fa": "arabic",
    "ur": "arabic",
    "he": "hebrew",
    "iw": "hebrew",
    "ja": "kana",
    "zh": "han",
    "zt": "han",
    "ko": "hangul",
    "ru": "cyrillic",
    "uk": "cyrillic",
    "bg": "cyrillic",
    "sr": "cyrillic",
    "el": "greek",
    "hi": "devanagari",
    "th": "thai",
}
# Combining marks: which one tells languages in Latin letters apart.
_ACCENTS = {
    "de": "\u0308",
    "fr": "\u0300",
    "es": "\u0301",
    "nl": "\u0302",
    "pt": "\u0303",
    "sv": "\u030a",
}
_OTHER_ACCENTS = "\u0304\u0306\u030c"

_KEPT = re.compile(
    r"""
      https?://[^\s<>]+ | www\.[^\s<>]+       # addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | </?[A-Za-z][^<>]*>                      # tags, and tokens written as tags
    | &\#?\w+;
    | `[^`]*`                                 # code
    | \]\([^()\s]*(?:\s"[^"]*")?\)            # where a link leads
    | ⟦[^⟧]*⟧ | \{[^{}]*\} | __\w+?__         # other tokens
    """,
    re.VERBOSE,
)


def pseudo(text: str, target: str) -> str:
    """Return ``text`` made to look like language ``target`` (any code); the same each time."""
    language = re.split(r"[-_]", target.lower())[0]
    letters = _letters(language)
    return "\n".join(_line(line, letters) for line in text.split("\n"))


def _line(line: str, letters: dict[int, str]) -> str:
    body = line.strip()
    if not body or _turned(body, letters) == body:
        return line
    start = line.index(body)
    turned = OPENING + _turned(body, letters) + CLOSING
    return line[:start] + turned + line[start + len(body) :]


def _turned(text: str, letters: dict[int, str]) -> str:
    parts: list[str] = []
    end = 0
    for kept in _KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(letters), kept.group()]
        end = kept.end()
    return "".join([*parts, text[end:].translate(letters)])


def _letters(language: str) -> dict[int, str]:
    """Return what each letter becomes; only lower-case vowels are doubled, so FAQ stays short."""
    if language in _SCRIPTS:
        own = dict(zip(_LATIN, _ALPHABETS[_SCRIPTS[language]], strict=True))
    else:
        other = _OTHER_ACCENTS[crc32(language.encode()) % len(_OTHER_ACCENTS)]
        accent = _ACCENTS.get(language, other)
        own = {vowel: unicodedata.normalize("NFC", vowel + accent) for vowel in _VOWELS}
    table = {ord(letter.upper()): new.upper() for letter, new in own.items()}
    table |= {ord(letter): new * 2 if letter in _VOWELS else new for letter, new in own.items()}
    return table
