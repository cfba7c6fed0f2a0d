"""Modality: must stays must, may stays may."""

import pytest

from promulgate.core.checks import modality
from tests.unit.checks.pairs import pair, verdict

MUST, MAY = "You must return the book.", "You may return the book."


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", MUST, "Sie können das Buch zurückgeben."),
        ("de", MAY, "Sie müssen das Buch zurückgeben."),
        ("pt-BR", MUST, "Você pode devolver o livro."),
        ("fr", MAY, "Vous devez renvoyer le livre."),
        ("es", MAY, "Debe devolver el libro."),
        ("it", MUST, "Può restituire il libro."),
        ("nl", MUST, "U mag het boek terugsturen."),
        ("ja", MUST, "本を返品することができます。"),
        ("ja", MAY, "本を返品しなければなりません。"),
        ("zh-Hans", MAY, "您必须退回这本书。"),
        ("ko", MAY, "책을 반품해야 합니다."),
        ("ar", MUST, "يجوز لك إعادة الكتاب."),
        ("ru", MUST, "Вы можете вернуть книгу."),
        ("de", "You **must** pay.", "Sie **dürfen** zahlen."),
    ],
)
def test_a_duty_that_became_a_choice_or_a_choice_a_duty_is_a_warning(
    language: str, source: str, target: str
) -> None:
    assert verdict(modality.check, pair(source, target, language)) == "warning"


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", MUST, "Sie müssen das Buch zurückgeben."),
        ("de", "We shall refund you.", "Wir erstatten Ihnen den Preis."),
        ("ja", MAY, "本を返品することができます。"),
        ("ar", MUST, "يجب عليك إعادة الكتاب."),
        ("de", "You may keep it but must pay.", "Sie müssen zahlen."),
        ("fi", MUST, "Voit palauttaa kirjan."),
    ],
)
def test_a_duty_kept_or_told_without_its_word_is_left_alone(
    language: str, source: str, target: str
) -> None:
    assert verdict(modality.check, pair(source, target, language)) == ""


def test_what_denies_is_left_to_the_negation() -> None:
    source, target = "No one shall lend a card.", "Niemand darf eine Karte verleihen."
    assert verdict(modality.check, pair(source, target)) == ""
