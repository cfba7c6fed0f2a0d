"""Engines that do what engines were seen to do: each takes texts and answers something else.

All are plain functions of a list of texts. Those in ``HOSTILE`` harm tokens, answers or both;
``honest`` translates every word, so that a test can tell a translation from its source.
"""

import html
import re
from collections.abc import Callable, Sequence

TOKEN = re.compile(r"\[\d+\]|⟦\d+⟧|<x id=\"\d+\"/>|__\d+__")
WORD = re.compile(r"[^\W\d_]+")

Engine = Callable[[Sequence[str]], Sequence[object]]


def honest(texts: Sequence[str]) -> list[str]:
    """Turn every word around and keep every token where it is."""
    return [_translated(text) for text in texts]


def drops_tokens(texts: Sequence[str]) -> list[str]:
    """Lose every token."""
    return [_each_token(text, lambda _: "") for text in texts]


def drops_one_token(texts: Sequence[str]) -> list[str]:
    """Lose the last token of each text."""
    return [_translated(_without_last(text)) for text in texts]


def doubles_tokens(texts: Sequence[str]) -> list[str]:
    """Say every token twice."""
    return [_each_token(text, lambda token: f"{token} {token}") for text in texts]


def reverses_tokens(texts: Sequence[str]) -> list[str]:
    """Put the tokens in the opposite order, closing ones before opening ones."""
    return [_with_tokens(text, TOKEN.findall(text)[::-1]) for text in texts]


def moves_tokens_to_the_end(texts: Sequence[str]) -> list[str]:
    """Translate the words, then add all tokens: every pair is empty."""
    return [_each_token(text, lambda _: "") + "".join(TOKEN.findall(text)) for text in texts]


def squeezes_tokens(texts: Sequence[str]) -> list[str]:
    """Lose the white space on both sides of every token."""
    return [re.sub(rf"\s*({TOKEN.pattern})\s*", r"\1", _translated(text)) for text in texts]


def stretches_tokens(texts: Sequence[str]) -> list[str]:
    """Put spaces on both sides of every token, and inside those with brackets."""
    return [
        _each_token(text, lambda token: f" {re.sub(r'(?<=[⟦[])|(?=[⟧]])', ' ', token)} ")
        for text in texts
    ]


def writes_full_width(texts: Sequence[str]) -> list[str]:
    """Write brackets and digits of tokens in their East Asian forms."""
    wide = str.maketrans("[]0123456789", "［］０１２３４５６７８９")
    return [_each_token(text, lambda token: token.translate(wide)) for text in texts]


def writes_arabic_digits(texts: Sequence[str]) -> list[str]:
    """Write the numbers of tokens in Arabic digits."""
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return [_each_token(text, lambda token: token.translate(digits)) for text in texts]


def makes_tokens_bold(texts: Sequence[str]) -> list[str]:
    """Decorate every token with Markdown of its own."""
    return [_each_token(text, lambda token: f"**{token}**") for text in texts]


def renumbers_tokens(texts: Sequence[str]) -> list[str]:
    """Count the tokens anew."""
    return [
        _each_token(text, lambda token: re.sub(r"\d+", lambda n: str(int(n[0]) + 1), token))
        for text in texts
    ]


def writes_markdown(texts: Sequence[str]) -> list[str]:
    """Add emphasis, code, links, images, HTML, entities and tables that nobody asked for."""
    extra = " *a* __b__ `c` [d](http://evil.invalid) ![e](f) <script>g</script> &copy; | h | \\"
    return [text + extra for text in honest(texts)]


def writes_paragraphs(texts: Sequence[str]) -> list[str]:
    """Break the lines after every word."""
    return [text.replace(" ", "\n\n# ") for text in honest(texts)]


def writes_html(texts: Sequence[str]) -> list[str]:
    """Answer as if the text were shown by a browser."""
    return [html.escape(text) for text in honest(texts)]


def echoes(texts: Sequence[str]) -> list[str]:
    """Translate nothing."""
    return list(texts)


def answers_none(texts: Sequence[str]) -> list[object]:
    """Answer ``None`` to every text."""
    return [None for _ in texts]


def answers_nothing(texts: Sequence[str]) -> list[str]:
    """Answer the empty string to every text."""
    return ["" for _ in texts]


def answers_numbers(texts: Sequence[str]) -> list[object]:
    """Answer with what is no text at all."""
    return [len(text) for text in texts]


def answers_a_quota_notice(texts: Sequence[str]) -> list[str]:
    """Answer like MyMemory at the end of the day's allowance."""
    notice = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."
    return [notice for _ in texts]


def answers_a_page(texts: Sequence[str]) -> list[str]:
    """Answer with a gateway's error page."""
    return ["<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>" for _ in texts]


def rambles(texts: Sequence[str]) -> list[str]:
    """Repeat the last word for ever, as neural engines do."""
    return [f"{text} and so on" + " on" * 5_000 for text in honest(texts)]


def forgets_the_last(texts: Sequence[str]) -> list[str]:
    """Answer one text fewer than asked."""
    return honest(texts)[:-1]


def swaps_answers(texts: Sequence[str]) -> list[str]:
    """Give every answer to the question before it."""
    answers = honest(texts)
    return [*answers[1:], *answers[:1]]


HOSTILE: tuple[Engine, ...] = (
    drops_tokens,
    drops_one_token,
    doubles_tokens,
    reverses_tokens,
    moves_tokens_to_the_end,
    squeezes_tokens,
    stretches_tokens,
    writes_full_width,
    writes_arabic_digits,
    makes_tokens_bold,
    renumbers_tokens,
    writes_markdown,
    writes_paragraphs,
    writes_html,
    echoes,
    answers_none,
    answers_nothing,
    answers_numbers,
    answers_a_quota_notice,
    answers_a_page,
    rambles,
    forgets_the_last,
    swaps_answers,
)


def _translated(text: str) -> str:
    """Return ``text`` with each word's letters in reverse, tokens as they are."""
    return _each_token(text, lambda token: token)


def _each_token(text: str, change: Callable[[str], str]) -> str:
    """Return the translation with every token changed."""
    return _with_tokens(text, [change(token) for token in TOKEN.findall(text)])


def _with_tokens(text: str, tokens: Sequence[str]) -> str:
    """Return the translated words of ``text`` with ``tokens`` in the places of its own."""
    runs = [WORD.sub(lambda word: word[0][::-1], run) for run in TOKEN.split(text)]
    return runs[0] + "".join(f"{t}{r}" for t, r in zip(tokens, runs[1:], strict=True))


def _without_last(text: str) -> str:
    """Return ``text`` without its last token."""
    *_, last = [None, *TOKEN.finditer(text)]
    return text if last is None else text[: last.start()] + text[last.end() :]
