"""The inline markup of a unit as codes: what translators' tools show as tags and keep unharmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from promulgate.core.documents import PLAIN, DraftUnit
from promulgate.core.masks import Role, spans_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"


@dataclass(frozen=True, slots=True)
class Code:
    """One piece of markup: ``opening`` alone, or with ``closing`` around what it encloses."""

    id: str
    opening: str
    closing: str | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Here a code opens, or stands when it has no other end."""

    code: Code


@dataclass(frozen=True, slots=True)
class End:
    """Here the innermost open code closes."""

    code: Code


type Part = str | Start | End


def of_source(unit: DraftUnit) -> list[Part]:
    """Return a unit's source in parts, codes numbered from 1."""
    return _parts(unit.source, unit.kind, [])


def of_target(unit: DraftUnit) -> list[Part]:
    """Return a unit's target in parts; a code that the source has too goes by the same id."""
    return _parts(unit.target, unit.kind, codes_in(of_source(unit)))


def codes_in(parts: Sequence[Part]) -> list[Code]:
    """Return the codes among ``parts``, each once, in the order of their starts."""
    return [part.code for part in parts if isinstance(part, Start)]


def _parts(text: str, kind: str, known: Sequence[Code]) -> list[Part]:
    free = list(known)
    spans = spans_of(text, (), plain=kind in PLAIN)
    ends = {span.pair: text[span.start : span.end] for span in spans if span.role is Role.CLOSE}
    numbers = _numbers(known)
    parts: list[Part] = []
    opened: list[Code] = []
    at = 0
    for span in spans:
        parts.append(text[at : span.start])
        at = span.end
        if span.role is Role.CLOSE:
            parts.append(End(opened.pop()))
            continue
        opening = text[span.start : span.end]
        closing = ends[span.pair] if span.role is Role.OPEN else None
        code = next((c for c in free if (c.opening, c.closing) == (opening, closing)), None)
        if code:
            free.remove(code)
        else:
            code = Code(next(numbers), opening, closing)
        parts.append(Start(code))
        if closing is not None:
            opened.append(code)
    parts.append(text[at:])
    return [part for part in parts if part != ""]


def _numbers(known: Sequence[Code]) -> Iterator[str]:
    number = len(known)
    while True:
        number += 1
        yield str(number)
