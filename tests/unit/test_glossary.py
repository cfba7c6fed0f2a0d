import pytest
from promulgate.core.errors import AuthorError
from promulgate.core.glossary import EMPTY, Term, occurring, parse, terms_for

FILE = b"""\
never_translate:
  - Halden Books
terms:
  - source: personal data
    translations: {de: personenbezogene Daten, ja: "\xe5\x80\x8b\xe4\xba\xba\xe6\x83\x85\xe5\xa0\xb1"}
  - source: Act
    case_sensitive: true
    translations: {de: Gesetz}
"""


def test_terms_are_those_of_the_language() -> None:
    assert terms_for(parse(FILE), "en", "ja") == (
        Term("Halden Books", None, True),
        Term("personal data", "個人情報", False),
    )


def test_a_source_in_its_own_language_has_no_terms() -> None:
    assert terms_for(parse(FILE), "en", "en") == ()


def test_only_terms_in_the_text_count_and_only_whole_words() -> None:
    terms = terms_for(parse(FILE), "en", "de")
    assert [term.source for term in occurring(terms, "Personal data under the act, Acting")] == [
        "personal data"
    ]


def test_no_glossary_has_no_digest() -> None:
    assert EMPTY.digest == ""


def test_another_file_has_another_digest() -> None:
    assert parse(FILE).digest != parse(FILE + b"# more\n").digest


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"terms: [", "no YAML"),
        (b"- a\n- b\n", "no keys"),
        (b"terms: x\n", "no list"),
        (b"terms:\n  - target: x\n", "no source"),
        (b"terms: &a [*a]\n", "alias"),
        (b"terms: !!python/name:os.system\n", "tag"),
        (b"\xff", "UTF-8"),
        (b"#" * 262_145, "too large"),
    ],
)
def test_a_mistake_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(AuthorError, match=reason):
        parse(data)
