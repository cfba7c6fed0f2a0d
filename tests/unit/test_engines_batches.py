"""Several texts in one request, and apart again."""

from hypothesis import given
from hypothesis import strategies as st

from promulgate.adapters.engines.batches import join, pack, split
from promulgate.adapters.engines.sizes import characters, url_bytes

LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
TEXTS = st.lists(st.lists(LINES, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=20)


@given(TEXTS)
def test_an_engine_that_changes_nothing_gives_every_text_back(texts: list[str]) -> None:
    assert split(join(texts), texts) == tuple(texts)


@given(TEXTS)
def test_batches_hold_every_text_once_and_in_order(texts: list[str]) -> None:
    batches = pack(texts, limit=200, measure=url_bytes, joins=True)
    assert [text for batch in batches for text in batch] == texts


@given(TEXTS)
def test_no_batch_is_longer_than_the_limit_as_the_engine_counts_it(texts: list[str]) -> None:
    for batch in pack(texts, limit=200, measure=url_bytes, joins=True):
        assert url_bytes(join(batch)) <= 200 or len(batch) == 1


def test_a_batch_is_filled_before_the_next_is_begun() -> None:
    texts = ["Returns", "Refunds", "Delivery"]
    assert pack(texts, limit=15, measure=characters, joins=True) == [
        ("Returns", "Refunds"),
        ("Delivery",),
    ]


def test_an_engine_that_does_not_keep_lines_gets_one_text_at_a_time() -> None:
    texts = ["Returns", "Refunds"]
    assert pack(texts, limit=500, measure=characters, joins=False) == [("Returns",), ("Refunds",)]


def test_nothing_to_ask_needs_no_batch() -> None:
    assert pack([], limit=500, measure=characters, joins=True) == []


def test_white_space_around_a_text_does_not_travel_and_comes_back() -> None:
    texts = ["  Returns ", "Refunds\n"]
    assert join(texts) == "Returns\nRefunds"
    assert split("Retouren\nErstattung", texts) == ("  Retouren ", "Erstattung\n")


def test_white_space_that_an_engine_adds_is_removed() -> None:
    assert split(" Retouren \n Erstattung", ["Returns", "Refunds"]) == ("Retouren", "Erstattung")


def test_a_text_with_lines_of_its_own_gets_as_many_back() -> None:
    texts = ["Halden Books\n12 Mill Lane", "Refunds"]
    assert split("Halden Books\nMühlweg 12\nErstattung", texts) == (
        "Halden Books\nMühlweg 12",
        "Erstattung",
    )


def test_line_ends_of_another_system_are_line_ends() -> None:
    assert split("Retouren\r\nErstattung", ["Returns", "Refunds"]) == ("Retouren", "Erstattung")


def test_another_number_of_lines_cannot_be_told_apart() -> None:
    assert split("Retouren und Erstattung", ["Returns", "Refunds"]) is None
    assert split("Retouren\nund\nErstattung", ["Returns", "Refunds"]) is None


def test_a_text_alone_may_come_back_with_other_lines() -> None:
    assert split("Retouren und\nErstattung", ["Returns and refunds"]) == (
        "Retouren und\nErstattung",
    )


def test_an_empty_part_is_no_translation() -> None:
    assert split("Retouren\n\nVersand", ["Returns", "Refunds", "Delivery"]) is None


def test_figures_that_changed_places_show_that_the_parts_did() -> None:
    texts = ["Return within 30 days", "Delivery takes 5 days"]
    assert split("Lieferung in 5 Tagen\nRückgabe in 30 Tagen", texts) is None


def test_figures_that_a_translation_writes_otherwise_are_no_sign_of_a_swap() -> None:
    texts = ["Return within 30 days", "Delivery takes five days"]
    assert split("Rückgabe in dreißig Tagen\nLieferung in fünf Tagen", texts) is not None
