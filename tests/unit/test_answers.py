"""Answers: what cannot be a translation is none."""

from collections.abc import Sequence

import pytest

from promulgate.core.answers import NoAnswer, asked, has_letter, plausible
from tests.unit import hostile_engines as engines

QUESTION = "We keep your order history for thirty days."


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "",
        " \n",
        "...",
        b"Mantemos",
        42,
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.",
        "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
        "'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT",
        "<!doctype html><title>502</title>",
        "\n<html><body>Slow down</body></html>",
        '{"error": "Too many requests"}',
        "sim " * 1000,
    ],
)
def test_no_translation_is_refused(answer: object) -> None:
    with pytest.raises(NoAnswer):
        plausible(QUESTION, answer)


def test_a_translation_is_returned_as_it_is() -> None:
    assert plausible(QUESTION, " Guardamos o histórico. ") == " Guardamos o histórico. "


def test_a_long_text_has_no_tiny_translation() -> None:
    with pytest.raises(NoAnswer):
        plausible("We keep your order. " * 20, "Sim")


def test_a_notice_may_be_translated() -> None:
    notice = "The page says: TOO MANY REQUESTS"
    assert plausible(notice, "Diz: TOO MANY REQUESTS") == "Diz: TOO MANY REQUESTS"


def test_the_same_question_is_asked_once() -> None:
    requests: list[list[str]] = []

    def ask(texts: Sequence[str], /) -> Sequence[object]:
        requests.append(list(texts))
        return engines.honest(texts)

    assert asked(["go", "on", "go"], ask) == ["og", "no", "og"]
    assert requests == [["go", "on"]]


def test_no_question_is_no_request() -> None:
    assert asked([], engines.forgets_the_last) == []


@pytest.mark.parametrize("answers", [None, "ab", ["a"], ["a", "b", "c"], {"a": "b"}])
def test_answers_that_are_not_one_for_each_question_are_none(answers: object) -> None:
    def ask(_: Sequence[str], /) -> Sequence[object]:
        return answers  # type: ignore[return-value]  # that is the point

    assert asked(["go", "on"], ask) == []


@pytest.mark.parametrize(("text", "letters"), [("a", True), ("日", True), ("1 % …", False)])
def test_only_letters_can_be_translated(text: str, letters: bool) -> None:
    assert has_letter(text) is letters
