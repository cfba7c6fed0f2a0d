"""Markdown to safe HTML: Python-Markdown renders it, nh3 lets only what is harmless pass."""

import re
import signal
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from importlib.metadata import PackageNotFoundError, version
from types import FrameType
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.extra import ExtraExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.treeprocessors import Treeprocessor

from promulgate.core import digest
from promulgate.core.errors import AuthorError, PromulgateError

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TAGS = frozenset(
    """a abbr address article aside b blockquote br caption cite code col colgroup dd del details
    dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp
    section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    """.split()  # noqa: SIM905
)
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "headers", "align"},
    "th": {"colspan", "rowspan", "headers", "scope", "align"},
    "time": {"datetime"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
REL = "noopener noreferrer"
# Attributes of which a change would be damage; ids and titles are translated or set by us.
STRUCTURAL = {"href", "src", "colspan", "rowspan", "start", "value", "type"}


class TooSlow(PromulgateError):  # noqa: N818
    """Rendering took longer than it may."""


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


class _Collect(Treeprocessor):
    """Give headings the ids they are to have, and remember them."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.ids: Sequence[str] | None = None
        self.found: list[Heading] = []

    def run(self, root: Element) -> None:
        elements = [element for element in root.iter() if element.tag in HEADINGS]
        if self.ids is not None and len(self.ids) != len(elements):
            raise HeadingsError(len(elements), len(self.ids))
        taken: set[str] = set()
        self.found = []
        for number, element in enumerate(elements):
            text = "".join(element.itertext())
            wanted = self.ids[number] if self.ids is not None else element.get("id") or _slug(text)
            anchor = wanted if self.ids is not None else _unique(wanted, taken)
            taken.add(anchor)
            element.set("id", anchor)
            self.found.append(Heading(int(element.tag[1]), anchor, _plain(text)))


class _HeadingsExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # After attribute lists (priority 8), which may name an id.
        md.treeprocessors.register(_Collect(md), "headings", 5)


@cache
def _markdown() -> Markdown:
    """Return the one renderer; it is not for several threads at once."""
    return Markdown(
        extensions=[
            ExtraExtension(),
            AdmonitionExtension(),
            SaneListExtension(),
            _HeadingsExtension(),
        ],
        output_format="html",
    )


def _converted(body: str, ids: Sequence[str] | None) -> tuple[str, tuple[Heading, ...]]:
    markdown = _markdown().reset()
    collect = markdown.treeprocessors["headings"]
    if not isinstance(collect, _Collect):
        raise TypeError("the headings' processor is missing")
    collect.ids = ids
    try:
        html = markdown.convert(body)
    except RecursionError as error:
        raise AuthorError(
            "the text is nested too deep", "lists and quotes a few levels deep"
        ) from error
    return html, tuple(collect.found)


def render(body: str, heading_ids: Sequence[str] | None = None) -> str:
    """Return a Markdown text (without front matter) as HTML that can do no harm.

    ``heading_ids`` are those of the source's headings, in order. Raises HeadingsError when the
    text has another number of headings, AuthorError when it is nested too deep.
    """
    return page_body(body, heading_ids)[0]


def page_body(
    body: str, heading_ids: Sequence[str] | None = None
) -> tuple[str, tuple[Heading, ...]]:
    """Return what ``render`` does, and the headings in it. Raises the same."""
    html, found = _converted(body, heading_ids)
    clean = nh3.clean(
        html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL
    )
    return clean, found


def headings(body: str) -> tuple[Heading, ...]:
    """Return the headings of a source's Markdown; every language shares their anchors."""
    return _converted(body, None)[1]


def skeleton(body: str) -> tuple[str, ...]:
    """Return the tags of the rendered text in order, with link targets and the like.

    Equal skeletons are equal structure: ``("<h2>", "</h2>", "<p>", '<a href="/x">', …)``.
    """
    parser = _Skeleton()
    parser.feed(_converted(body, None)[0])
    parser.close()
    return tuple(parser.tags)


class _Skeleton(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = "".join(
            f' {name}="{value}"'
            for name, value in sorted(attrs, key=lambda pair: pair[0])
            if name in STRUCTURAL
        )
        self.tags.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"</{tag}>")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what happens inside after ``seconds`` by raising TooSlow there.

    It needs the main thread, where Lambda calls handlers. Raises RuntimeError in another.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("only the main thread can be interrupted")

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"rendering took more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _slug(text: str) -> str:
    """Return an anchor from a heading's text: its letters and digits, hyphens between them."""
    folded = unicodedata.normalize("NFKC", _plain(text)).lower()
    return re.sub(r"[^\w]+", "-", folded).strip("-_") or "section"


def _unique(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 1
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    return candidate


def _plain(text: str) -> str:
    """Return text without Python-Markdown's placeholders for what it puts in later."""
    return re.sub(r"\x02[^\x03]*\x03", "", text).strip()


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        # A layer without *.dist-info: the module says it itself, or its bytes are pinned anyway.
        return ""


def _renderer() -> str:
    import markdown

    return digest.of_value(
        {
            "markdown": markdown.__version__,
            "nh3": _installed("nh3"),
            "extensions": ["extra", "admonition", "sane_lists", "headings"],
            "tags": sorted(TAGS),
            "attributes": {tag: sorted(names) for tag, names in ATTRIBUTES.items()},
            "schemes": sorted(SCHEMES),
            "rel": REL,
        }
    )


RENDERER = _renderer()
