"""Tags and comments of raw HTML, in their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.util import BLOCK_LEVEL_ELEMENTS

from promulgate.core.units.found import Found
from promulgate.core.units.inline import TAG, inner_texts
from promulgate.core.units.unit import Attribute

BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
# Their content is no text, or no text to translate.
OPAQUE = frozenset({"canvas", "math", "pre", "script", "style", "svg", "textarea"})
COMMENT = "<!--"
MARKUP = re.compile(rf"{COMMENT}|{TAG.pattern}")
# markdown.extensions.md_in_html
AS_MARKDOWN = re.compile(r"\smarkdown(?!\s*=\s*[\"']?(?:0|off))(?=[\s=>/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """A tag with its lower-case ``name``, or a comment with none."""

    start: int
    end: int
    name: str = ""
    closes: bool = False
    empty: bool = False

    @property
    def opaque(self) -> bool:
        """Say whether it opens an element without text for translators."""
        return self.name in OPAQUE and not self.closes and not self.empty

    @property
    def parts_text(self) -> bool:
        """Say whether the texts on its two sides are translated apart."""
        return not self.name or self.name in BLOCKS or self.name in OPAQUE


def markup(page: str, start: int, end: int) -> Iterator[Markup]:
    """Yield the tags and comments in ``page[start:end]``, but none inside opaque elements."""
    comments = True
    while found := MARKUP.search(page, start, end):
        start = found.end()
        if found["name"]:
            one = Markup(
                *found.span(), found["name"].lower(), bool(found["slash"]), bool(found["empty"])
            )
            yield one
            if one.opaque:
                closing = re.compile(rf"</{re.escape(one.name)}\s*>", re.IGNORECASE)
                closed = closing.search(page, start, end)
                start = closed.start() if closed else end
        elif comments:
            closed_at = page.find("-->", start, end)
            comments = closed_at >= 0
            if comments:
                start = closed_at + len("-->")
                yield Markup(found.start(), start)


def attributes(page: str, tag: Markup, level: int) -> Iterator[Found]:
    """Yield the texts in the tag's own attributes; a comment has none."""
    for inner in inner_texts(page[tag.start : tag.end]) if tag.name else ():
        place = Attribute(tag.start + inner.start, tag.start + inner.end, inner.closing)
        yield Found(inner.kind, level, place)
