"""Several texts in one request: how they are joined, and how the answer is told apart again.

Texts are joined by line breaks, which translation engines keep. A text may have lines of its own,
so the answer is told apart by counting lines; when the count is wrong, it is not.
"""

from collections.abc import Sequence

from .sizes import Measure

JOINT = "\n"


def pack(
    texts: Sequence[str], *, limit: int, measure: Measure, joins: bool
) -> list[tuple[str, ...]]:
    """Return ``texts`` in order, in batches that measure at most ``limit`` joined.

    Without ``joins`` each text is a batch. A text longer than the limit is one by itself.
    """
    if not joins:
        return [(text,) for text in texts]
    batches: list[tuple[str, ...]] = []
    batch: list[str] = []
    size = 0
    for text in texts:
        longer = size + measure(JOINT) + measure(text)
        if batch and longer > limit:
            batches.append(tuple(batch))
            batch, longer = [], measure(text)
        elif not batch:
            longer = measure(text)
        batch.append(text)
        size = longer
    return [*batches, tuple(batch)] if batch else batches


def join(texts: Sequence[str]) -> str:
    """Return the request's text, without the white space at each text's ends."""
    return JOINT.join(text.strip() for text in texts)


def split(answer: str, texts: Sequence[str]) -> tuple[str, ...] | None:
    """Return the part of ``answer`` for each of ``texts``, with the text's own white space around.

    ``None`` when the parts cannot be told apart for sure: another number of lines, a part that is
    empty, or figures that went from one part to another.
    """
    lines = answer.strip().replace("\r\n", "\n").split(JOINT)
    counts = [text.strip().count(JOINT) + 1 for text in texts]
    if len(lines) != sum(counts):
        return (_dressed(answer, texts[0]),) if len(texts) == 1 else None
    parts: list[str] = []
    for text, lines_in_text in zip(texts, counts, strict=True):
        taken, lines = lines[:lines_in_text], lines[lines_in_text:]
        parts.append(_dressed(JOINT.join(taken), text))
    if not all(part.strip() for part in parts) or _moved(texts, parts):
        return None
    return tuple(parts)


def _dressed(part: str, text: str) -> str:
    """Give ``part`` the white space around ``text``; engines strip or change it."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return text[:start] + part.strip() + text[end:]


def _moved(texts: Sequence[str], parts: Sequence[str]) -> bool:
    """Say whether the same figures as before stand in other parts: a swap, or a shifted line."""
    before = [_figures(text) for text in texts]
    after = [_figures(part) for part in parts]
    return before != after and sorted("".join(before)) == sorted("".join(after))


def _figures(text: str) -> str:
    return "".join(sorted(letter for letter in text if letter.isdecimal()))
