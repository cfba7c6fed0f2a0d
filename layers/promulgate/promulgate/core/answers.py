"""Answers: what an engine said, if it can be a translation at all."""

import re
from collections.abc import Sequence
from typing import Protocol

from promulgate.core.errors import PromulgateError

_PAGE = re.compile(r"\s*(?:<!doctype\b|<html\b|<\?xml\b|\{\s*\")", re.IGNORECASE)
_NOTICE = re.compile(
    r"MYMEMORY WARNING|YOU USED ALL AVAILABLE FREE TRANSLATIONS|QUERY LENGTH LIMIT EXCEEDED|"
    r"NO QUERY SPECIFIED|INVALID (?:SOURCE|TARGET) LANGUAGE|INVALID LANGUAGE PAIR|"
    r"PLEASE SELECT TWO DISTINCT LANGUAGES|INVALID EMAIL PROVIDED|TOO MANY REQUESTS|"
    r"QUOTA EXCEEDED|RATE LIMIT EXCEEDED"
)


class NoAnswer(PromulgateError):  # noqa: N818 - names what happened, not who failed
    """What came back is no translation; asking the same again is in vain."""


class Ask(Protocol):
    """An engine, bound to a language pair: as many answers as texts, in their order."""

    def __call__(self, texts: Sequence[str], /) -> Sequence[object]:
        """Return the translations; what is no text counts as damage."""


def asked(questions: Sequence[str], ask: Ask) -> Sequence[object]:
    """Ask each question once; answer nothing at all where the engine does not answer in kind."""
    unique = list(dict.fromkeys(questions))
    if not unique:
        return []
    answers: object = ask(unique)
    if not isinstance(answers, Sequence) or isinstance(answers, str) or len(answers) != len(unique):
        return []
    found = dict(zip(unique, answers, strict=True))
    return [found[question] for question in questions]


def plausible(question: str, answer: object) -> str:
    """Return ``answer`` if it can be a translation of ``question`` at all.

    Raises ``NoAnswer`` for what is no text, has no letter, is a page or a
    quota notice, or is out of all proportion.
    """
    if not isinstance(answer, str) or not has_letter(answer):
        raise NoAnswer("no translation")
    for pattern in (_PAGE, _NOTICE):
        if pattern.search(answer) and not pattern.search(question):
            raise NoAnswer("no translation")
    if len(answer) > 10 * len(question) + 100 or len(question) > 20 * len(answer) + 100:
        raise NoAnswer("no translation")
    return answer


def has_letter(text: str) -> bool:
    """Say whether there is anything in ``text`` that a translation could change."""
    return any(character.isalpha() for character in text)
