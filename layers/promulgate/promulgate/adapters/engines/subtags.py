"""From a BCP 47 tag to the nearest code of an engine that has no code of just that name."""

from collections.abc import Iterator

import langcodes

from .codes import Codes


def nearest(tag: str, codes: Codes) -> str | None:
    """Return the engine's code for ``tag`` or for what it is a variety of, else ``None``."""
    try:
        language = langcodes.Language.get(tag)
    except ValueError:
        return None
    if not language.language or not language.is_valid():
        return None
    for candidate in _candidates(language):
        code = codes.named(candidate)
        if code is not None:
            return code
    name = str(language.language)
    alone = [code for code in codes.known if code.split("-")[0] == name]
    if len(alone) == 1 and _usual_script(language):
        return alone[0]
    return name if codes.open and _usual_script(language) else None


def _candidates(language: langcodes.Language) -> Iterator[str]:
    """Yield the ways to write ``language``, from the most exact to the bare one."""
    yield language.to_tag()
    yield from _fuller(language)
    if _usual_script(language):
        yield str(language.language)
        yield from _fuller(langcodes.Language.get(str(language.language)))


def _fuller(language: langcodes.Language) -> Iterator[str]:
    full = language.maximize()
    yield full.to_tag()
    yield f"{full.language}-{full.script}"
    regional = langcodes.Language.get(f"{full.language}-{full.territory}")
    if regional.maximize().script == full.script:
        yield regional.to_tag()


def _usual_script(language: langcodes.Language) -> bool:
    usual = langcodes.Language.get(str(language.language)).maximize().script
    return language.maximize().script == usual
