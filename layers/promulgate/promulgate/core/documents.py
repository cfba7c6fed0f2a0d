"""A draft's document: its units with their translations, and the Markdown they make."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from promulgate.core import digest

# Kinds of units that are no Markdown: front matter, and what stands in a title attribute.
PLAIN = frozenset({"title", "description", "keyword", "abbreviation", "link_title"})
# A unit is a sentence or a paragraph; one this long is a mistake or an attack.
LONGEST_TARGET = 20_000


class Origin(StrEnum):
    """Where a unit's translation comes from."""

    MEMORY = "memory"
    MACHINE = "machine"
    HUMAN = "human"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftUnit:
    """A unit beside its translation. ``flags`` are the doubts of whoever translated it."""

    id: str
    kind: str
    source: str
    target: str
    origin: Origin
    previous_source: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The content of a draft at one moment; its digest is its name and its ETag."""

    policy: str
    language: str
    source_language: str
    source_digest: str
    glossary_digest: str
    markdown: str
    units: tuple[DraftUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document and the whole source file that it translates."""

    document: Document
    source_text: str

    @property
    def title(self) -> str:
        """Return the title in the document's language."""
        return self._unit("title")

    @property
    def description(self) -> str:
        """Return the description in the document's language, or an empty text."""
        return self._unit("description")

    @property
    def keywords(self) -> tuple[str, ...]:
        """Return the keywords in the document's language."""
        return tuple(unit.target for unit in self.document.units if unit.kind == "keyword")

    def _unit(self, kind: str) -> str:
        return next((unit.target for unit in self.document.units if unit.kind == kind), "")


def encode(document: Document) -> bytes:
    """Return the document as canonical JSON in UTF-8."""
    return digest.canonical_json(asdict(document))


def digest_of(document: Document) -> str:
    """Return the digest by which the table, an approval and a reviewer's ETag name the document."""
    return digest.of_bytes(encode(document))


def decode(data: bytes) -> Document:
    """Return the document that ``encode`` made."""
    fields = json.loads(data)
    units = tuple(
        DraftUnit(**{**unit, "origin": Origin(unit["origin"]), "flags": tuple(unit["flags"])})
        for unit in fields.pop("units")
    )
    return Document(**fields, units=units)
