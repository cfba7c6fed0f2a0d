"""Inline markup, found by Python-Markdown's own patterns, so that the mask and the page agree."""

import re
from dataclasses import replace
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor

from promulgate.core.defined import Definitions
from promulgate.core.masks.reader import Emphasis, Reader, reading
from promulgate.core.masks.spans import HARD, Ground, Role, Span

# Python-Markdown's names of its patterns, in the order in which it tries them.
KINDS = {
    "backtick": "code",
    "escape": "escape",
    "footnote": "footnote",
    "reference": "link",
    "link": "link",
    "image_link": "image",
    "image_reference": "image",
    "short_reference": "link",
    "short_image_ref": "image",
    "autolink": "url",
    "automail": "email",
    "linebreak": "break",
    "html": "html",
    "entity": "entity",
}
ORDER = tuple(KINDS)
HTML_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*)")
# What stands in these is no prose, nor is what its author marks so.
# https://html.spec.whatwg.org/multipage/dom.html#attr-translate
VERBATIM = frozenset({"code", "kbd", "samp", "var"})
NO_TRANSLATION = re.compile(r"\btranslate\s*=\s*[\"']?no\b|\bnotranslate\b", re.IGNORECASE)
# https://html.spec.whatwg.org/multipage/syntax.html#void-elements
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input"}) | frozenset(
    {"link", "meta", "source", "track", "wbr"}
)


def find(ground: Ground) -> list[Span]:
    """Return the spans of all markup that Python-Markdown would see in the text."""
    return list(_found(ground.text, ground.definitions))


@lru_cache(maxsize=512)
def _found(text: str, definitions: Definitions) -> tuple[Span, ...]:
    """Read ``text`` once: it is asked for again in every style, and to be cut."""
    with reading(definitions) as reader:
        spans = _read(reader, text, 0, 0)
    paired = _pair_html(text, sorted(spans, key=lambda span: span.start))
    return tuple(_with_verbatim(text, paired))


def _read(reader: Reader, ground: str, offset: int, first: int) -> list[Span]:
    """Try the patterns from number ``first`` on upon ``ground``, which stands at ``offset``."""
    spans: list[Span] = []
    for number in range(first, len(ORDER)):
        processor = reader.pattern(ORDER[number])
        position = 0
        while found := _next(processor, ground, position):
            node, start, end = found
            if node is None:
                position = end
                continue
            spans += _spans(reader, ground, found, offset, number)
            ground = ground[:start] + HARD * (end - start) + ground[end:]
            position = end
    return spans + _emphasis(reader.emphasis, ground, offset)


def _next(
    processor: InlineProcessor, ground: str, position: int
) -> tuple[Element | str | None, int, int] | None:
    """Return what the pattern makes of its next match: a node, or ``None`` and where to go on."""
    match = processor.compiled_re.search(ground, position)
    if match is None:
        return None
    node, start, end = processor.handleMatch(match, ground)
    if start is None or end is None:
        return None, match.start(), match.end()
    return node, start, max(end, match.start() + 1)


def _spans(
    reader: Reader,
    ground: str,
    found: tuple[Element | str | None, int, int],
    offset: int,
    number: int,
) -> list[Span]:
    """Return the span of one match, or the ends of a link and what is found between them."""
    node, start, end = found
    kind = KINDS[ORDER[number]]
    if kind == "code" and isinstance(node, str):
        kind = "escape"
    if kind != "link" or not isinstance(node, Element):
        return [Span(offset + start, offset + end, kind)]
    words = node.text or ""
    after = start + 1 + len(words)
    if after > end:
        # Quotes without end in an address: Python-Markdown has a link end before its words do.
        return [Span(offset + start, offset + end, kind)]
    mark = Span(offset + start, offset + start + 1, kind, Role.OPEN, offset + start)
    close = replace(mark, start=offset + after, end=offset + end, role=Role.CLOSE)
    if ground[after:end] in {"]", "][]", "] []", "]\n[]"}:
        # The words are the label too: once translated, the label must be said apart.
        close = replace(close, target_if_changed=f"][{node.get('href')}]")
    return [mark, *_read(reader, words, mark.end, number + 1), close]


def _emphasis(emphasis: Emphasis, ground: str, offset: int) -> list[Span]:
    """Return both ends of every pair of emphasis marks."""
    spans: list[Span] = []
    position = 0
    while match := emphasis.compiled_re.search(ground, position):
        emphasis.reset()
        emphasis.found = []
        _, _, end = emphasis.handleMatch(match, ground)
        regions = emphasis.found
        position = max([end or 0, match.end(), *(region[3] for region in regions)])
        for a, b, c, d in regions:
            mark = Span(offset + a, offset + b, "emphasis", Role.OPEN, offset + a)
            spans += [mark, replace(mark, start=offset + c, end=offset + d, role=Role.CLOSE)]
    return spans


def _pair_html(text: str, spans: list[Span]) -> list[Span]:
    """Give every start tag and its end tag the same pair; all else of HTML stands alone."""
    waiting: list[tuple[str, int]] = []
    for index, span in enumerate(spans):
        tag = HTML_TAG.match(text, span.start, span.end) if span.kind == "html" else None
        if tag is None or text.endswith("/>", 0, span.end) or tag["name"].lower() in VOID:
            continue
        name = tag["name"].lower()
        if not tag["slash"]:
            waiting.append((name, index))
        elif name in (names := [each for each, _ in waiting]):
            del waiting[len(names) - names[::-1].index(name) :]
            start = waiting.pop()[1]
            pair = spans[start].start
            spans[start] = replace(spans[start], role=Role.OPEN, pair=pair)
            spans[index] = replace(span, role=Role.CLOSE, pair=pair)
    return spans


def _with_verbatim(text: str, spans: list[Span]) -> list[Span]:
    """Make one span of an element whose text is not to be translated, whatever it contains."""
    closing = {span.pair: span for span in spans if span.role is Role.CLOSE}
    kept: list[Span] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            continue
        tag = HTML_TAG.match(text, span.start, span.end)
        if span.kind == "html" and span.role is Role.OPEN and tag:
            marked = NO_TRANSLATION.search(text, span.start, span.end)
            if marked or tag["name"].lower() in VERBATIM:
                end = closing[span.pair].end
                kept.append(Span(span.start, end, "code"))
                continue
        kept.append(span)
    return kept
