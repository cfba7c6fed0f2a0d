"""What the rules find while markdown-it-py reads a page, and how they look at its lines."""

from dataclasses import dataclass, field

from markdown_it.rules_block import StateBlock

from promulgate.core.units.unit import Attribute, Prose

FOUND = "found"


@dataclass(frozen=True, slots=True)
class Found:
    """A place with text, as a rule found it; ``level`` as in Unit."""

    kind: str
    level: int
    place: Prose | Attribute


@dataclass(slots=True)
class Findings:
    """All that was found so far, in order, and what the rules remember of the whole page.

    ``defined`` tells for each line whether Python-Markdown could take it for a term, ``tabular``
    whether for a row of a table; ``endless`` from which offset on no closing mark of that text
    comes. Lines indented by less than ``strict`` are outside of the container that is being read.
    """

    defined: list[bool]
    tabular: list[bool]
    places: list[Found] = field(default_factory=list)
    endless: dict[str, int] = field(default_factory=dict)
    strict: int = 0


def findings(state: StateBlock) -> Findings:
    """Return what was found in the page that ``state`` reads."""
    found = state.env[FOUND]
    if not isinstance(found, Findings):
        raise TypeError(f"env[{FOUND!r}] is {type(found).__name__}, not Findings")
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text without indentation, container marks and trailing blanks, and where it is."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the offset behind its last character."""
        return self.start + len(self.text)

    def without(self, length: int) -> "Line":
        """Return the rest of the line behind its first ``length`` characters."""
        return Line(self.text[length:], self.start + length)


def line_of(state: StateBlock, number: int) -> Line:
    """Return line ``number`` (from 0); an empty one behind the last."""
    if number >= len(state.eMarks):
        return Line("", len(state.src))
    start = state.bMarks[number] + state.tShift[number]
    return Line(state.src[start : state.eMarks[number]].rstrip(" \t"), start)


def consume(state: StateBlock, kind: str, end: int) -> None:
    """Tell markdown-it-py that a block of ``kind`` ends before line ``end``."""
    token = state.push(kind, "", 0)
    token.map = [state.line, end]
    state.line = end


def is_below_text(state: StateBlock, line: int) -> bool:
    """Say whether a paragraph, or a block that holds others, ends right above ``line``."""
    last = state.tokens[-1].type if state.tokens else ""
    return last.endswith(("paragraph", "_close")) and not state.isEmpty(line - 1)


def falls_out(state: StateBlock, line: int, above: int) -> bool:
    """Say whether ``line`` is outside of a strict container that the line ``above`` is in."""
    strict = min(findings(state).strict, state.sCount[above])
    return findings(state).strict > 0 and state.sCount[line] < max(strict, 0)


def lines_between(page: str, start: int, end: int) -> list[Line]:
    """Return the lines of ``page[start:end]``, blank ones as empty."""
    lines: list[Line] = []
    for piece in page[start:end].split("\n"):
        bare = piece.lstrip(" \t")
        lines.append(Line(bare.rstrip(" \t"), start + len(piece) - len(bare)))
        start += len(piece) + 1
    return lines
