"""A policy's text as its readers read it: sentences of words, free of markup.

Where sentences end is decided here by a few rules on punctuation, and not by the package that the
translate function has: it would add 4 MB to every function and takes 0.6 s for 88,000 Japanese
characters, while an end that is missed costs a reader no more than a longer sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape

from promulgate.core import rendering
from promulgate.core.rendering import TAG

# Begins and ends a word that readers do not see: where a link leads, what an abbreviation means.
# No text has this character, since HTML cannot.
ASIDE = "\0"

# Writing that puts no space between sentences either, or no mark: Thai, Lao, Burmese, Khmer.
_PHRASED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = (
    "\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1060\u17b4-\u17d3"
)
_PUNCTUATION = (
    r"\s\0!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4-\u00b8\u00bb-\u00bf\u05be\u05f3\u05f4"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0589\u0964\u0965\u2010-\u2027\u2030-\u205e\u20a0-\u20cf"
    r"\u3000-\u3004\u3008-\u3020\u3030-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_WORD = f"[^{_PUNCTUATION}{_PHRASED}\u3040-\u30ff\uff66-\uff9f{_HAN}]"

# The full stops of scripts that put a space behind them, and of those that do not.
_STOPS = frozenset(".!?…‽؟۔।॥։")
_WIDE_STOPS = frozenset("。！？｡．។။")
_CLOSING = frozenset("\"'”’»›)]」』）】》”")

_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_ATTRIBUTE = re.compile(r' (alt|class|href|src|title)="([^"]*)"')
_BLOCK = re.compile(
    "</?(address|article|aside|blockquote|caption|center|d[dlt]|details|div|figcaption|figure|footer"
    "|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|summary|table|tr)[ >]"
)
_CELLS = frozenset({"td", "th"})
_NOTES = frozenset({"footnote-ref", "footnote-backref"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as words, white space and marks; joined, they are its text.

    ``block`` counts the paragraphs, list items and table rows of the page; ``heading`` is that of
    the section, for a heading itself the one above it.
    """

    words: tuple[str, ...]
    block: int
    heading: str

    @property
    def text(self) -> str:
        """Return what is compared: the sentence with its asides, without a space at its end."""
        return "".join(self.words).rstrip()


def read(markdown: str, language: str) -> tuple[Sentence, ...]:
    """Return the sentences of a Markdown body in one language, in reading order.

    White space is one space, and in Japanese a run of kanji is a word. Raises AuthorError for a
    body that is nested too deep.
    """
    found: list[Sentence] = []
    above: list[tuple[int, str]] = []
    for number, (level, text) in enumerate(_blocks(rendering.render(markdown))):
        if level:
            above = [one for one in above if one[0] < level]
        heading = above[-1][1] if above else ""
        words = _words(language.split("-")[0]).findall(text)
        found += [Sentence(sentence, number, heading) for sentence in _sentences(words)]
        if level:
            above.append((level, seen(words)))
    return tuple(found)


def seen(words: Sequence[str]) -> str:
    """Return the text of ``words`` without what readers do not see."""
    return "".join(word for word in words if not word.startswith(ASIDE))


def told(words: Sequence[str]) -> str:
    """Return the text of ``words`` with what readers do not see behind it, in brackets."""
    return "".join(f" ({word.strip(ASIDE)})" if word.startswith(ASIDE) else word for word in words)


def _blocks(html: str) -> Iterator[tuple[int, str]]:
    """Yield the level (0 unless it is a heading) and the text of each block that has some."""
    pieces = TAG.split(html)
    text: list[str] = []
    level = 0
    hidden: list[str] = []
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            if not hidden or hidden[-1] != "note":
                text.append(unescape(piece))
            continue
        tag = _tag(piece)
        if _BLOCK.match(piece):
            if joined := " ".join("".join(text).split()):
                yield level, joined
            text, hidden = [], []
            level = int(tag[1]) if piece.startswith("<h") and tag[1].isdigit() else 0
        elif tag == "br":
            text.append(" ")
        elif tag in _CELLS and piece.startswith("<t") and "".join(text).strip():
            text.append(" | ")
        elif tag in {"a", "abbr", "img"}:
            _take(tag, piece, text, hidden)
    if joined := " ".join("".join(text).split()):
        yield level, joined


def _tag(piece: str) -> str:
    found = _TAG_NAME.match(piece)
    return found[1] if found else ""


def _take(tag: str, piece: str, text: list[str], hidden: list[str]) -> None:
    """Add what an ``a``, ``abbr`` or ``img`` says beside its text."""
    if piece.startswith("</"):
        aside = hidden.pop() if hidden else ""
        if aside and aside != "note" and not text[-1].endswith(aside):
            text.append(f"{ASIDE}{aside}{ASIDE}")
        return
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(piece)}
    if tag == "img":
        source = attributes.get("src", "")
        text.append(f"{attributes.get('alt', '')}{ASIDE}{source}{ASIDE}" if source else "")
    elif attributes.get("class") in _NOTES:
        hidden.append("note")
    else:
        aside = attributes.get("href") or attributes.get("title", "")
        hidden.append(aside.removeprefix("mailto:"))


@cache
def _words(language: str) -> re.Pattern[str]:
    han = f"[{_HAN}]+" if language == "ja" else f"[{_HAN}]"
    return re.compile(
        f"{ASIDE}[^{ASIDE}]*{ASIDE}| |"
        # Numbers, addresses and "don't" are one word each.
        f"{_WORD}+(?:[.,:'’/@_-]{{1,3}}{_WORD}+)*|"
        f"[\u30a0-\u30ff\uff66-\uff9f]+|[\u3041-\u309f]+|{han}|"
        f"[\u0e40-\u0e44\u0ec0-\u0ec4]?[{_PHRASED}][{_MARKS}]*|."
    )


def _sentences(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the sentences of a block, the white space behind each included."""
    start = place = 0
    while place < len(words):
        end = _end(words, place)
        if end:
            yield tuple(words[start:end])
            start = end
        place = end or place + 1
    if start < len(words):
        yield tuple(words[start:])


def _end(words: Sequence[str], place: int) -> int:
    """Return where the sentence ends that the word at ``place`` ends; 0 if it ends none."""
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    if word == " ":
        spoken = place and after and _is_phrased(words[place - 1]) and _is_phrased(after)
        return place + 1 if spoken else 0
    if word not in _STOPS and word not in _WIDE_STOPS:
        return 0
    end = place + 1
    while end < len(words) and (
        words[end] in _STOPS
        or words[end] in _WIDE_STOPS
        or words[end] in _CLOSING
        or words[end].startswith(ASIDE)
    ):
        end += 1
    spaced = end < len(words) and words[end] == " "
    if word in _WIDE_STOPS:
        return end + spaced
    if not spaced or end + 1 == len(words):
        return 0
    begins = words[end + 1][0]
    if begins.islower() or begins.isdigit() or (word == "." and _is_short(words[place - 1])):
        return 0
    return end + 1


def _is_phrased(word: str) -> bool:
    return re.match(f"[{_PHRASED}]", word) is not None


def _is_short(word: str) -> bool:
    """Say whether a full stop behind ``word`` may well be that of an abbreviation."""
    return "." in word or len(word) == 1 or (len(word) <= 3 and word[0].isupper())
