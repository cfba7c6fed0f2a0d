"""Plain text: most of a policy has no markup, and need not be searched for any.

Python-Markdown tries each of its blocks on every block, and each of its inline patterns on every
text. A block whose lines all begin with letters, or with emphasis, is a paragraph before the others
are asked, and a single line with a heading's marks is a heading. A text that holds none of the
characters that an inline pattern needs is marked as done (AtomicString) before they run, and
unmarked behind them; and only those patterns run that something in the page could match.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import ETX, STX, AtomicString, Registry

# What each pattern that Python-Markdown registers cannot match without: one of these.
NEEDED = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
# All other blocks begin with a digit, a blank or another mark, on their first line or a later one.
_PARAGRAPH = re.compile(r"\*{0,2}[^\W\d_][^\n]*(?:\n\*{0,2}[^\W\d_][^\n]*)*\n*")
_HEADING = re.compile(r"#{1,6} [^\n]*")
_MARKUP = re.compile(rf"[`\\\[<&*_{STX}{ETX}]|  \n")


# The elements whose text, and those whose tail, was marked; nothing else may be unmarked.
type Marked = tuple[list[Element], list[Element]]


class _Mark(Treeprocessor):
    def __init__(self, md: Markdown, marked: Marked) -> None:
        super().__init__(md)
        self._marked = marked
        self._known: dict[tuple[str, ...], Registry[Any]] = {}

    def run(self, root: Element) -> None:
        texts, tails = self._marked
        # A text before this one may have been stopped half-way.
        texts.clear()
        tails.clear()
        others: list[str] = []
        for element in root.iter():
            if plain := _plain(element.text, others):
                element.text = plain
                texts.append(element)
            if plain := _plain(element.tail, others):
                element.tail = plain
                tails.append(element)
        inline = self.md.treeprocessors["inline"]
        if not isinstance(inline, InlineProcessor):
            raise TypeError("the processor of inline patterns is missing")
        inline.inlinePatterns = self._patterns("".join(others))

    def _patterns(self, text: str) -> Registry[Any]:
        """Return those patterns, in their order, that could match in ``text``."""
        every = self.md.inlinePatterns
        names = tuple(
            name
            for name, needed in NEEDED.items()
            if name in every and any(one in text for one in needed)
        )
        if names not in self._known:
            chosen = self._known[names] = Registry()
            for name in names:
                chosen.register(every[name], name, -every.get_index_for_name(name))
        return self._known[names]


class _Unmark(Treeprocessor):
    def __init__(self, md: Markdown, marked: Marked) -> None:
        super().__init__(md)
        self._marked = marked

    def run(self, root: Element) -> None:  # noqa: ARG002
        texts, tails = self._marked
        for element in texts:
            element.text = str(element.text)
        for element in tails:
            element.tail = str(element.tail)


def _plain(text: str | None, others: list[str]) -> AtomicString | None:
    """Return ``text`` marked as done; if it may hold markup, add it to ``others`` instead."""
    if not text or isinstance(text, AtomicString):
        return None
    if _MARKUP.search(text):
        others.append(text)
        return None
    return AtomicString(text)


class _PlainParagraph(ParagraphProcessor):
    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(_PARAGRAPH.fullmatch(block))


class _PlainHeading(HashHeaderProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return bool(_HEADING.fullmatch(block)) and super().test(parent, block)


class PlainTextExtension(Extension):
    """Take plain paragraphs first; mark plain texts around the inline patterns (priority 20)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Run behind footnotes (50), which bring texts of their own, and before all others.

        Of blocks, Markdown in raw HTML comes first else (105).
        """
        md.parser.blockprocessors.register(_PlainParagraph(md.parser), "plain_paragraph", 110)
        md.parser.blockprocessors.register(_PlainHeading(md.parser), "plain_heading", 109)
        marked: Marked = ([], [])
        md.treeprocessors.register(_Mark(md, marked), "mark_plain", 21)
        md.treeprocessors.register(_Unmark(md, marked), "unmark_plain", 19)
