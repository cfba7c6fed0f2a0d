"""From an engine's answer back to inline Markdown, or to the damage that was done."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from promulgate.core.defined import Definitions, label
from promulgate.core.errors import PromulgateError
from promulgate.core.masks.escaping import SPECIAL, decoded, escaped, invented
from promulgate.core.masks.masking import LONGEST_NUMBER, Masked, Token
from promulgate.core.masks.spacing import narrowed, space_after, space_before
from promulgate.core.masks.spans import Role
from promulgate.core.masks.structure import Structure, structure

_BLANK_LINE = re.compile(r"\s*\n\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SENTENCE_END = re.compile(r"(?:^|[.!?。！？])[\s\"'“”‘’«»()\[\]]*\Z")


class TokenDamage(PromulgateError):  # noqa: N818 - names what happened, not who failed
    """An answer that cannot be brought home. ``kind`` is a stable code, ``token`` what it is about.

    Kinds: ``missing``, ``doubled``, ``foreign``, ``crossed``, ``emptied``, ``decorated``,
    ``control``, ``structure``.
    """

    def __init__(self, kind: str, token: str = "") -> None:
        """Keep the parts apart; the message joins them."""
        super().__init__(f"{kind} {token}".strip())
        self.kind = kind
        self.token = token


def unmask(answer: str, masked: Masked) -> str:
    """Return the translation of ``masked.source`` that ``answer``, made of ``masked.text``, means.

    Spaces and brackets around tokens are mended where that is unambiguous, and what an engine
    invented is escaped. Raises ``TokenDamage`` when a token is not there exactly once, a pair is
    out of order or emptied, or the result would render with other elements than the source.
    """
    if _CONTROL.search(answer):
        raise TokenDamage("control")
    runs, tokens = _taken_apart(answer, masked)
    runs = _on_one_line(runs, masked.runs)
    _check_pairs(runs, tokens, masked)
    _check_decoration(runs, tokens, masked)
    runs = _spaced(runs, tokens, padded=masked.style.padded)
    return put_together(runs, tokens, masked)


def put_together(runs: Sequence[str], tokens: Sequence[Token], masked: Masked) -> str:
    """Return ``runs`` and ``tokens`` in turn as Markdown that renders like the source.

    Raises ``TokenDamage`` of kind ``structure`` when no escaping can bring that about.
    """
    if masked.plain:
        return _written(runs, tokens, masked, frozenset())
    wanted = _structure_of_source(masked.source, masked.definitions)
    special = invented(runs, masked.runs)
    tokens = _labelled(runs, tokens)
    starred = _starred(runs, tokens)
    for marks, literal in ((tokens, special), (starred, special), (starred, SPECIAL)):
        text = _written(runs, marks, masked, literal)
        if structure(text, masked.definitions) == wanted:
            return text
    raise TokenDamage("structure")


@lru_cache(maxsize=256)
def _structure_of_source(source: str, definitions: Definitions) -> Structure:
    return structure(source, definitions)


def _taken_apart(answer: str, masked: Masked) -> tuple[list[str], list[Token]]:
    """Return the runs of words of the answer and the tokens between them, each exactly once."""
    known = {token.number: token for token in masked.tokens}
    runs: list[str] = []
    tokens: list[Token] = []
    start = position = 0
    while found := masked.style.answered.search(answer, position):
        number = int(found[1]) if len(found[1]) <= LONGEST_NUMBER else -1
        if number in known:
            runs.append(answer[start : found.start()])
            tokens.append(known[number])
            start = position = found.end()
        elif found[0] in masked.text:
            # Text of the source, which may share a mark with the token after it.
            position = found.start() + 1
        else:
            raise TokenDamage("foreign", masked.style.write(number))
    runs.append(answer[start:])
    counted = Counter(token.number for token in tokens)
    for number in known:
        if counted[number] != 1:
            kind = "doubled" if counted[number] else "missing"
            raise TokenDamage(kind, masked.style.write(number))
    return [run if masked.plain else decoded(run) for run in runs], tokens


def _on_one_line(runs: list[str], given: Sequence[str]) -> list[str]:
    """Return the runs without line ends that the question did not have."""
    if sum(run.count("\n") for run in runs) <= sum(run.count("\n") for run in given):
        return runs
    return [_BLANK_LINE.sub(" ", run) for run in runs]


def _check_pairs(runs: Sequence[str], tokens: Sequence[Token], masked: Masked) -> None:
    """Raise ``TokenDamage`` unless pairs open before they close, nest, and still enclose words."""
    hollow_before = _hollow(masked.runs, masked.tokens)
    for number in _hollow(runs, tokens):
        if number not in hollow_before:
            raise TokenDamage("emptied", masked.style.write(number))


def _check_decoration(runs: Sequence[str], tokens: Sequence[Token], masked: Masked) -> None:
    """Raise ``TokenDamage`` where invented markup touches a token: it was put around the token."""
    special = invented(runs, masked.runs)
    for token, left, right in zip(tokens, runs, runs[1:], strict=False):
        if special & {left.rstrip()[-1:], right.lstrip()[:1]}:
            raise TokenDamage("decorated", masked.style.write(token.number))


def _hollow(runs: Sequence[str], tokens: Sequence[Token]) -> set[int]:
    """Return the opening tokens of the pairs that enclose neither word nor single token.

    Raises ``TokenDamage`` of kind ``crossed`` where pairs do not nest.
    """
    hollow: set[int] = set()
    waiting: list[tuple[Token, int]] = []
    for index, token in enumerate(tokens):
        if token.role is Role.OPEN:
            waiting.append((token, index))
        elif token.role is Role.CLOSE:
            if not waiting or waiting[-1][0].number != token.pair:
                raise TokenDamage("crossed", token.source)
            opening, start = waiting.pop()
            words = any(c.isalnum() for run in runs[start + 1 : index + 1] for c in run)
            if not words and all(t.role is not Role.SINGLE for t in tokens[start + 1 : index]):
                hollow.add(opening.number)
    return hollow


def _spaced(runs: Sequence[str], tokens: Sequence[Token], *, padded: bool) -> list[str]:
    """Return the runs with the white space beside each token mended."""
    mended = [run.strip() for run in runs]
    for index, run in enumerate(runs):
        words = mended[index]
        left = tokens[index - 1] if index else None
        right = tokens[index] if index < len(tokens) else None
        if not words and left and right:
            mended[index] = _between(left, right, run)
            continue
        before = after = ""
        if left:
            before = space_after(left, run[: len(run) - len(run.lstrip())], words, padded=padded)
        if right:
            after = space_before(right, run[len(run.rstrip()) :], words, padded=padded)
        mended[index] = before + words + after
    return mended


def _between(left: Token, right: Token, gap: str) -> str:
    """Return the white space between two tokens that stand side by side in the answer."""
    if left.role is Role.OPEN:
        return left.after if left.after.isspace() else ""
    if right.role is Role.CLOSE:
        return right.before if right.before.isspace() else ""
    if "break" in {left.kind, right.kind}:
        return ""
    if left.after.isspace() or right.before.isspace():
        return narrowed(gap, left.after) or " "
    return "" if right.number == left.number + 1 else gap


def _written(
    runs: Sequence[str], tokens: Sequence[Token], masked: Masked, special: frozenset[str]
) -> str:
    """Return the translation, the characters in ``special`` escaped in the engine's words."""
    parts = [escaped(runs[0], special)]
    before = runs[0]
    for token, run in zip(tokens, runs[1:], strict=True):
        written = token.source
        if token.target is not None:
            written = _term(token, before, plain=masked.plain)
        if token.role is Role.OPEN and written.startswith("[") and parts[-1].endswith("!"):
            parts[-1] = parts[-1][:-1] + "\\!"
        parts += [written, escaped(run, special)]
        before += ("x" if token.role is Role.SINGLE else "") + run
    return masked.prefix + "".join(parts) + masked.suffix


def _term(token: Token, before: str, *, plain: bool) -> str:
    """Return a fixed translation, with a capital at the start of a sentence."""
    target = token.target or ""
    if _SENTENCE_END.search(before) and token.source[:1].isupper():
        target = target[:1].upper() + target[1:]
    return target if plain else escaped(target)


def _labelled(runs: Sequence[str], tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the label written out where a short reference's words changed."""
    places = {token.number: index for index, token in enumerate(tokens)}
    result = list(tokens)
    for end, token in enumerate(tokens):
        changed = token.target_if_changed
        if changed is None or token.pair is None:
            continue
        inside = [runs[end]]
        for index in range(end - 1, places[token.pair], -1):
            inside += [tokens[index].source, runs[index]]
        if label("".join(reversed(inside))) != changed[2:].split("]")[0]:
            result[end] = replace(token, source=changed)
    return result


def _starred(runs: Sequence[str], tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with ``*`` for ``_`` where letters touch: only ``*`` is emphasis there."""
    places = {token.number: index for index, token in enumerate(tokens)}
    result = list(tokens)
    for start, token in enumerate(tokens):
        if token.role is not Role.OPEN or token.pair is None:
            continue
        end = places[token.pair]
        glued = _is_letter(runs[start][-1:]) or _is_letter(runs[end + 1][:1])
        if glued and set(token.source + tokens[end].source) == {"_"}:
            result[start] = replace(token, source="*" * len(token.source))
            result[end] = replace(tokens[end], source="*" * len(tokens[end].source))
    return result


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
