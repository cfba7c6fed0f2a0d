"""What a check looks at, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from promulgate.core.documents import PLAIN
from promulgate.core.glossary import Term
from promulgate.core.masks import Definitions


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A unit's source beside its translation, both inline Markdown; languages are BCP 47 tags.

    ``definitions`` are those of the whole file; without them every full reference is taken for one.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    kind: str
    terms: tuple[Term, ...] = ()
    definitions: Definitions | None = None

    @property
    def plain(self) -> bool:
        """Say whether the texts are no Markdown."""
        return self.kind in PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found, in the reviewer's words; ``parts`` are the pieces of text it is about.

    ``severity`` is ``error``, which blocks approval unless overridden with a reason, or
    ``warning``.
    """

    name: str
    severity: str
    message: str
    parts: tuple[str, ...] = ()


type Check = Callable[[Pair], Finding | None]
