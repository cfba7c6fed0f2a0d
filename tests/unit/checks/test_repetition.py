"""Repetition: what a stuttering engine writes, and what good sentences repeat."""

import pytest

from promulgate.core.checks import repetition
from tests.unit.checks.pairs import pair, verdict

SOURCE = "We send the books by post."


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "Wir senden senden die Bücher per Post."),
        ("de", "Wir senden die Bücher per Post per Post."),
        ("pt-BR", "Enviamos os livros pelo correio os livros pelo correio."),
        ("ja", "本を郵送します郵送します郵送します。"),
        ("ar", "نرسل الكتب بالبريد بالبريد."),
        ("de", "Wir senden die Bücher mit der Post zu. Wir senden die Bücher mit der Post zu."),
    ],
)
def test_a_stutter_is_a_warning(language: str, target: str) -> None:
    assert verdict(repetition.check, pair(SOURCE, target, language)) == "warning"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "Das ist die Post, die die Bücher bringt."),
        ("fr", "Vous vous engagez à payer."),
        ("ja", "いろいろな本をお送りします。"),
        ("zh-Hans", "我们天天寄书。"),
        ("de", "Bücher senden wir, und Bücher nehmen wir zurück."),
    ],
)
def test_a_language_may_double_a_short_word(language: str, target: str) -> None:
    assert verdict(repetition.check, pair(SOURCE, target, language)) == ""


def test_what_the_source_repeats_may_be_repeated() -> None:
    source, target = "Never, never, never lend it.", "Niemals, niemals, niemals verleihen."
    assert verdict(repetition.check, pair(source, target)) == ""
