"""What a page adds to a policy's text: links to its headings, frames for its tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from promulgate.core.rendering import TAG, Heading

_NAME = re.compile(r"</?[a-z][a-z0-9]*")
_CELLS = frozenset({"<td", "<th"})
# Markdown's tables say how a column is set with an attribute that HTML has given up.
_ALIGN = re.compile(r' align="(left|right|center)"')
_HEADINGS = frozenset({"<h1", "<h2", "<h3", "<h4", "<h5", "<h6"})
# What a tag begins with that anything is added to: headings, tables and their cells.
_CHANGED = ("<h", "</h", "<t", "</t")
_HIGHER = re.compile(r"^(</?h)([1-5])\b")
_ID = re.compile(r'<[a-z0-9]+(?: [a-z]+="[^"]*")*? id="([^"]*)"')
# What a line of text may begin and end with.
_BEGINS = frozenset({"<br", "<p", "<li", "<td", "<th", "<dt", "<dd"})
_ENDS = frozenset({"<br", "</p", "</li", "</td", "</th", "</dt", "</dd"})
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z\u00c0-\u024f]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a screen reader says, in the page's language."""

    link: str
    table: str


def furnished(html: str, headings: Sequence[Heading], labels: Labels, direction: str) -> Markup:
    """Return a policy's sanitised ``html`` with the page's own additions.

    Each of ``headings`` gets a link to itself, for those who cite it; each table a frame in which
    it scrolls on a narrow screen. Headings of the first level, which is the page's title's, are
    lowered, and the others with them. On a page written from right to left, a line of Latin letters
    keeps its own order: the number of a house stays before its street.
    """
    pieces = TAG.split(html)
    if direction == "rtl":
        pieces[::2] = _isolated(pieces)
    if "<h1" in html:
        pieces[1::2] = _below_the_title(pieces[1::2])
    pieces[1::2] = _tags(pieces[1::2], {heading.id: heading.text for heading in headings}, labels)
    return Markup("".join(pieces))  # noqa: S704


def _below_the_title(tags: Sequence[str]) -> Sequence[str]:
    """Return the tags with every heading one level lower if there is one as high as the title."""
    if not any(_name(tag) == "<h1" for tag in tags):
        return tags
    return [_HIGHER.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", tag) for tag in tags]


def _isolated(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the texts between the tags; ``pieces`` are text, tag, text, tag … text."""
    names = ["", *(_name(tag) for tag in pieces[1::2]), ""]
    for number, text in enumerate(pieces[::2]):
        whole_line = names[number] in _BEGINS and names[number + 1] in _ENDS
        if whole_line and _LEFT_TO_RIGHT.search(text) and not _RIGHT_TO_LEFT.search(text):
            yield f'<bdi dir="ltr">{text.strip()}</bdi>'
        else:
            yield text


def _tags(tags: Sequence[str], headings: dict[str, str], labels: Labels) -> Iterator[str]:
    """Yield each tag with what is to stand before or behind it."""
    # A heading's link stands behind its end, so that a screen reader does not read it as a part.
    # Raw HTML may hold a heading inside another.
    waiting: list[str] = []
    tables = 0
    for tag in tags:
        if not tag.startswith(_CHANGED):
            yield tag
            continue
        name = _name(tag)
        if name == "<table":
            # Frames are landmarks, which screen readers list by name.
            tables += 1
            label = escape(f"{labels.table} {tables}")
            yield f'<div class="wide" role="region" tabindex="0" aria-label="{label}">{tag}'
        elif name == "</table":
            yield f"{tag}</div>"
        elif name in _CELLS:
            yield _ALIGN.sub(r' class="\1"', tag)
        elif name in _HEADINGS:
            anchor = _ID.match(tag)
            if anchor is None or anchor[1] not in headings:
                waiting.append("")
                yield tag
                continue
            label = escape(f"{labels.link} {headings[anchor[1]]}")
            link = f'<a class="anchor" href="#{anchor[1]}" aria-label="{label}">#</a>'
            waiting.append(f"{link}</div>")
            yield f'<div class="heading">{tag}'
        elif name.replace("</", "<") in _HEADINGS:
            yield tag + waiting.pop()
        else:
            yield tag


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[0] if found else ""
