"""Drafting: units in, machine translations out, whatever the engine does to them.

Strategies, each only for what the one before left damaged: all in one request in the engine's own
style of tokens; the next style; the runs of words between the tokens; the source text, flagged.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from promulgate.core.answers import Ask, NoAnswer, asked, has_letter, plausible
from promulgate.core.masks import (
    Definitions,
    Masked,
    Style,
    Term,
    TokenDamage,
    assumed_in,
    put_together,
    unmask,
)
from promulgate.core.masks.escaping import decoded
from promulgate.core.masks.scripts import is_unspaced
from promulgate.core.masks.spacing import starts_a_word
from promulgate.core.pieces import Piece, Rules, pieces_of
from promulgate.core.sentences import cut, joint

# What a reviewer is told of how a text came about.
VERBATIM = "verbatim"  # nothing to translate in it
RESTYLED = "restyled"  # tokens survived only in another style than the engine's own
RUNS = "runs"  # translated in fragments: word order and agreement need a look
UNTRANSLATED = "untranslated"  # the source text, at least in part
FLAGS = (VERBATIM, RESTYLED, RUNS, UNTRANSLATED)

_LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Translated:
    """A unit's translation and what a reviewer should know of it: codes of ``FLAGS``."""

    text: str
    flags: tuple[str, ...] = ()


def translate_units(
    texts: Sequence[str],
    ask: Ask,
    *,
    styles: Sequence[Style],
    terms: Sequence[Term] = (),
    limit: int | None = None,
    language: str = "en",
    definitions: Definitions | None = None,
    plain: Collection[int] = (),
) -> tuple[Translated, ...]:
    """Return the translation of each of ``texts``, the units of one document.

    ``styles``, ``limit`` and ``language`` are as in ``Rules``; ``plain`` holds the positions of
    texts that are no Markdown (front matter); ``definitions`` are those of
    the whole file. Errors that ``ask`` raises pass through; no answer,
    however wrong, raises one.
    """
    definitions = definitions or assumed_in("\n".join(texts))
    rules = Rules(styles, terms, limit, language, definitions)
    units = [Piece(text, index in plain) for index, text in enumerate(texts)]
    pieces = {unit: pieces_of(unit, rules) for unit in dict.fromkeys(units)}
    done = _drafted(dict.fromkeys(p for parts in pieces.values() for p, _ in parts), rules, ask)
    return tuple(_joined(pieces[unit], done) for unit in units)


def _drafted(pieces: Iterable[Piece], rules: Rules, ask: Ask) -> dict[Piece, Translated]:
    """Return the translation of every piece, by the first strategy that does no damage to it."""
    done: dict[Piece, Translated] = {}
    waiting: list[Piece] = []
    for piece in pieces:
        masked = rules.mask(piece, rules.styles[0])
        if masked.has_words:
            waiting.append(piece)
        else:
            done[piece] = _unasked(piece, masked)
    refused: frozenset[str] = frozenset()
    for number, style in enumerate(rules.styles):
        home, refused = _in_style(waiting, style, rules, ask, refused)
        flags = (RESTYLED,) if number else ()
        done |= {piece: Translated(text, flags) for piece, text in home.items()}
        waiting = [piece for piece in waiting if piece not in home]
    home = _in_runs(waiting, rules, ask, refused)
    for piece in waiting:
        made = Translated(home[piece], (RUNS,)) if piece in home else None
        done[piece] = made or Translated(piece.text, (UNTRANSLATED,))
    return done


def _unasked(piece: Piece, masked: Masked) -> Translated:
    """Return a piece without words; a glossary term alone still has its fixed translation."""
    try:
        text = unmask(masked.text, masked)
    except TokenDamage:
        return Translated(piece.text, (UNTRANSLATED,))
    return Translated(text, (VERBATIM,) if text == piece.text else ())


def _in_style(
    pieces: Sequence[Piece], style: Style, rules: Rules, ask: Ask, refused: frozenset[str]
) -> tuple[dict[Piece, str], frozenset[str]]:
    """Return what comes home undamaged of one request for all pieces, and the refused questions.

    A question is refused when its answer was bad: to ask the same again would be in vain. No two
    pieces share a token, so an answer that belongs to another piece gives itself away; then only
    those answers are trusted that brought tokens of their own, and nothing is held against the
    others.
    """
    masks = _numbered(pieces, style, rules)
    masks = {
        piece: masked
        for piece, masked in masks.items()
        if rules.fits(_question(masked)) and _question(masked) not in refused
    }
    questions = [_question(masked) for masked in masks.values()]
    tokens = {style.write(token.number) for masked in masks.values() for token in masked.tokens}
    answers = asked(questions, ask)
    home: dict[Piece, str] = {}
    bad: set[str] = set()
    swapped = len(answers) != len(questions)
    for (piece, masked), question, answer in zip(masks.items(), questions, answers, strict=False):
        try:
            home[piece] = unmask(plausible(question, answer), masked)
        except NoAnswer:
            bad.add(question)
        except TokenDamage as damage:
            bad.add(question)
            swapped = swapped or (damage.kind == "foreign" and damage.token in tokens)
    if swapped:
        return {piece: text for piece, text in home.items() if masks[piece].tokens}, refused
    return home, refused | bad


def _numbered(pieces: Iterable[Piece], style: Style, rules: Rules) -> dict[Piece, Masked]:
    """Return the pieces masked so that no token number occurs twice."""
    masks: dict[Piece, Masked] = {}
    offset = 0
    for piece in pieces:
        masks[piece] = rules.mask(piece, style, offset)
        if tokens := masks[piece].tokens:
            offset = tokens[-1].number + 1 - style.first
    return masks


def _in_runs(
    pieces: Sequence[Piece], rules: Rules, ask: Ask, refused: frozenset[str]
) -> dict[Piece, str]:
    """Return what can be made of the runs of words between the tokens, all in one request."""
    masks = {piece: rules.mask(piece, rules.styles[0]) for piece in pieces}
    runs = {run: _cut_run(run, rules) for masked in masks.values() for run in masked.runs}
    words = [part.strip() for parts in runs.values() for part in parts if has_letter(part)]
    known = _known([each for each in dict.fromkeys(words) if each not in refused], ask)
    home: dict[Piece, str] = {}
    for piece, masked in masks.items():
        try:
            answered = _apart([_run(runs[run], known) for run in masked.runs], masked)
            home[piece] = put_together(answered, masked.tokens, masked)
        except (NoAnswer, TokenDamage):
            continue
    return home


def _known(questions: Sequence[str], ask: Ask) -> dict[str, str]:
    """Return the questions that were answered, with their answers on one line."""
    known: dict[str, str] = {}
    answers = asked(questions, ask)
    for question, answer in zip(questions, answers, strict=False):
        try:
            known[question] = _LINE_END.sub(" ", decoded(plausible(question, answer)).strip())
        except NoAnswer:
            continue
    return known


def _cut_run(run: str, rules: Rules) -> tuple[str, ...]:
    """Return a run in parts that the engine takes."""
    if rules.limit is None:
        return (_on_one_line(run),)
    return cut(_on_one_line(run), rules.limit, rules.language, within_words=True)


def _apart(answered: Sequence[str], masked: Masked) -> list[str]:
    """Return the answers without a word that touches a term where none did: “Company's policy”."""
    apart = list(answered)
    for index, token in enumerate(masked.tokens, start=1):
        answer = apart[index]
        is_word = token.kind in {"term", "abbreviation"}
        if is_word and answer and starts_a_word(answer[0]) and not token.after.isspace():
            apart[index] = f" {answer}"
    return apart


def _run(parts: Sequence[str], known: Mapping[str, str]) -> str:
    """Return a run's translation, with the white space of its source; ``NoAnswer`` if one lacks."""
    text = gap = ""
    for part in parts:
        words = part.strip()
        if has_letter(words) and words not in known:
            raise NoAnswer(words)
        answer = known.get(words, words)
        lead = part[: len(part) - len(part.lstrip())]
        text += joint(text, gap + lead, answer) + answer
        gap = part[len(part.rstrip()) :] if words else ""
    return text + gap


def _joined(parts: Sequence[tuple[Piece, str]], done: Mapping[Piece, Translated]) -> Translated:
    """Return a unit's translation made of its pieces."""
    text = gap = ""
    flags = {flag for piece, _ in parts for flag in done[piece].flags}
    if any(VERBATIM not in done[piece].flags for piece, _ in parts):
        flags.discard(VERBATIM)
    for piece, after in parts:
        text += joint(text, gap, done[piece].text) + done[piece].text
        gap = after
    return Translated(text + gap, tuple(flag for flag in FLAGS if flag in flags))


def _question(masked: Masked) -> str:
    return _on_one_line(masked.text)


def _on_one_line(text: str) -> str:
    """Return ``text`` without line ends: to engines each would be the end of a sentence."""

    def blank(found: re.Match[str]) -> str:
        before = text[found.start() - 1 : found.start()]
        after = text[found.end() : found.end() + 1]
        between = before and after and is_unspaced(before) and is_unspaced(after)
        return "" if between else " "

    return _LINE_END.sub(blank, text)
