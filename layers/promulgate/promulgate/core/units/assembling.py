"""From a file and its translations to the translated file."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from promulgate.core.defined import defined_in, label
from promulgate.core.units import escaping, fields
from promulgate.core.units.inline import inner_texts
from promulgate.core.units.splitting import LINE_END, split
from promulgate.core.units.unit import Attribute, Field, Form, Prose, Unit

type Edit = tuple[int, int, str]

# No line above is looked at further than this.
LONGEST_ABOVE = 4000
# A label may run over lines; no sane one over more than these.
LINES_OF_A_LABEL = 20
CONTAINER_MARK = re.compile(r"[^\s>]")


def assemble(text: str, targets: Mapping[str, str]) -> str:
    """Return the whole file ``text`` with the targets in place of the units of those ids.

    A unit without a target, with a blank one, or with its own text keeps its bytes. The others are
    escaped so that the structure of the page stays. Raises ValueError for an id that no unit has,
    AuthorError as ``split`` does.
    """
    units = split(text)
    if unknown := targets.keys() - {unit.id for unit in units}:
        raise ValueError(f"no such unit: {', '.join(sorted(unknown))}")
    changed = {
        unit.id: target
        for unit in units
        if unit.id in targets
        and targets[unit.id] != unit.text
        and (target := escaping.cleaned(targets[unit.id])).strip()
    }
    parts: list[str] = []
    position = 0
    for start, end, replacement in sorted(_edits(text, units, changed)):
        parts += (text[position:start], replacement)
        position = end
    return "".join([*parts, text[position:]])


def _edits(text: str, units: Sequence[Unit], changed: Mapping[str, str]) -> Iterator[Edit]:
    yield from _scalars(text, units, changed)
    labels = defined_in(text).references
    inside: dict[str, list[tuple[Attribute, str]]] = {}
    for unit in units:
        if isinstance(unit.place, Attribute) and unit.id in changed:
            if unit.place.parent in changed:
                inside.setdefault(unit.place.parent, []).append((unit.place, changed[unit.id]))
            else:
                yield _attribute(unit.place, changed[unit.id], labels)
    for unit in units:
        if isinstance(unit.place, Prose) and unit.id in changed:
            inner = inside.get(unit.id, ())
            source, target = (
                _with_inner(whole, inner, labels) for whole in (unit.text, changed[unit.id])
            )
            yield _prose(text, unit.place, source, target)


def _scalars(text: str, units: Sequence[Unit], changed: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the front matter's scalars that change, each once with all of its parts."""
    parts = [
        (unit.place, changed[unit.id])
        for unit in units
        if isinstance(unit.place, Field) and unit.id in changed
    ]
    for (start, end), group in groupby(parts, key=lambda part: (part[0].start, part[0].end)):
        yield start, end, fields.scalar(text[start:end], list(group))


def _attribute(place: Attribute, target: str, labels: Collection[str]) -> Edit:
    words = escaping.attribute(target, place.closing)
    if place.shown:
        words = f"{place.opening}{words}{place.closing}"
    return _labelled((place.start, place.end, words), place.key, labels)


def _labelled(edit: Edit, key: tuple[str, str, str], labels: Collection[str]) -> Edit:
    """Return ``edit``; if it changes what an image is called by, with the label written out."""
    start, end, words = edit
    kind, address, alt = key
    if kind != "alt" or address.strip() not in ("", "[]") or label(alt) not in labels:
        return edit
    return start, end + len(address), f"{words}][{alt}"


def _with_inner(
    target: str, changed: Sequence[tuple[Attribute, str]], labels: Collection[str]
) -> str:
    """Return ``target`` with the translations of what stands inside the unit.

    Where the translation of the unit says something else there already, it stays.
    """
    places = list(inner_texts(target)) if changed else []
    edits: list[Edit] = []
    for place, words in changed:
        same = [inner for inner in places if inner.key == place.key]
        if place.occurrence < len(same):
            inner = same[place.occurrence]
            edit = (inner.start, inner.end, escaping.attribute(words, inner.closing))
            edits.append(_labelled(edit, place.key, labels))
    for start, end, words in sorted(edits, reverse=True):
        target = target[:start] + words + target[end:]
    return target


def _prose(text: str, place: Prose, source: str, target: str) -> Edit:
    start, end = place.lines[0][0], place.lines[-1][1]
    match place.form:
        case Form.HTML:
            return start, end, escaping.html(target, source)
        case Form.HEADING:
            return start, end, escaping.heading(escaping.inline(escaping.one_line(target), source))
        case Form.CELL:
            words = escaping.inline(escaping.one_line(target), source, pipes=True, ticks=True)
        case Form.LINE:
            words = escaping.inline(escaping.one_line(target), source, pipes=place.ruled)
        case Form.TAIL:
            return start, end, escaping.tail(target, source)
        case Form.PARAGRAPH:
            return start, end, _paragraph(text, place, source, target)
    if place.leading:
        words = escaping.line_start(words, source, _above(text, start))
    return start, end, words


def _paragraph(text: str, place: Prose, source: str, target: str) -> str:
    """Return the target's lines with what stands before the lines of the source."""
    lines = [line.lstrip(" \t") for line in target.split("\n") if line.strip()]
    target = "\n".join(line if line.endswith("  ") else line.rstrip(" \t") for line in lines)
    lines = escaping.inline(target.rstrip(" \t"), source).split("\n")
    if place.folded and len(lines) == 1:
        lines = _folded(lines[0])
    above = [_above(text, place.lines[0][0]), *lines]
    guarded = [
        escaping.line_start(
            "\n".join(lines[number : number + LINES_OF_A_LABEL]), source, above[number]
        ).split("\n", 1)[0]
        for number in range(len(lines))
    ]
    prefixes = _prefixes(text, place)
    words = guarded[0]
    for number, line in enumerate(guarded[1:]):
        words += prefixes[min(number, len(prefixes) - 1)] + line
    return words


def _folded(line: str) -> list[str]:
    """Return the line as two; where there is no space, the second one shows nothing."""
    first, _, second = line.rpartition(" ")
    return [first, second] if first.strip() else [line, "&#8203;"]


def _above(text: str, position: int) -> str:
    """Return the line above the one that ``position`` is in."""
    lines = LINE_END.split(text[max(0, position - LONGEST_ABOVE) : position])
    return lines[-2] if len(lines) > 1 else ""


def _prefixes(text: str, place: Prose) -> list[str]:
    """Return what stands between the lines of the source, or could stand below its only line."""
    begin = max(text.rfind("\n", 0, place.lines[0][0]), text.rfind("\r", 0, place.lines[0][0])) + 1
    line_end = LINE_END.search(text)
    mark = line_end[0] if line_end else "\n"
    starts = [start for start, _ in place.lines[1:]]
    if not starts:
        return [mark + CONTAINER_MARK.sub(" ", text[begin : place.lines[0][0]])]
    ends = [LINE_END.search(text, end) for _, end in place.lines[:-1]]
    return [
        text[found.start() if found else start : start]
        for found, start in zip(ends, starts, strict=True)
    ]
