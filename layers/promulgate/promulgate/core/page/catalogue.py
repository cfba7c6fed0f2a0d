"""The texts of the page itself, per language, from gettext catalogues; English where one lacks."""

import gettext
from functools import cache
from pathlib import Path

from promulgate.core.languages import script

CATALOGUES = Path(__file__).with_name("catalogues")
# Who reads the one reads the other better than English.
NEAREST = {"pt": "pt_BR"}


@cache
def texts(language: str) -> gettext.NullTranslations:
    """Return the catalogue for a BCP 47 tag: its own, else that of its language and script.

    ``zh-TW`` has that of ``zh-Hant``. A language without one has English texts.
    """
    base = language.split("-")[0]
    names = (
        language.replace("-", "_"),
        f"{base}_{script(language)}",
        base,
        NEAREST.get(base, base),
    )
    for name in names:
        path = CATALOGUES / f"{name}.mo"
        if path.exists():
            with path.open("rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


def has_texts(language: str) -> bool:
    """Return whether the page can speak a language: by a catalogue, or because it is English."""
    return language.split("-")[0] == "en" or isinstance(texts(language), gettext.GNUTranslations)
