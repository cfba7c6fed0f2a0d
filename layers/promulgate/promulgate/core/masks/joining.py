"""Fewer tokens survive better: neighbours become one, and the frame of a unit stays at home."""

from collections.abc import Sequence
from dataclasses import replace

from promulgate.core.masks.spans import Role, Span

# What may stand before or after all the words of a unit without a say in their grammar.
_AROUND = frozenset({"break", "attributes", "html"})
_AT_THE_END = _AROUND | {"footnote"}


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the ordered spans with those joined that touch and can only move together."""
    return _join_singles(_join_pairs(text, _join_attributes(text, spans)))


def _join_attributes(text: str, spans: Sequence[Span]) -> list[Span]:
    """Let an attribute list be the tail of the mark that it touches."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        touches = last and last.end == span.start and last.kind != "break"
        if last and touches and span.kind == "attributes":
            result[-1] = _followed_by(text, last, span)
        else:
            result.append(span)
    return result


def _join_pairs(text: str, spans: list[Span]) -> list[Span]:
    """Make one pair of two whose ends touch on both sides: ``**[`` … ``](…)**``."""
    closing = {span.pair: span for span in spans if span.role is Role.CLOSE}
    kept: list[Span] = []
    dropped: set[int | None] = set()
    for span in reversed([each for each in spans if each.role is Role.OPEN]):
        inner = kept[-1] if kept else None
        if (
            inner
            and span.end == inner.start
            and closing[inner.pair].end == closing[span.pair].start
        ):
            kept.pop()
            dropped.add(inner.pair)
            closing[span.pair] = replace(
                _followed_by(text, closing[inner.pair], closing[span.pair]), pair=span.pair
            )
            kept.append(replace(span, end=inner.end))
        else:
            kept.append(span)
    ends = kept + [span for pair, span in closing.items() if pair not in dropped]
    singles = [span for span in spans if span.role is Role.SINGLE]
    return sorted(ends + singles, key=lambda span: span.start)


def _join_singles(spans: list[Span]) -> list[Span]:
    """Make one of two that touch; terms stay apart, their words may part in another language."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if last and last.end == span.start and _may_join(last) and _may_join(span):
            result[-1] = replace(last, end=span.end)
        else:
            result.append(span)
    return result


def _may_join(span: Span) -> bool:
    return span.role is Role.SINGLE and span.kind not in {"term", "abbreviation", "break"}


def _followed_by(text: str, span: Span, tail: Span) -> Span:
    """Return ``span`` with the characters of ``tail`` added."""
    changed = span.target_if_changed
    if changed is not None:
        changed += text[tail.start : tail.end]
    return replace(span, end=tail.end, target_if_changed=changed)


def unframed(text: str, spans: list[Span]) -> tuple[int, int, list[Span]]:
    """Return where the words of a unit begin and end, and the spans among them.

    White space at the ends, a pair around everything but a label, breaks, HTML and attribute lists
    at either end, and footnotes at the end belong to the frame.
    """
    start, end, first, last = 0, len(text), 0, len(spans) - 1
    while True:
        if first > last:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end -= len(text[start:end]) - len(text[start:end].rstrip())
            break
        head, tail = spans[first], spans[last]
        # A break is white space too: never strip into a span.
        blank = text[start : head.start]
        start += len(blank) - len(blank.lstrip())
        blank = text[tail.end : end]
        end -= len(blank) - len(blank.rstrip())
        if head.start == start and head.role is Role.SINGLE and head.kind in _AROUND:
            start, first = head.end, first + 1
        elif tail.end == end and tail.role is Role.SINGLE and tail.kind in _AT_THE_END:
            end, last = tail.start, last - 1
        elif head.start == start and tail.end == end and _is_frame(head, tail):
            start, end, first, last = head.end, tail.start, first + 1, last - 1
        else:
            break
    return start, end, spans[first : last + 1]


def _is_frame(head: Span, tail: Span) -> bool:
    """Say whether these are the two ends of a pair that has nothing to do with what it encloses."""
    return head.pair == tail.pair is not None and tail.target_if_changed is None
