"""Block tags inside Markdown, where Python-Markdown passes them through: texts end at them."""

from collections.abc import Iterator

from promulgate.core.units.found import Found, Line
from promulgate.core.units.html_markup import Markup, attributes, markup
from promulgate.core.units.unit import Attribute, Form, Prose


def parted(found: Found, page: str) -> Iterator[Found]:
    """Yield ``found``; or, if it holds block tags, each line's texts between them."""
    place = found.place
    if isinstance(place, Attribute) or place.form is Form.HTML:
        yield found
        return
    tags = [_block_tags(page, start, end) for start, end in place.lines]
    if not any(tags):
        yield found
        return
    form = Form.LINE if place.form is Form.PARAGRAPH else place.form
    opaque = False
    for (start, end), in_line in zip(place.lines, tags, strict=True):
        position = start
        for tag in [*in_line, None]:
            stop = tag.start if tag else end
            if not opaque:
                line = _trimmed(page, position, stop)
                leading = place.leading and line.start == start
                span = ((line.start, line.end),)
                part = Prose(form, span, leading=leading, ruled=place.ruled)
                yield from [Found(found.kind, found.level, part)] if line.text else ()
            if tag:
                position, opaque = tag.end, tag.opaque
                yield from attributes(page, tag, found.level)


def _block_tags(page: str, start: int, end: int) -> list[Markup]:
    if page.find("<", start, end) < 0:
        return []
    return [one for one in markup(page, start, end) if one.name and one.parts_text]


def _trimmed(page: str, start: int, end: int) -> Line:
    piece = page[start:end]
    bare = piece.lstrip(" \t")
    return Line(bare.rstrip(" \t"), start + len(piece) - len(bare))
