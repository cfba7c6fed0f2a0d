"""Pairs of texts for the tests of the checks, and what the checks say of them."""

from promulgate.core.checks import Check, Finding, Pair, check_unit
from promulgate.core.glossary import Term

TERMS = (Term("Halden Books", None, True), Term("ShelfWatch", None, True))

# Good translations: no check has a word to say against any of them.
GOOD = (
    ("pt-BR", "We do not sell your address.", "Não vendemos o seu endereço."),
    ("pt-BR", "You must pay within 14 days.", "Você deve pagar em até 14 dias."),
    ("pt-BR", "The fee is 1,234.50 euros.", "A taxa é de 1.234,50 euros."),
    (
        "pt-BR",
        "Books (new and used) may be returned.",
        "Livros (novos e usados) podem ser devolvidos.",
    ),
    (
        "pt-BR",
        "Read the [terms](/terms/) of Halden Books.",
        "Leia os [termos](/terms/) da Halden Books.",
    ),
    ("pt-BR", "Gift cards cannot be refunded.", "Não é possível reembolsar vales-presente."),
    ("de", "We never store your card number.", "Wir speichern Ihre Kartennummer niemals."),
    ("de", "You may not resell the files.", "Sie dürfen die Dateien nicht weiterverkaufen."),
    ("de", "Resale is not allowed.", "Der Weiterverkauf ist untersagt."),
    ("de", "Write “return” on the parcel.", "Schreiben Sie „Rücksendung“ auf das Paket."),
    (
        "de",
        "You shall inform us not later than 3 days.",
        "Sie müssen uns spätestens nach 3 Tagen informieren.",
    ),
    ("de", "Send it to help@halden.example.", "Senden Sie es an help@halden.example."),
    ("de", "We do not ask for your date of birth.", "Nach Ihrem Geburtsdatum fragen wir nicht."),
    ("ja", "We do not share your data.", "お客様のデータを共有しません。"),
    ("ja", "You must notify us within 30 days.", "30日以内に当社に通知しなければなりません。"),
    ("ja", "You may cancel at any time.", "いつでも解約することができます。"),
    ("ja", "See **section 4** (returns).", "**第4項**（返品）をご覧ください。"),
    ("ja", "Do not send cash.", "現金を送らないでください。"),
    (
        "ja",
        "ShelfWatch tells you about new books by your authors.",
        "ShelfWatchは、お気に入りの著者の新刊をお知らせします。",
    ),
    ("ar", "We do not sell your data.", "نحن لا نبيع بياناتك."),
    ("ar", "You must return the book within 14 days.", "يجب عليك إعادة الكتاب خلال ١٤ يومًا."),
    ("ar", "You may return the book.", "يجوز لك إعادة الكتاب."),
    ("ar", "Children must not order.", "يجب على الأطفال ألا يطلبوا."),
    ("ar", "It is not possible without an account.", "لا يمكن ذلك بدون حساب."),
    ("ar", "Orders (in print) are sent by post.", "تُرسل الطلبات (المطبوعة) بالبريد."),
)


def pair(source: str, target: str, language: str = "de", source_language: str = "en") -> Pair:
    """Return the pair of a paragraph and its translation."""
    return Pair(
        source=source,
        target=target,
        source_language=source_language,
        target_language=language,
        kind="paragraph",
        terms=TERMS,
    )


def verdict(check: Check, one: Pair) -> str:
    """Return what a check says: ``error``, ``warning``, or nothing."""
    finding = check(one)
    return finding.severity if finding else ""


def findings(language: str, source: str, target: str) -> tuple[Finding, ...]:
    """Return what all checks say of a translation from English."""
    return check_unit(pair(source, target, language))
