"""Figures: the numbers in a text, written in digits of any script or in words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from promulgate.core.checks import wording

# An integer with groups parted by spaces, or digits with points and commas.
NUMBER = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫٬]\d+)*")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}([./-])\d{1,2}\2\d{1,2})(?!\d)")
_AFTERNOON = re.compile(r"(?<!\d)(\d{1,2})(?:[:.]\d\d)?\s?p\.?m\b", re.IGNORECASE)
# 9:00 and 9h00 are 9h.
_FULL_HOUR = re.compile(r"(?<=\d)\s?[:h]\s?00(?![\d:])")
# Telephone numbers: grouped in one way here, in another there.
_PHONE = re.compile(r"(?<![\d,.])\+?\d{1,4}(?:[ -]\(?\d{2,4}\)?){2,4}[ -]\d{3,5}(?![\d,.]*\d)")
_GROUP = 3

_UNITS = {
    "百": 100, "千": 1000, "천": 1000, "万": 10_000, "萬": 10_000, "만": 10_000,
    "百万": 1_000_000, "億": 10**8, "亿": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12,
}  # fmt: skip
_UNIT = "百万|[百千천万萬만億亿억兆조]"
_SCALED = re.compile(
    rf"(?<![\d,.])\d[\d,]{{0,20}}(?:\.\d{{1,9}})?(?:{_UNIT})(?:\d[\d,]{{0,20}}(?:{_UNIT})?){{0,6}}"
)
_PIECE = re.compile(rf"(\d[\d,]*(?:\.\d+)?)({_UNIT})?")
_SCALES = {
    1000: "thousand tausend mil mille duizend тысяч тысячи тысяча ألف آلاف",
    10**6: "million millions millionen milhão milhões millón millones milione milioni miljoen "
    "миллион миллиона миллионов مليون ملايين mio. mn",
}
_SCALE = {word: scale for scale, words in _SCALES.items() for word in words.split()}
_SCALE_WORD = re.compile(r"\s?([^\W\d]{2,10}\.?)")

_KANJI = re.compile("[〇零一二三四五六七八九十百千万億两兩]{1,20}")
_KANJI_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "兩": 2,
}  # fmt: skip
_KANJI_TENS = {"十": 10, "百": 100, "千": 1000}

# From one on; / parts the numbers.
_WORDS = {
    "en": "one a an each single first once every per monthly annual* yearly daily weekly/"
    "two second twice both/three third/four fourth/five/six/seven/eight/nine/ten/eleven/twelve",
    "de": "ein* erste* pro je/zwei zweit* beide*/drei dritt*/vier/fünf/sechs/sieben/acht/neun/zehn/"
    "elf/zwölf",
    "fr": "un une premier* première* par/deux/trois/quatre/cinq/six/sept/huit/neuf/dix/onze/douze",
    "es": "un una uno primer* por/dos/tres/cuatro/cinco/seis/siete/ocho/nueve/diez/once/doce",
    "pt": "um uma primeir* por/dois duas/três/quatro/cinco/seis/sete/oito/nove/dez/onze/doze",
    "it": "un una uno prim* per/due/tre/quattro/cinque/sei/sette/otto/nove/dieci/undici/dodici",
    "nl": "een één eerste per/twee tweede/drie/vier/vijf/zes/zeven/acht/negen/tien/elf/twaalf",
    "ru": "один одн* перв* в/два две двух втор*/три трёх трех/четыре/пять/шесть/семь/восемь/девять/"
    "десять/одиннадцать/двенадцать",
    "ar": "واحد واحدة أول الأول يوم شهر سنة عام أسبوع ساعة/"
    "اثنان اثنين سنتين سنتان عامين يومين يومان شهرين شهران أسبوعين أسبوعان ساعتين/"
    "ثلاث ثلاثة/أربع أربعة/خمس خمسة/ست ستة/سبع سبعة/ثماني "
    "ثمانية/تسع تسعة/عشر عشرة",
    "ko": "한 하나 매 첫/두 둘/세 셋/네 넷/다섯/여섯/일곱/여덟/아홉/열/열하나/열두",
    "ja": "毎/両/",
    "zh": "每/",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as ``text``, the values that its language reads in it, and those any would."""

    text: str
    values: frozenset[Decimal]
    any_values: frozenset[Decimal]


def written(text: str, tag: str) -> list[Figure]:
    """Return the numbers that ``text``, in the language ``tag``, has in digits, in order."""
    text = _PHONE.sub(_ungrouped, _FULL_HOUR.sub("h", folded(text)))
    afternoon = {found.start() for found in _AFTERNOON.finditer(text)}
    figures: list[Figure] = []
    end = 0
    for found in _parts(text):
        if found.start() < end:
            continue
        end = found.end()
        if found.re is NUMBER:
            after = _SCALE_WORD.match(text, end, end + 12)
            scale = _SCALE.get(after[1].lower()) if after else None
            figures.append(_figure(found[0], tag, scale, pm=found.start() in afternoon))
        elif found.re is _DATE:
            figures += [_exact(part, Decimal(part)) for part in re.split("[./-]", found[0])]
        else:
            figures.append(_exact(found[0], _scaled(found[0])))
    return figures


def worded(text: str, tag: str) -> list[Figure]:
    """Return the numbers that ``text`` may mean by words: small ones, and months beside a day."""
    text = folded(text)
    language = wording.language_of(tag)
    figures = [
        _exact(found[0], Decimal(value))
        for value, pattern in _number_words(language)
        for found in pattern.finditer(text)
    ]
    figures += [
        _exact(found[0], Decimal(month))
        for month, pattern in months(tag)
        for found in pattern.finditer(text)
        if re.search(r"\d", text[max(0, found.start() - 6) : found.end() + 6])
    ]
    if language in {"ja", "zh", "ko"}:
        figures += [_exact(found[0], kanji(found[0])) for found in _KANJI.finditer(text)]
    return figures


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Return ``text`` with full-width forms and the digits of any script as plain ones."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(sign)) if sign > "\x7f" and sign.isdecimal() else sign
        for sign in unicodedata.normalize("NFKC", text)
    )


def _ungrouped(phone: re.Match[str]) -> str:
    return re.sub(r"\D", "", phone[0])


def _parts(text: str) -> Iterator[re.Match[str]]:
    """Yield dates, scaled numbers and numbers by where they begin; of two at once, the longer."""
    found = [*_DATE.finditer(text), *_SCALED.finditer(text), *NUMBER.finditer(text)]
    yield from sorted(found, key=lambda each: (each.start(), -each.end()))


def _exact(text: str, value: Decimal) -> Figure:
    return Figure(text, frozenset({value}), frozenset({value}))


def _figure(number: str, tag: str, scale: int | None, *, pm: bool) -> Figure:
    strict, lenient = _read(number, _decimal_mark(tag)), _read(number, None)
    if scale:
        strict, lenient = (
            {v * scale for v in strict} | strict,
            {v * scale for v in lenient} | lenient,
        )
    if pm:
        strict, lenient = strict | {v + 12 for v in strict}, lenient | {v + 12 for v in lenient}
    return Figure(number, frozenset(strict), frozenset(strict | lenient))


def _read(number: str, decimal: str | None) -> set[Decimal]:
    """Return what ``number`` may be, with a known decimal mark or with any."""
    signs = [sign for sign in number if not sign.isdigit()]
    if not signs:
        return {Decimal(number)}
    *groups, last = re.split(r"\D", number)
    whole, broken = Decimal("".join((*groups, last))), Decimal(f"{''.join(groups)}.{last}")
    if signs.count(signs[-1]) > 1:
        # A mark that stands twice is no decimal mark: 1.234.567, or a section such as 3.2.1.
        return {whole}
    if not all(len(group) == _GROUP for group in (*groups[1:], last)) or signs[-1] == "٫":
        return {broken}
    if signs[-1] in " '’٬":
        return {whole}
    if decimal is None:
        return {whole, broken}
    return {broken} if signs[-1] == decimal else {whole}


@cache
def _locale(tag: str) -> Locale | None:
    for name in (tag, wording.language_of(tag)):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def _decimal_mark(tag: str) -> str | None:
    locale = _locale(tag)
    symbols = locale.number_symbols.get("latn") if locale else None
    return str(symbols["decimal"]) if symbols else None


@cache
def _number_words(language: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    lists = _WORDS.get(language, "").split("/")
    return tuple(
        (value, wording.pattern(language, words)) for value, words in enumerate(lists, 1) if words
    )


@cache
def months(tag: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return what finds each month's names in a language."""
    return tuple(
        (month, re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE))
        for month, forms in month_names(tag)
    )


def month_names(tag: str) -> tuple[tuple[int, str], ...]:
    """Return how a language calls each month, short or long, as alternatives of a pattern.

    Names with digits are left out: they are read as numbers.
    """
    locale = _locale(tag)
    if locale is None:
        return ()
    names: dict[int, set[str]] = {}
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[use][width].items():
                if not re.search(r"\d", name):
                    names.setdefault(month, set()).add(re.escape(name.rstrip(".")))
    return tuple(
        (month, "|".join(sorted(forms, key=lambda form: (-len(form), form))))
        for month, forms in names.items()
    )


def _scaled(text: str) -> Decimal:
    """Return the value of 3万, 1万2千, 1.5億."""
    return sum(
        (
            Decimal(number.replace(",", "")) * _UNITS.get(unit, 1)
            for number, unit in _PIECE.findall(text)
        ),
        Decimal(0),
    )


def kanji(text: str) -> Decimal:
    """Return the value of 三十, 二〇二六, 一万二千."""
    if not re.search("[十百千万億]", text):
        return Decimal("".join(str(_KANJI_DIGITS[sign]) for sign in text))
    total = section = digit = 0
    for sign in text:
        if sign in _KANJI_DIGITS:
            digit = _KANJI_DIGITS[sign]
        elif sign in _KANJI_TENS:
            section += (digit or 1) * _KANJI_TENS[sign]
            digit = 0
        else:
            total += (section + digit or 1) * _UNITS[sign]
            section = digit = 0
    return Decimal(total + section + digit)
