"""Markdown to safe HTML: Python-Markdown renders it, nh3 lets only what is harmless pass."""

from collections.abc import Sequence
from functools import cache, lru_cache

import markdown as python_markdown
import nh3
from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from promulgate.core import digest
from promulgate.core.errors import AuthorError
from promulgate.core.rendering import sanitising, skeletons
from promulgate.core.rendering.anchors import Anchors, AnchorsExtension, Heading, HeadingsError
from promulgate.core.rendering.deadline import SECONDS, TooSlow, seconds_for, within
from promulgate.core.rendering.plain_text import PlainTextExtension
from promulgate.core.rendering.sanitising import TAG

__all__ = [
    "RENDERER",
    "SECONDS",
    "TAG",
    "Heading",
    "HeadingsError",
    "TooSlow",
    "headings",
    "page_body",
    "render",
    "seconds_for",
    "skeleton",
    "within",
]

# To be raised when code of ours makes other HTML of the same text: approvals are bound to it.
REVISION = 2


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
    return sanitising.sanitised(html), found


# All languages of a policy ask for those of the one source.
@lru_cache(maxsize=8)
def headings(body: str) -> tuple[Heading, ...]:
    """Return the headings of a source's Markdown; every language shares their anchors."""
    return _converted(body, None)[1]


def skeleton(body: str) -> tuple[str, ...]:
    """Return the tags of the rendered text in order, with link targets and the like.

    Equal skeletons are equal structure: ``("<h2>", "</h2>", "<p>", '<a href="/x">', …)``.
    """
    return skeletons.tags(_converted(body, None)[0])


@cache
def _markdown() -> Markdown:
    """Return the one renderer; it is not for several threads at once.

    Its extensions are those of ``extra``, and ours. They are instances, since names are looked up
    in every installed package: slow, and in vain where packages come without their metadata.
    """
    markdown = Markdown(
        extensions=[
            FencedCodeExtension(),
            # A number, which needs no translation, names the way back.
            FootnoteExtension(BACKLINK_TITLE="{}"),
            AttrListExtension(),
            DefListExtension(),
            TableExtension(use_align_attribute=True),
            AbbrExtension(),
            MarkdownInHtmlExtension(),
            AdmonitionExtension(),
            SaneListExtension(),
            AnchorsExtension(),
            PlainTextExtension(),
        ],
        output_format="html",
    )
    # Every tag is looked up in it several times, and it is a list of sixty.
    markdown.block_level_elements = frozenset(markdown.block_level_elements)  # type: ignore[assignment]
    return markdown


def _converted(body: str, ids: Sequence[str] | None) -> tuple[str, tuple[Heading, ...]]:
    markdown = _markdown().reset()
    anchors = markdown.treeprocessors["anchors"]
    if not isinstance(anchors, Anchors):
        raise TypeError("the processor of headings is missing")
    anchors.ids = ids
    try:
        html = markdown.convert(body)
    except BaseException as error:
        # Where it was stopped, it still is: reset() does not undo that, and the next text would
        # be rendered as if it stood inside this one.
        _markdown.cache_clear()
        if isinstance(error, RecursionError):
            raise AuthorError(
                "the text is nested too deep", "lists and quotes a few levels deep"
            ) from error
        raise
    return html, anchors.found


def _renderer() -> str:
    return digest.of_value(
        {
            "markdown": python_markdown.__version__,
            "nh3": nh3.__version__,  # type: ignore[attr-defined]
            "revision": REVISION,
            "tags": sorted(sanitising.TAGS),
            "attributes": _sorted(sanitising.ATTRIBUTES),
            "classes": _sorted(sanitising.CLASSES),
            "schemes": sorted(sanitising.SCHEMES),
            "rel": sanitising.REL,
        }
    )


def _sorted(sets: dict[str, set[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in sets.items()}


RENDERER = _renderer()
"""A digest that names everything that turns Markdown into HTML; approvals are bound to it."""
