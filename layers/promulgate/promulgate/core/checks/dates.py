"""Dates: the same day, month and year, however the language writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from promulgate.core.checks import figures, wording
from promulgate.core.checks.pair import Finding, Pair

# 2025-09-09, 2025/9/9, 2025.09.09; 年月日 and 년월일; 9/9/2025, 9.9.2025.
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_SIGNS = re.compile(
    r"(?:(?<!\d)(\d{4})\s?[年년]\s?)?(?<!\d)(\d{1,2})\s?[月월](?!\s?[間간])(?:\s?(\d{1,2})\s?[日일])?"
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_ERA = re.compile(r"(令和|平成)\s?(元|\d{1,2})\s?年")
_ERAS = {"令和": 2018, "平成": 1988}
_DAY_BEFORE = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:st|nd|rd|th|er|re|ème|[oa°.])?,?[\s-]{0,2}"
    r"(?:(?:de|of|d'|di|del|ב)[\s-]{0,2})?\Z"
)
_AFTER = re.compile(
    r"\.?(?:[\s-]{0,2}(\d{1,2})(?:st|nd|rd|th)?(?!\d|[.:]\d))?"
    r"(?:,?[\s-]{0,2}(?:(?:de|del|of|do)\s)?(\d{4})(?!\d))?"
)
_DIGIT = re.compile(r"\d")
_LONGEST_BEFORE = 16
_MONTHS_OF_A_YEAR = 12
_DAYS_OF_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class Date:
    """A date as ``text``; ``year`` or ``day`` is None where it is not said.

    ``swapped``: written in numbers of which each may be the day or the month.
    """

    text: str
    year: int | None
    month: int
    day: int | None
    swapped: bool = False

    def may_be(self, other: "Date") -> bool:
        """Say whether both may be the same date, as far as each tells."""
        if None not in (self.year, other.year) and self.year != other.year:
            return False
        if (self.month, self.day) == (other.month, other.day):
            return True
        if None in (self.day, other.day):
            return self.month == other.month
        return (self.swapped or other.swapped) and (self.month, self.day) == (
            other.day,
            other.month,
        )


def check(pair: Pair) -> Finding | None:
    """Return an error if a date of the source is another one in the translation.

    Where only one side has dates that can be read, nothing is said: a lost number is found by
    ``numbers``, and a month may be written in a way that is not known here.
    """
    before = read(pair.source, pair.source_language)
    if not before:
        return None
    after = read(pair.target, pair.target_language)
    lost = [date for date in before if not any(date.may_be(other) for other in after)]
    won = [date for date in after if not any(date.may_be(other) for other in before)]
    if not lost or not won:
        return None
    said, says = (", ".join(f"“{date.text}”" for date in dates) for dates in (lost, won))
    return Finding(
        name="dates",
        severity="error",
        message=f"the source says {said}, this says {says}",
        parts=tuple(date.text for date in (*lost, *won)),
    )


def read(text: str, tag: str) -> list[Date]:
    """Return the dates in ``text``, in the language ``tag``, that name at least a month."""
    text = _ERA.sub(_western, figures.folded(wording.plain(text)))
    if not _DIGIT.search(text):
        return []
    found = [*_numeric(text), *_named(text, tag)]
    return [
        date
        for date in found
        if 1 <= date.month <= _MONTHS_OF_A_YEAR and 1 <= (date.day or 1) <= _DAYS_OF_A_MONTH
    ]


def _western(era: re.Match[str]) -> str:
    year = 1 if era[2] == "元" else int(era[2])
    return f"{_ERAS[era[1]] + year}年"


def _numeric(text: str) -> Iterator[Date]:
    for found in _ISO.finditer(text):
        yield Date(found[0], int(found[1]), int(found[3]), int(found[4]))
    for found in _SIGNS.finditer(text):
        year, month, day = (int(part) if part else None for part in found.groups())
        if month is not None and (year or day):
            yield Date(found[0], year, month, day)
    for found in _NUMERIC.finditer(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        # Which of the two is the month depends on the country, which a tag need not name.
        if first > _MONTHS_OF_A_YEAR or second > _MONTHS_OF_A_YEAR:
            yield Date(found[0], year, min(first, second), max(first, second))
        else:
            yield Date(found[0], year, second, first, swapped=True)


def _named(text: str, tag: str) -> Iterator[Date]:
    """Yield the dates with a month's name and a day or a year beside it."""
    names = _names(tag)
    if names is None:
        return
    for found in names.finditer(text):
        month = next(int(key[1:]) for key, name in found.groupdict().items() if name)
        before = _DAY_BEFORE.search(text, max(0, found.start() - _LONGEST_BEFORE), found.start())
        after = _AFTER.match(text, found.end())
        day_after, year = after.groups() if after else (None, None)
        day = before[1] if before else day_after
        if day or year:
            start = before.start() if before else found.start()
            end = after.end() if after and (year or not before) else found.end()
            said = text[start:end].strip()
            yield Date(said, int(year) if year else None, month, int(day) if day else None)


@cache
def _names(tag: str) -> re.Pattern[str] | None:
    """Return what finds the months of a language, a group ``m9`` for the ninth."""
    groups = [f"(?P<m{number}>{forms})" for number, forms in figures.month_names(tag)]
    if not groups:
        return None
    # A preposition may be written together with the month, as in Hebrew.
    prefix = "ב?" if wording.language_of(tag) == "he" else ""
    # "may" and "march" are words; English months have a capital.
    flags = re.NOFLAG if wording.language_of(tag) == "en" else re.IGNORECASE
    return re.compile(rf"(?<!\w){prefix}(?:{'|'.join(groups)})(?!\w)", flags)
