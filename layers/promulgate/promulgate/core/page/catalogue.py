"""The texts of the page itself, per language, from gettext catalogues; English where one lacks."""

import gettext
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).with_name("catalogues")


@cache
def texts(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a BCP 47 tag, else of its base language, else English."""
    tag = language.replace("-", "_")
    for name in (tag, tag.split("_")[0]):
        path = CATALOGUES / f"{name}.mo"
        if path.exists():
            with path.open("rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()
