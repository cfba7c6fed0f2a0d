"""How long a text is, the way each engine counts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.adapters.engines import ENGINES
from promulgate.adapters.engines.sizes import characters, characters_within, url_bytes, utf8_bytes

CONTRACT = "You may return a book within 30 days of the day on which it reached you. "


@pytest.mark.parametrize(
    ("text", "in_characters", "in_utf8", "in_url"),
    [("refund", 6, 6, 6), ("a b", 3, 3, 3), ("é", 1, 2, 6), ("返品", 2, 6, 18), ("a\nb", 3, 3, 5)],
)
def test_each_measure_counts_its_own_way(
    text: str, in_characters: int, in_utf8: int, in_url: int
) -> None:
    assert (characters(text), utf8_bytes(text), url_bytes(text)) == (
        in_characters,
        in_utf8,
        in_url,
    )


@pytest.mark.parametrize("engine", sorted(ENGINES))
@given(one=st.text(max_size=50), other=st.text(max_size=50))
def test_a_joined_text_is_never_longer_than_its_parts(engine: str, one: str, other: str) -> None:
    measure = ENGINES[engine].measure
    assert measure(one + "\n" + other) <= measure(one) + measure("\n") + measure(other)


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", CONTRACT),
        ("pt-BR", "Você pode devolver um livro em até 30 dias após a data em que o recebeu. "),
        ("ru", "Вы можете вернуть книгу в течение 30 дней со дня её получения. "),
        ("ja", "書籍は、受領日から30日以内であれば返品することができます。"),
        ("th", "คุณสามารถคืนหนังสือได้ภายใน 30 วันนับจากวันที่ได้รับ "),
    ],
)
def test_a_text_of_as_many_characters_as_the_limit_fits_a_request(
    engine: str, language: str, text: str
) -> None:
    dialect = ENGINES[engine]
    limit = characters_within(dialect.limit, dialect.measure, language)
    assert dialect.measure((text * 1000)[:limit]) <= dialect.limit


def test_google_takes_fewer_than_5000_characters() -> None:
    google = ENGINES["google"]
    assert google.measure("a" * 4_999) <= google.limit < google.measure("a" * 5_000)


def test_google_takes_fewer_than_1800_characters_of_japanese() -> None:
    google = ENGINES["google"]
    assert google.measure("書" * 1_600) <= google.limit < google.measure("書" * 1_800)


def test_mymemory_takes_fewer_than_500_bytes() -> None:
    mymemory = ENGINES["mymemory"]
    assert mymemory.measure("é" * 249) <= mymemory.limit < mymemory.measure("é" * 250)
