"""Pieces: what is translated as one. A unit, a line of it, or some of its sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from promulgate.core.masks import Definitions, Masked, Role, Span, Style, Term, mask, spans_of
from promulgate.core.sentences import cut


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to translate; ``plain`` text is no Markdown."""

    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """How the units of one document are masked and cut, for one engine.

    ``styles`` are the engine's, the best first; ``limit`` is the most characters that it takes in
    one text; ``language`` is the source language.
    """

    styles: Sequence[Style]
    terms: Sequence[Term]
    limit: int | None
    language: str
    definitions: Definitions

    def mask(self, piece: Piece, style: Style, offset: int = 0) -> Masked:
        """Return the piece with what must survive as tokens, numbered from ``offset`` on."""
        return mask(
            piece.text,
            style,
            self.terms,
            definitions=self.definitions,
            plain=piece.plain,
            offset=offset,
        )

    def fits(self, question: str) -> bool:
        """Say whether the engine takes a text of that length."""
        return self.limit is None or len(question) <= self.limit

    def spans(self, piece: Piece) -> list[Span]:
        """Return what is masked in the piece."""
        return spans_of(piece.text, self.terms, definitions=self.definitions, plain=piece.plain)


def pieces_of(unit: Piece, rules: Rules) -> list[tuple[Piece, str]]:
    """Return the pieces of a unit, each with the white space or hard break that follows it.

    Lines that the author broke are translated one by one: they are addresses and signatures, and
    an engine would make a sentence of them. Sentences are parted only where the limit asks for it.
    """
    parts: list[tuple[Piece, str]] = []
    for line, gap in _lines(unit, rules):
        pieces = list(_within_limit(line, rules, rules.limit or 0))
        for piece in pieces:
            words = piece.text.rstrip()
            parts.append((replace(piece, text=words), piece.text[len(words) :]))
        last, blank = parts[-1]
        parts[-1] = (last, blank + gap)
    return parts


def _lines(unit: Piece, rules: Rules) -> Iterator[tuple[Piece, str]]:
    """Yield the unit cut at the hard breaks outside any pair, with these breaks.

    An attribute list behind a break belongs to it; apart from it, it would be words.
    """
    start = depth = 0
    spans = rules.spans(unit)
    for span, following in zip(spans, [*spans[1:], None], strict=False):
        depth += _DEEPER[span.role]
        if span.kind == "break" and depth == 0:
            end = span.end
            if following and following.kind == "attributes" and following.start == end:
                end = following.end
            yield replace(unit, text=unit.text[start : span.start]), unit.text[span.start : end]
            start = end
    yield replace(unit, text=unit.text[start:]), ""


def _within_limit(piece: Piece, rules: Rules, room: int) -> Iterator[Piece]:
    """Yield the piece cut at sentence ends so that each question fits, where that can be.

    Tokens can be longer than what they stand for: ``room`` shrinks until the questions fit.
    """
    if all(rules.fits(rules.mask(piece, style).text) for style in rules.styles) or room < 2:
        yield piece
        return
    lengths = [len(part) for part in cut(_solid(piece, rules), room, rules.language)]
    room = room if len(lengths) > 1 else room * 3 // 4
    start = 0
    for length in lengths:
        part = replace(piece, text=piece.text[start : start + length])
        yield from _within_limit(part, rules, room)
        start += length


def _solid(piece: Piece, rules: Rules) -> str:
    """Return a text of the same length in which all that must not be cut is one long word."""
    characters = list(piece.text)
    depth = start = 0
    for span in rules.spans(piece):
        if depth == 0:
            start = span.start
        depth += _DEEPER[span.role]
        if depth == 0:
            characters[start : span.end] = "X" * (span.end - start)
    return "".join(characters)


_DEEPER = {Role.OPEN: 1, Role.CLOSE: -1, Role.SINGLE: 0}
