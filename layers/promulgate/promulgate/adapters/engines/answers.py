"""What may pass for a translation."""

import html
import re

from .errors import AnswerUnusable

_PAGE = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_REFERENCE = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)


def translatable(text: str) -> bool:
    """Say whether there is a letter to translate; deep-translator answers ``None`` to "30"."""
    return any(letter.isalpha() for letter in text)


def usable(engine: str, answer: object, text: str) -> str:
    """Return ``answer`` as the translation of ``text``.

    Raises AnswerUnusable when it is not text, empty, or a whole web page. Character references
    that ``text`` does not have are the engine's escaping and are undone.
    """
    if not isinstance(answer, str):
        raise AnswerUnusable(engine, "answered nothing")
    if not answer.strip():
        raise AnswerUnusable(engine, "answered with an empty text")
    if _PAGE.search(answer) and not _PAGE.search(text):
        raise AnswerUnusable(engine, "answered with a web page")
    return answer if _REFERENCE.search(text) else html.unescape(answer)
