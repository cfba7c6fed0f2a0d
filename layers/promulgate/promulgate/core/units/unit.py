"""What a unit is, and where in the file it stands."""

from dataclasses import dataclass, field
from enum import Enum, auto


class Form(Enum):
    """How the place of a unit is written, which decides what its translation must not contain."""

    PARAGRAPH = auto()  # Markdown that may run over lines
    LINE = auto()  # Markdown on one line
    HEADING = auto()  # Markdown between `#` and the line's end
    CELL = auto()  # Markdown between the pipes of a table
    HTML = auto()  # text and inline tags inside a raw HTML block
    TAIL = auto()  # Markdown on the line on which raw HTML ends


@dataclass(frozen=True, slots=True)
class Prose:
    """Inline Markdown or HTML. ``lines`` are its spans (start, end), one for each source line.

    ``leading``: nothing but white space or container marks stands before it on its line.
    ``ruled``: the line below it is one that Python-Markdown could read as an underline.
    ``folded``: what is below it counts as part of it, unless it runs over two lines at least.
    """

    form: Form
    lines: tuple[tuple[int, int], ...]
    leading: bool = False
    ruled: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """Plain text that ends up in an HTML attribute, between ``opening`` and ``closing``.

    ``shown`` is what the page shows while the file has neither it nor its delimiters. A text inside
    another unit names that unit as ``parent``, and itself by ``key`` and its ``occurrence`` among
    equal keys there.
    """

    start: int
    end: int
    closing: str
    opening: str = ""
    shown: str = ""
    parent: str = ""
    key: tuple[str, str, str] = ("", "", "")
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a YAML scalar: ``value[part]`` of the one that stands at ``start`` to ``end``."""

    start: int
    end: int
    style: str
    value: str
    part: tuple[int, int]


type Place = Prose | Attribute | Field


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece that is translated and reviewed.

    ``id`` counts from ``u0001`` in the order of the file. ``text`` is inline Markdown, one line
    but for hard breaks, which stay as written; ``level`` is a heading's level, else the depth of
    the lists and quotes around it.
    """

    id: str
    kind: str
    text: str
    level: int
    place: Place = field(repr=False)
