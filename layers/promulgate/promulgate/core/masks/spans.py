"""A span: one stretch of a unit that no engine may touch, and the ground that is left around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from promulgate.core.defined import Definitions

# What stands on claimed ground. Both are neither letters nor space, like the placeholders that
# Python-Markdown itself leaves there, so that later patterns see the same surroundings.
SOFT = "\x01"
HARD = "\x02"


class Role(StrEnum):
    """Whether a span stands alone or is one end of a pair."""

    SINGLE = "single"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a unit, of one kind.

    ``pair`` is the same number in the two ends of a pair. ``target`` is what shall stand in the
    translation; ``None`` means the characters as they are. ``target_if_changed`` takes their place
    only when the text between the two ends was changed (labels of short references).
    """

    start: int
    end: int
    kind: str
    role: Role = Role.SINGLE
    pair: int | None = None
    target: str | None = None
    target_if_changed: str | None = None


class Term(Protocol):
    """A glossary entry of one language pair; no ``target`` means never translated."""

    @property
    def source(self) -> str:
        """The term as it stands in the source language."""

    @property
    def target(self) -> str | None:
        """The fixed translation, or ``None``."""

    @property
    def case_sensitive(self) -> bool:
        """Whether only this spelling counts."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A unit's ``text``; ``free``, of the same length, is what of it no span has claimed yet."""

    text: str
    free: str
    definitions: Definitions
    terms: Sequence[Term]

    def claimed(self, spans: Iterable[Span]) -> "Ground":
        """Return the ground with every span's characters made unreadable.

        Escapes and entities leave a mark of their own, because they may be part of an address.
        """
        free = list(self.free)
        for span in spans:
            mark = SOFT if span.kind in {"escape", "entity"} else HARD
            free[span.start : span.end] = mark * (span.end - span.start)
        return replace(self, free="".join(free))


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those inside a longer one left out."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def with_sane_pairs(spans: Iterable[Span]) -> list[Span]:
    """Return the spans with every pair complete and well nested; other ends stand alone."""
    spans = list(spans)
    open_ends: list[Span] = []
    sane: set[int] = set()
    for span in spans:
        if span.role is Role.OPEN:
            open_ends.append(span)
        elif span.role is Role.CLOSE:
            waiting = [each.pair for each in open_ends]
            if span.pair in waiting:
                # Ends opened since then cross this pair: they lose their partner, it keeps its own.
                del open_ends[waiting.index(span.pair) :]
                sane.add(span.pair if span.pair is not None else -1)
    return [
        span
        if span.role is Role.SINGLE or span.pair in sane
        else replace(span, role=Role.SINGLE, pair=None)
        for span in spans
    ]
