"""Negation: what is forbidden or denied stays so."""

import pytest

from promulgate.core.checks import negation
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "We do not sell your data.", "Wir verkaufen Ihre Daten."),
        ("pt-BR", "You may not copy the files.", "Você pode copiar os arquivos."),
        ("fr", "We never sell your data.", "Nous vendons vos données."),
        ("es", "You cannot return it.", "Usted puede devolverlo."),
        ("it", "We do not sell the data.", "Vendiamo i dati della persona."),
        ("nl", "You may not copy it.", "U mag het kopiëren."),
        ("ja", "We do not share your data.", "お客様のデータを共有します。"),
        ("zh-Hans", "We do not sell your data.", "我们出售您的数据。"),
        ("ko", "We do not sell your data.", "당사는 고객의 데이터를 판매합니다."),
        ("ar", "We do not sell your data.", "نحن نبيع بياناتك إلى الشركات."),
        ("ru", "We do not sell your data.", "Мы продаём ваши данные."),
        ("he", "We do not sell your data.", "אנו מוכרים את הנתונים שלכם."),
        ("pl", "We do not sell your data.", "Sprzedajemy dane o klientach."),
        ("tr", "We do not sell your data.", "Sizin verilerinizi satarız."),
    ],
)
def test_a_lost_negation_is_an_error(language: str, source: str, target: str) -> None:
    assert verdict(negation.check, pair(source, target, language)) == "error"


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "You may return the book.", "Sie dürfen das Buch nicht zurückgeben."),
        ("pt-BR", "You may return it.", "Você não pode devolvê-lo."),
        ("ja", "You may return the book.", "本を返品することはできません。"),
    ],
)
def test_a_negation_that_the_source_has_not_is_an_error(
    language: str, source: str, target: str
) -> None:
    assert verdict(negation.check, pair(source, target, language)) == "error"


def test_a_negation_that_may_be_another_way_to_say_it_is_a_warning() -> None:
    source = "A breach of these terms ends your account."
    target = "Wer sich nicht an die Bedingungen hält, verliert sein Konto."
    assert verdict(negation.check, pair(source, target)) == "warning"


def test_words_in_an_address_deny_nothing() -> None:
    source = "Read [how it works](https://halden.example/do-not-panic)."
    target = "Lesen Sie, [wie es geht](https://halden.example/do-not-panic)."
    assert verdict(negation.check, pair(source, target)) == ""


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "Resale is not permitted.", "Der Weiterverkauf ist verboten."),
        ("de", "You will be told not later than Monday.", "Sie erfahren es spätestens am Montag."),
        ("ja", "You must pay.", "お支払いいただかなければなりません。"),
        ("zh-Hans", "Various books", "不同的书"),
        ("fr", "We **don’t** sell it.", "Nous **ne** le vendons **pas**."),
    ],
)
def test_a_negation_said_otherwise_is_none_lost(language: str, source: str, target: str) -> None:
    assert verdict(negation.check, pair(source, target, language)) == ""


def test_in_a_text_that_is_not_recognised_it_is_only_a_warning() -> None:
    assert verdict(negation.check, pair("We do not sell it.", "‹Wëë döö nööt sëëll ïït.›")) == (
        "warning"
    )


def test_a_language_without_a_list_is_left_alone() -> None:
    assert verdict(negation.check, pair("We do not sell it.", "Me myymme sen.", "fi")) == ""


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "We may change it without notice.", "Wir dürfen es mit Ankündigung ändern."),
        ("pt-BR", "We lend no books.", "Emprestamos os livros."),
        ("fr", "Nothing is stored.", "Tout est conservé dans le compte."),
        ("es", "Returns without a receipt", "Las devoluciones con el recibo"),
    ],
)
def test_no_nothing_and_without_deny_as_not_does(language: str, source: str, target: str) -> None:
    assert verdict(negation.check, pair(source, target, language)) == "error"


def test_a_sentence_that_lost_its_negation_is_not_saved_by_the_next() -> None:
    source = "We do not lend books. We never sell your data."
    target = "Wir verleihen Bücher. Ihre Daten verkaufen wir niemals."
    assert verdict(negation.check, pair(source, target)) == "error"


def test_fewer_negations_than_in_the_source_are_a_warning() -> None:
    source = "You may not lend it and must not sell it."
    target = "Sie dürfen es verleihen und nicht verkaufen."
    assert verdict(negation.check, pair(source, target)) == "warning"
