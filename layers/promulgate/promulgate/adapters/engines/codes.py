"""From a BCP 47 tag to the code an engine knows the language by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from promulgate.core.languages import is_current


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

    def named(self, tag: str) -> str | None:
        """Return the code that is called as ``tag`` is, or renamed from it."""
        code = self.renamed.get(tag, tag).lower()
        return next((known for known in self.known if known.lower() == code), None)


def code_for(tag: str, codes: Codes) -> str | None:
    """Return the engine's code for ``tag``, ``None`` when it has none.

    A region that the engine does not tell apart is dropped (``en-GB`` → ``en``); a script never
    is, unless it is the language's usual one, because ``sr-Latn`` is not what an engine for ``sr``
    writes. Legacy tags are understood (``iw`` as ``he``).
    """
    code = codes.named(tag)
    if code is not None and is_current(tag):
        return code
    # Its list of all subtags takes 40 ms to import. Most engines call most languages by their tags.
    from .subtags import nearest

    return nearest(tag, codes)
