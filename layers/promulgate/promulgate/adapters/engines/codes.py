"""From a BCP 47 tag to the code an engine knows the language by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import langcodes


@dataclass(frozen=True, slots=True)
class Codes:
    """The languages of an engine.

    ``known`` are its codes exactly as it wants them written. ``renamed`` leads from a canonical
    tag to the engine's code where the two differ. With ``open`` the engine itself decides about a
    language that is not in the list.
    """

    known: frozenset[str]
    renamed: Mapping[str, str] = field(default_factory=dict)
    open: bool = False


def code_for(tag: str, codes: Codes) -> str | None:
    """Return the engine's code for ``tag``, ``None`` when it has none.

    A region that the engine does not tell apart is dropped (``en-GB`` → ``en``); a script never
    is, unless it is the language's usual one, because ``sr-Latn`` is not what an engine for ``sr``
    writes. Legacy tags are understood (``iw`` as ``he``).
    """
    try:
        language = langcodes.Language.get(tag)
    except ValueError:
        return None
    if not language.language or not language.is_valid():
        return None
    spelled = {code.lower(): code for code in codes.known}
    for candidate in _candidates(language):
        code = codes.renamed.get(candidate, candidate)
        if code.lower() in spelled:
            return spelled[code.lower()]
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
