"""Inline markup as far as units need it: code spans, images, titles, and whether there is text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RUN_OF_TICKS = re.compile(r"(?<!\\)(?:\\\\)*(?P<ticks>`+)|\\`(?P<rest>`*)")
# Bounds keep a search linear in a file made of nothing but opening marks.
DESTINATION = r"(?:<[^<>\n]{0,2000}+>|[^\s()<>]{0,2000}+(?:\([^\s()]{0,2000}+\)[^\s()]{0,2000}+)*+)"
QUOTED = r"(?:\"[^\"]{0,2000}+\"|'[^']{0,2000}+')"
IMAGE = re.compile(
    r"(?<!\\)!\[(?P<alt>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.){0,200}+\]){0,2000}+)\]"
    rf"(?P<address>\([ \n]*{DESTINATION}|[ ]?\[[^\[\]]{{0,500}}\])?",
    re.DOTALL,
)
LINK_TITLE = re.compile(
    rf"\]\([ \n]*(?P<address>{DESTINATION})[ \n]+"
    r"(?P<quote>[\"'])(?P<title>(?:(?!(?P=quote))[^\\]|\\.){0,2000}+)(?P=quote)[ \n]*\)",
    re.DOTALL,
)
TAG = re.compile(
    r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s`\"'<>/]*)"
    r"(?P<rest>(?:\s+[^\s\"'=<>/`]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+))?)*+\s*)(?P<empty>/?)>"
)
TAG_TEXT = re.compile(
    r"\s(?P<name>alt|title)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE
)
ADDRESS = rf"(?:\([ \n]*{DESTINATION}(?:[ \n]+{QUOTED})?[ \n]*\)|\[[^\[\]]{{0,500}}+\])"
_WORDLESS = re.compile(
    "|".join(
        (
            rf"(?:!\[[^\[\]]{{0,2000}}+)?\][ ]?{ADDRESS}",
            r"!\[[^\[\]]{0,2000}+\]",
            r"\[\^[^\]]{0,500}+\]",
            r"<[a-zA-Z][^\s<>]{0,2000}+>",
            r"\{:?[^{}\n]{0,2000}+\}",
            r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]{0,31}+);",
            r"(?:[a-zA-Z][a-zA-Z0-9+.-]{1,30}+://|www\.|mailto:)[^\s<>]+",
            r"[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)+",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Inner:
    """A text inside a unit's text: an alternative text or a title, at ``start`` to ``end``."""

    kind: str
    start: int
    end: int
    closing: str
    key: tuple[str, str, str]


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return where code spans stand, ticks included, as CommonMark pairs runs of ticks."""
    runs = [
        (found.start(group), found.end(group))
        for found in RUN_OF_TICKS.finditer(text)
        for group in ("ticks", "rest")
        if found[group]
    ]
    later: dict[int, list[int]] = {}
    for start, end in reversed(runs):
        later.setdefault(end - start, []).append(end)
    spans: list[tuple[int, int]] = []
    position = 0
    for start, end in runs:
        ends = later[end - start]
        ends.pop()
        if start < position or not ends:
            continue
        position = ends[-1]
        spans.append((start, position))
    return spans


def without_code(text: str) -> str:
    """Return ``text`` at the same length with all code spans blanked."""
    parts: list[str] = []
    position = 0
    for start, end in code_spans(text):
        parts += (text[position:start], " " * (end - start))
        position = end
    return "".join(parts) + text[position:]


def ends_escaped(text: str, end: int) -> bool:
    """Say whether a backslash that escapes what follows stands before offset ``end``."""
    start = end
    while start > 0 and text[start - 1] == "\\":
        start -= 1
    return (end - start) % 2 == 1


def has_words(text: str) -> bool:
    """Say whether there is a letter outside of code, addresses, tags and other markup."""
    bare = _WORDLESS.sub(" ", TAG.sub(" ", _without_comments(without_code(text))))
    return any(character.isalpha() for character in bare)


def inner_texts(text: str) -> Iterator[Inner]:
    """Yield the alternative texts and titles in ``text`` that have words, in their order."""
    bare = without_code(text)
    found = [*_images(bare), *_link_titles(bare), *_tag_texts(bare)]
    for inner in sorted(found, key=lambda inner: inner.start):
        if has_words(text[inner.start : inner.end]):
            yield inner


def _without_comments(text: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + len("<!--"))
        if end < 0:
            break
        parts.append(text[position:start])
        position = end + len("-->")
    return " ".join([*parts, text[position:]])


def _images(text: str) -> Iterator[Inner]:
    for image in IMAGE.finditer(text):
        key = ("alt", image["address"] or "", image["alt"])
        yield Inner("alt", *image.span("alt"), "]", key)


def _link_titles(text: str) -> Iterator[Inner]:
    for link in LINK_TITLE.finditer(text):
        key = ("link_title", link["address"], link["title"])
        yield Inner("link_title", *link.span("title"), link["quote"], key)


def _tag_texts(text: str) -> Iterator[Inner]:
    for tag in TAG.finditer(text):
        for found in TAG_TEXT.finditer(tag["rest"]):
            group = "single" if found["double"] is None else "double"
            kind = "alt" if found["name"].lower() == "alt" else "link_title"
            offset = tag.start("rest")
            start, end = found.span(group)
            key = (kind, tag["name"], found[group])
            yield Inner(kind, offset + start, offset + end, '"' if group == "double" else "'", key)
