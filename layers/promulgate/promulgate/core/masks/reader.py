"""Python-Markdown itself, opened up so that it tells where it sees inline markup."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import Delimiter, DelimiterProcessor, InlineProcessor

from promulgate.core.defined import Definitions

_ONE_AT_A_TIME = threading.Lock()


class Emphasis(DelimiterProcessor):
    """Python-Markdown's emphasis; ``found`` tells where the two marks of each pair stand."""

    found: list[tuple[int, int, int, int]]

    def add_region(self, delim: Delimiter, a: int, b: int, c: int, d: int, size: int) -> None:
        """Remember the marks ``a`` to ``b`` and ``c`` to ``d``, then go on as usual."""
        self.found.append((a, b, c, d))
        super().add_region(delim, a, b, c, d, size)


class Reader:
    """Python-Markdown with those extensions that read inline text."""

    def __init__(self) -> None:
        """Build the parser: about a millisecond."""
        self.footnotes = FootnoteExtension()
        self.markdown = Markdown(extensions=[self.footnotes, AttrListExtension(), TableExtension()])
        self.emphasis = Emphasis("*", "strong,em", self.markdown)
        self.emphasis.add("_", "strong,em", smart=True)
        self.markdown.inlinePatterns.register(self.emphasis, "em_strong", 60)

    def pattern(self, name: str) -> InlineProcessor:
        """Return the pattern that Python-Markdown knows by ``name``."""
        return cast(InlineProcessor, self.markdown.inlinePatterns[name])

    def prepare(self, definitions: Definitions) -> None:
        """Forget the last unit, and define what ``definitions`` says."""
        self.markdown.reset()
        self.emphasis.reset()
        self.emphasis.found = []
        self.markdown.treeprocessors["inline"].stashed_nodes = {}  # type: ignore[attr-defined]
        self.markdown.references = {each: (each, "") for each in definitions.references}
        for each in sorted(definitions.footnotes):
            self.footnotes.setFootnote(each, "")


_READER: list[Reader] = []


@contextmanager
def reading(definitions: Definitions) -> Iterator[Reader]:
    """Lend the one reader, with these definitions, to one thread at a time."""
    with _ONE_AT_A_TIME:
        if not _READER:
            _READER.append(Reader())
        _READER[0].prepare(definitions)
        yield _READER[0]
