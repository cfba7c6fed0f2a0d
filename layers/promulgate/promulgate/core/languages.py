"""Languages: BCP 47 tags in canonical form, their direction, their own names, their dates."""

import re
from datetime import date, datetime
from functools import cache, lru_cache

from babel import Locale, localedata
from babel.core import UnknownLocaleError, get_global

# Scripts written from right to left in running text, by their ISO 15924 codes.
RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Syrc", "Thaa"})
# Several languages, none, or not known which (ISO 639-2): no text is written in one of these.
NO_ONE_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
)


def canonical(tag: str) -> str:
    """Return ``tag`` in canonical form: ``iw`` → ``he``, ``pt_br`` → ``pt-BR``.

    Raises ValueError when it is not a registered language (RFC 5646), or names more than
    language, script, region and variant.
    """
    # 35 ms to import: for those who read tags that people wrote, not for those who build pages.
    import langcodes

    try:
        language = langcodes.Language.get(tag.strip())
    except (ValueError, AttributeError) as error:
        raise ValueError(f"{tag!r} is no BCP 47 language tag") from error
    code = language.language or "und"
    private = language.private or "qaa" <= code <= "qtz" or code.startswith("x-")
    if code in NO_ONE_LANGUAGE or private or language.extensions or not language.is_valid():
        raise ValueError(f"{tag!r} is no known language")
    return language.to_tag()


def is_current(tag: str) -> bool:
    """Say whether a tag's language has CLDR data, and so is no legacy code such as ``iw``."""
    return localedata.exists(tag.partition("-")[0])


def is_language(tag: str) -> bool:
    """Return whether ``tag``, in capitals or not, could be a language that pages are in.

    That is language, script and region as CLDR knows them: ``zh-hant`` is, ``tos`` is not.
    """
    parts = _TAG.fullmatch(tag.lower())
    if parts is None or not localedata.exists(parts["language"]):
        return False
    names = Locale("en")
    named_script, region = parts["script"], parts["region"]
    return (named_script is None or named_script.title() in names.scripts) and (
        region is None or region.upper() in names.territories
    )


@cache
def script(tag: str) -> str:
    """Return the ISO 15924 code of the script that a language is written in: ``Latn``, ``Jpan``.

    It is the likely one where the tag does not say (CLDR's likely subtags), else empty.
    """
    parts = tag.split("-")
    named = [part for part in parts[1:] if len(part) == len("Latn") and part.isalpha()]
    if named:
        return named[0].title()
    likely = get_global("likely_subtags")
    found = likely.get("_".join(parts[:2])) or likely.get(parts[0]) or ""
    return next((part for part in found.split("_")[1:] if len(part) == len("Latn")), "")


def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr``."""
    return "rtl" if script(tag) in RIGHT_TO_LEFT else "ltr"


@cache
def autonym(tag: str) -> str:
    """Return the language's name in itself, as a heading would have it: ``Deutsch``, ``日本語``.

    A language without CLDR data is called by its tag.
    """
    locale = _locale(tag)
    name = (locale.get_display_name(locale) if locale else "") or tag
    # Not upper(): Georgian has capitals for whole words only.
    return name[:1].title() + name[1:]


@lru_cache(maxsize=256)
def format_date(day: str, tag: str) -> str:
    """Return an ISO 8601 date (or the day of a date-time) written out in the language.

    A language for which CLDR has no months gets the ISO date, which nobody misreads.
    """
    # Babel's dates take 25 ms to import, and only pages need them.
    from babel.dates import format_date as babel_date

    parsed = datetime.fromisoformat(day).date() if len(day) > 10 else date.fromisoformat(day)
    locale = _locale(tag)
    if locale is None or locale.months["format"]["wide"][1] == "M01":
        return parsed.isoformat()
    return babel_date(parsed, format="long", locale=locale)


@cache
def _locale(tag: str) -> Locale | None:
    """Return CLDR's data for the tag, else for its language with its script, else None."""
    language = tag.split("-")[0]
    for name in (tag, f"{language}-{script(tag)}", language):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
