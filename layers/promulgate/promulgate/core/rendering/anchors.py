"""Anchors: the id of every heading, made from the source's words and kept in every language."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from promulgate.core.errors import AuthorError, PromulgateError

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# How deep lists and quotes may be nested, in tags. Python's own limit depends on the caller.
DEEPEST = 60

# "4. ", "4.2 ", "§ 4 ": without it the anchor outlives the insertion of a section before it.
_NUMBER = re.compile(r"^(?:§\s*)?[0-9]+(?:\.[0-9]+)*[.)]?\s+(?=\S)")
# What an author may set. The page's own ids begin with "_".
_SAFE = re.compile(r"[^\W_][\w:.-]*")
# What Python-Markdown puts in later: stashed HTML and entities, escaped characters, ampersands.
_PLACEHOLDER = re.compile(r"\x02(?:wzxhzdk:(?P<stashed>[0-9]+)|(?P<escaped>[0-9]+)|amp)\x03")
_TAG = re.compile(r"<[^>]*>")


class HeadingsError(PromulgateError):
    """A text has other headings than its source; ``found`` and ``expected`` count them."""

    def __init__(self, found: int, expected: int) -> None:
        """Keep both counts."""
        super().__init__(f"the text has {found} headings, its source has {expected}")
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the source: its level (1 to 6), its anchor, its text without markup."""

    level: int
    id: str
    text: str


class Anchors(Treeprocessor):
    """Give headings the ids they are to have, and remember them in ``found``.

    With ``ids`` they are these, in order; else each is made from the heading's text.
    """

    def __init__(self, markdown: Markdown) -> None:
        """Begin without headings."""
        super().__init__(markdown)
        self.ids: Sequence[str] | None = None
        self.found: tuple[Heading, ...] = ()

    def run(self, root: Element) -> None:
        """Set the ids in the tree.

        Raises HeadingsError when there are not as many headings as ids, AuthorError when the text
        is nested too deep.
        """
        _refuse_depth(root)
        elements = [element for element in root.iter() if element.tag in HEADINGS]
        texts = [self._shown("".join(_words(element))).strip() for element in elements]
        ids = _made(elements, texts) if self.ids is None else self.ids
        if len(ids) != len(elements):
            raise HeadingsError(len(elements), len(ids))
        for element, anchor in zip(elements, ids, strict=True):
            element.set("id", anchor)
        self.found = tuple(
            Heading(int(element.tag[1]), anchor, text)
            for element, anchor, text in zip(elements, ids, texts, strict=True)
        )

    def _shown(self, text: str) -> str:
        return _PLACEHOLDER.sub(self._meant, text)

    def _meant(self, placeholder: re.Match[str]) -> str:
        if placeholder["escaped"]:
            return chr(int(placeholder["escaped"]))
        if not placeholder["stashed"]:
            return "&"
        raw = self.md.htmlStash.rawHtmlBlocks[int(placeholder["stashed"])]
        return html.unescape(_TAG.sub("", raw)) if isinstance(raw, str) else ""


class AnchorsExtension(Extension):
    """Register ``Anchors`` under the name ``anchors``."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Run after attribute lists (priority 8), which may name an id."""
        md.treeprocessors.register(Anchors(md), "anchors", 5)


def _refuse_depth(root: Element) -> None:
    level, depth = list(root), 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise AuthorError("the text is nested too deep", "lists and quotes a few levels deep")
        level = [child for element in level for child in element]


def _words(element: Element) -> Iterator[str]:
    """Yield the text in an element, but not the numbers of footnotes."""
    yield element.text or ""
    for child in element:
        if not child.get("id", "").startswith("fnref"):
            yield from _words(child)
        yield child.tail or ""


def _made(elements: Sequence[Element], texts: Sequence[str]) -> tuple[str, ...]:
    """Return an anchor for each heading: what its author names, else what its text gives."""
    named = [element.get("id", "") for element in elements]
    # What is named comes first, wherever it stands: it is what others link to.
    reserved = {name for name in named if _SAFE.fullmatch(name)}
    taken: set[str] = set()
    anchors = []
    for name, text in zip(named, texts, strict=True):
        own = name in reserved and name not in taken
        anchor = name if own else _unique(_slug(text), reserved | taken)
        taken.add(anchor)
        anchors.append(anchor)
    return tuple(anchors)


def _slug(text: str) -> str:
    """Return the letters, marks and digits of a text in lower case, hyphens between its words."""
    folded = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(
        character if character.isalnum() or unicodedata.category(character)[0] in "LMN" else " "
        for character in _NUMBER.sub("", folded, count=1)
    )
    return "-".join(kept.split()) or "section"


def _unique(anchor: str, taken: AbstractSet[str]) -> str:
    candidate, number = anchor, 1
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    return candidate
