"""Markup: what is linked, emphasised, code or HTML in the source is so in the translation."""

import re
from collections import Counter
from collections.abc import Iterator

from promulgate.core.checks.addresses import has_too_many_marks
from promulgate.core.checks.pair import Finding, Pair
from promulgate.core.defined import label
from promulgate.core.masks import Definitions, Role, Span, spans_of

# How a mark is called for a reviewer, by the kind of its span; the others may change freely.
NAMES = {
    "attributes": "attributes",
    "break": "a line break",
    "code": "code",
    "emphasis": "emphasis by",
    "footnote": "a footnote",
    "html": "an HTML tag",
    "image": "an image",
    "link": "a link",
}
# Without these signs there is no markup.
_SIGN = re.compile(r"[\[\]*_`<&{\\!\n]")
_GOAL = re.compile(r"\]\s?(?:\[(?P<label>[^\]]*)|\(\s*<?(?P<address>[^\s()<>\]]*))")
# What a reader or a screen reader is told is translated.
_WORDS = re.compile(r"\s(?:title|alt|aria-label)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def check(pair: Pair) -> Finding | None:
    """Return an error if a piece of inline markup is lost, won or changed.

    Their order does not count: languages differ in it.
    """
    if pair.plain or has_too_many_marks(pair.source) or has_too_many_marks(pair.target):
        return None
    before, after = (Counter(_marks(text, pair.definitions)) for text in (pair.source, pair.target))
    lost, won = tuple((before - after).elements()), tuple((after - before).elements())
    if not lost and not won:
        return None
    said = [f"{_shown(mark)} is missing" for mark in dict.fromkeys(lost)]
    said += [f"{_shown(mark)} is not in the source" for mark in dict.fromkeys(won)]
    if "_" in pair.target and any(kind == "emphasis" for kind, _ in lost):
        said.append("beside a letter, write * instead of _")
    parts = tuple(text for _, text in (*lost, *won) if text)
    return Finding(name="markup", severity="error", message="; ".join(said), parts=parts)


def _marks(text: str, definitions: Definitions | None) -> Iterator[tuple[str, str]]:
    if not _SIGN.search(text):
        return
    for span in spans_of(text, (), definitions=definitions):
        # A pair counts once, by the end that says more.
        if span.kind in NAMES and (span.role is not Role.OPEN or span.kind == "html"):
            yield span.kind, _kept(span, text[span.start : span.end])


def _kept(span: Span, mark: str) -> str:
    """Return the part of a mark that no translation changes."""
    match span.kind:
        case "link" | "image":
            # A short reference is its own label, until its words are translated.
            goal = _GOAL.search(span.target_if_changed or mark)
            return (label(goal["label"] or "") or goal["address"] or "") if goal else ""
        case "html":
            return " ".join(_WORDS.sub("", mark).split())
        case "break":
            return ""
        case "emphasis":
            return mark.replace("_", "*")
        case _:
            return mark


def _shown(mark: tuple[str, str]) -> str:
    kind, kept = mark
    return f"{NAMES[kind]} {kept}".strip()
