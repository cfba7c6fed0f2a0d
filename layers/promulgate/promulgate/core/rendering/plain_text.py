"""Plain text: most of a policy has no markup, and need not be searched for any.

Python-Markdown tries each of its blocks on every block, and each of its inline patterns on every
text. A block whose lines all begin with letters, or with emphasis, is a paragraph before the others
are asked. A text that holds none of the characters that an inline pattern needs is marked as done
(AtomicString) before they run, and unmarked behind them.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

# What each pattern that Python-Markdown registers cannot match without.
NEEDED = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
}
# All other blocks begin with a digit, a blank or another mark, on their first line or a later one.
_PARAGRAPH = re.compile(r"\*{0,2}[^\W\d_][^\n]*(?:\n\*{0,2}[^\W\d_][^\n]*)*")
_MARKUP = re.compile(rf"[`\\\[<&*_{STX}{ETX}]|  \n")


# The elements whose text, and those whose tail, was marked; nothing else may be unmarked.
type Marked = tuple[list[Element], list[Element]]


class _Mark(Treeprocessor):
    def __init__(self, md: Markdown, marked: Marked) -> None:
        super().__init__(md)
        self._marked = marked

    def run(self, root: Element) -> None:
        texts, tails = self._marked
        # A text before this one may have been stopped half-way.
        texts.clear()
        tails.clear()
        for element in root.iter():
            if _is_plain(element.text):
                element.text = AtomicString(element.text)
                texts.append(element)
            if _is_plain(element.tail):
                element.tail = AtomicString(element.tail)
                tails.append(element)


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


def _is_plain(text: str | None) -> bool:
    return bool(text) and not isinstance(text, AtomicString) and not _MARKUP.search(text or "")


class _PlainParagraph(ParagraphProcessor):
    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(_PARAGRAPH.fullmatch(block))


class PlainTextExtension(Extension):
    """Take plain paragraphs first; mark plain texts around the inline patterns (priority 20)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Run behind footnotes (50), which bring texts of their own, and before all others.

        Of blocks, Markdown in raw HTML comes first else (105).
        """
        md.parser.blockprocessors.register(_PlainParagraph(md.parser), "plain", 110)
        marked: Marked = ([], [])
        md.treeprocessors.register(_Mark(md, marked), "mark_plain", 21)
        md.treeprocessors.register(_Unmark(md, marked), "unmark_plain", 19)
