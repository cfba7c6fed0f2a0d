"""From a file to its units."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from promulgate.core.units.dialect import read
from promulgate.core.units.fields import BLOCK, fields
from promulgate.core.units.found import Found
from promulgate.core.units.inline import ends_escaped, has_words, inner_texts
from promulgate.core.units.unit import Attribute, Form, Prose, Unit

LINE_END = re.compile(r"\r\n|\r|\n")


def split(text: str) -> tuple[Unit, ...]:
    """Return the units of ``text``, the whole file, in its order.

    Raises AuthorError when lists and quotes are nested too deeply.
    """
    units = [Unit("", kind, value, 0, place) for kind, value, place in fields(text)]
    block = BLOCK.match(text)
    start = block.end() if block else len(text) - len(text.removeprefix("\ufeff"))
    # The same length, so that offsets hold; blanks at a line's end are read in the text itself.
    page = text[start:].replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    for found in read(page, first_line=1 + len(LINE_END.findall(text, 0, start))):
        if isinstance(found.place, Attribute):
            units += _attribute(text, start, found, found.place)
        else:
            units += _prose(text, start, found, found.place, name=_id(len(units)))
    return tuple(replace(unit, id=_id(number)) for number, unit in enumerate(units))


def _id(number: int) -> str:
    return f"u{number + 1:04}"


def _attribute(text: str, offset: int, found: Found, place: Attribute) -> Iterator[Unit]:
    place = replace(place, start=place.start + offset, end=place.end + offset)
    words = place.shown or " ".join(text[place.start : place.end].split())
    if has_words(words):
        yield Unit("", found.kind, words, found.level, place)


def _prose(text: str, offset: int, found: Found, place: Prose, name: str) -> Iterator[Unit]:
    """Yield the unit of the id ``name``, if it has words, and the units inside it."""
    lines = tuple((start + offset, end + offset) for start, end in place.lines)
    place = replace(place, lines=lines)
    words, offsets = _joined(text, place)
    whole = has_words(words)
    if whole:
        yield Unit("", found.kind, words, found.level, place)
    keys: Counter[tuple[str, str, str]] = Counter()
    for inner in inner_texts(words):
        yield Unit(
            "",
            inner.kind,
            words[inner.start : inner.end],
            found.level,
            Attribute(
                _in_file(inner.start, offsets, place),
                _in_file(inner.end - 1, offsets, place) + 1,
                inner.closing,
                parent=name if whole else "",
                key=inner.key,
                occurrence=keys[inner.key],
            ),
        )
        keys[inner.key] += 1


def _joined(text: str, place: Prose) -> tuple[str, list[int]]:
    """Return the text of the lines as one, hard breaks kept, and where in it each line begins."""
    words = ""
    offsets: list[int] = []
    before = 0
    for start, end in place.lines:
        if offsets:
            words += _joint(text, before, start, hard=place.form is Form.PARAGRAPH)
        offsets.append(len(words))
        words += text[start:end]
        before = end
    return words, offsets


def _joint(text: str, end: int, start: int, *, hard: bool) -> str:
    """Return what stands for the line end between ``end`` of one line and ``start`` of the next."""
    if hard:
        after = end
        while text[after] in " \t":
            after += 1
        if text[end:after].endswith("  "):
            return f"{text[end:after]}\n"
        if ends_escaped(text, end):
            return "\n"
    # As CSS joins lines: scripts without spaces between words get none.
    return "" if _is_spaceless(text[end - 1]) and _is_spaceless(text[start]) else " "


def _is_spaceless(character: str) -> bool:
    hangul = "\u1100" <= character <= "\u11ff" or "\uac00" <= character <= "\ud7a3"
    return east_asian_width(character) in "WF" and not hangul


def _in_file(position: int, offsets: Sequence[int], place: Prose) -> int:
    number = bisect_right(offsets, position) - 1
    return place.lines[number][0] + position - offsets[number]
