"""From a unit to the text that an engine sees."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from promulgate.core.defined import Definitions, assumed_in
from promulgate.core.masks import addresses, attributes, breaks, markup, terms
from promulgate.core.masks.joining import joined, unframed
from promulgate.core.masks.spans import (
    Ground,
    Role,
    Span,
    Term,
    with_sane_pairs,
    without_overlaps,
)
from promulgate.core.masks.styles import Style

type Finder = Callable[[Ground], list[Span]]

# Each finds its spans on the ground that those before it left free.
MARKDOWN: tuple[Finder, ...] = (
    markup.find,
    breaks.find,
    attributes.find,
    addresses.find,
    terms.find,
)
PLAIN: tuple[Finder, ...] = (addresses.find, terms.find)

_NUMBER = re.compile(r"\d+")
# Longer numbers are no token's, and int() refuses those of thousands of digits.
LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Token:
    """One masked span: what it was, what it becomes, and how it stood in the source.

    ``pair`` is the number of the other end. ``before`` and ``after`` are the white space
    beside it in the source, else the one character, or nothing at the ends of what an engine sees.
    """

    number: int
    kind: str
    role: Role
    pair: int | None
    source: str
    target: str | None
    target_if_changed: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A unit made ready for an engine: ``text`` is what to ask, the rest brings the answer home.

    ``runs`` are the stretches of words around the ``tokens``, one more than these.
    """

    source: str
    text: str
    style: Style
    tokens: tuple[Token, ...]
    runs: tuple[str, ...]
    prefix: str
    suffix: str
    plain: bool
    definitions: Definitions

    @property
    def has_words(self) -> bool:
        """Say whether there is anything to translate: a letter outside the tokens."""
        return any(character.isalpha() for run in self.runs for character in run)


def spans_of(
    text: str,
    term_list: Sequence[Term],
    *,
    definitions: Definitions | None = None,
    plain: bool = False,
) -> list[Span]:
    """Return all that must not reach an engine, in order, pairs complete and well nested.

    Without ``definitions``, every full reference and footnote is taken to be defined.
    """
    definitions = definitions or assumed_in(text)
    ground = Ground(text, text, definitions, term_list)
    spans, _ = _found(ground, PLAIN if plain else MARKDOWN)
    return joined(text, with_sane_pairs(without_overlaps(spans)))


def terms_in[AnyTerm: Term](
    text: str,
    term_list: Sequence[AnyTerm],
    *,
    definitions: Definitions | None = None,
    plain: bool = False,
) -> tuple[AnyTerm, ...]:
    """Return those of the terms that ``mask`` would find in ``text``: none in code or addresses."""
    ground = Ground(text, text, definitions or assumed_in(text), term_list)
    finders = PLAIN if plain else MARKDOWN
    _, ground = _found(ground, [find for find in finders if find is not terms.find])
    found = [term for _, term in terms.placed(ground)]
    return tuple(term for term in term_list if term in found)


def _found(ground: Ground, finders: Sequence[Finder]) -> tuple[list[Span], Ground]:
    """Return what ``finders`` find one after the other, and the ground that is left."""
    spans: list[Span] = []
    for find in finders:
        found = [breaks.widened(ground.text, s) if s.kind == "break" else s for s in find(ground)]
        ground = ground.claimed(found)
        spans += found
    return spans, ground


def mask(
    text: str,
    style: Style,
    term_list: Sequence[Term] = (),
    *,
    definitions: Definitions | None = None,
    plain: bool = False,
    offset: int = 0,
) -> Masked:
    """Return ``text``, one unit's inline Markdown, with all that must survive as tokens.

    ``plain`` text is no Markdown (front matter): only addresses and terms are masked. Token numbers
    start ``offset`` above the style's first and leave out every number that the text contains.
    """
    definitions = definitions or assumed_in(text)
    spans = spans_of(text, term_list, definitions=definitions, plain=plain)
    start, end, spans = unframed(text, spans)
    taken = {int(n) for n in _NUMBER.findall(text) if len(n) <= LONGEST_NUMBER}
    numbers: list[int] = []
    number = style.first + offset
    for _ in spans:
        while number in taken:
            number += 1
        numbers.append(number)
        number += 1
    edges = [start, *(edge for span in spans for edge in (span.start, span.end)), end]
    runs = tuple(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    tokens = tuple(_tokens(text, spans, numbers, runs))
    return Masked(
        source=text,
        text=_written(runs, tokens, style),
        style=style,
        tokens=tokens,
        runs=runs,
        prefix=text[:start],
        suffix=text[end:],
        plain=plain,
        definitions=definitions,
    )


def _tokens(
    text: str, spans: Sequence[Span], numbers: Sequence[int], runs: Sequence[str]
) -> list[Token]:
    """Return a token for each span, with partners known by their token's number."""
    ends: dict[tuple[int | None, Role], int] = {
        (span.pair, span.role): number for span, number in zip(spans, numbers, strict=True)
    }
    other = {Role.OPEN: Role.CLOSE, Role.CLOSE: Role.OPEN}
    return [
        Token(
            number=number,
            kind=span.kind,
            role=span.role,
            pair=None if span.role is Role.SINGLE else ends[span.pair, other[span.role]],
            source=text[span.start : span.end],
            target=span.target,
            target_if_changed=span.target_if_changed,
            before=left[len(left.rstrip()) :] or left[-1:],
            after=right[: len(right) - len(right.lstrip())] or right[:1],
        )
        for span, number, left, right in zip(spans, numbers, runs[:-1], runs[1:], strict=True)
    ]


def _written(runs: Sequence[str], tokens: Sequence[Token], style: Style) -> str:
    """Return the runs with tokens between them, in the way of the style."""
    text = runs[0]
    for token, run in zip(tokens, runs[1:], strict=True):
        written = style.write(token.number)
        if style.padded:
            space = "" if not text or text[-1].isspace() else " "
            after = "" if not run or run[0].isspace() else " "
            written = space + written + after
        text += written + run
    return text
