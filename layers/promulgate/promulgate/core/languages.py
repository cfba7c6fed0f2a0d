"""Languages: BCP 47 tags in canonical form, their direction, their own names, their dates."""

from datetime import date, datetime

import langcodes
from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date as babel_date


def canonical(tag: str) -> str:
    """Return ``tag`` in canonical form: ``iw`` → ``he``, ``pt_br`` → ``pt-BR``.

    Raises ValueError when it is not a registered language (RFC 5646).
    """
    try:
        language = langcodes.Language.get(tag.strip())
    except (ValueError, AttributeError) as error:
        raise ValueError(f"{tag!r} is no BCP 47 language tag") from error
    if not language.language or not language.is_valid() or tag.lower().startswith("x-"):
        raise ValueError(f"{tag!r} is no known language")
    return language.to_tag()


def is_language(tag: str) -> bool:
    """Return whether ``tag`` is a language in canonical form."""
    try:
        return canonical(tag) == tag
    except ValueError:
        return False


def direction(tag: str) -> str:
    """Return ``rtl`` or ``ltr``."""
    return "rtl" if _locale(tag).character_order == "right-to-left" else "ltr"


def autonym(tag: str) -> str:
    """Return the language's name in itself, as a heading would have it: ``Deutsch``, ``日本語``."""
    name = _locale(tag).get_display_name(tag.replace("-", "_")) or tag
    return name[:1].upper() + name[1:]


def format_date(day: str, tag: str) -> str:
    """Return an ISO 8601 date (or the day of a date-time) written out in the language."""
    parsed = datetime.fromisoformat(day).date() if len(day) > 10 else date.fromisoformat(day)
    return babel_date(parsed, format="long", locale=_locale(tag))


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        try:
            return Locale.parse(tag.split("-")[0])
        except UnknownLocaleError:
            return Locale("en")
