from dataclasses import replace

import pytest

from promulgate.core.brand import Brand
from promulgate.core.page import Alternate, HistoryEntry, HistoryPage, history_page
from promulgate.core.page.history import CONTEXT, LEAST_LEFT_OUT, shortened
from promulgate.core.passages import Passage, Run
from tests.unit.page_samples import ATTACK, Tags, shape

CHANGED = Passage(
    runs=(
        Run(kind="same", text="We keep invoices for "),
        Run(kind="removed", text="10"),
        Run(kind="added", text="7"),
        Run(kind="same", text=" years."),
    ),
    heading="3. How Long We Keep It",
)
UNCHANGED = Passage(runs=(Run(kind="same", text="We sell books."),), heading="1. Who We Are")
SECOND = HistoryEntry(
    number="2",
    effective_date="2026-03-15",
    published_on="2026-03-02T10:00:00Z",
    change="material",
    change_note="Shorter storage",
    path="/de/privacy/v2/",
    comparison=(UNCHANGED, CHANGED),
)
FIRST = replace(SECOND, number="1", path="/de/privacy/v1/", change_note="", comparison=())
PAGE = HistoryPage(
    brand=Brand(company_name="Halden Books"),
    site_url="https://policies.halden.example",
    language="de",
    source_language="en",
    alternates=tuple(
        Alternate(language=tag, path=f"/{tag}/privacy/history/") for tag in ("de", "en")
    ),
    policy="privacy",
    title="Datenschutz",
    in_force="2",
    entries=(SECOND, FIRST),
)


def html(page: HistoryPage) -> str:
    return history_page(page).decode()


def test_every_version_has_an_anchor_and_leads_to_its_permanent_copy() -> None:
    tags = Tags(history_page(PAGE))
    assert [item["id"] for item in tags.all("li") if "id" in item] == ["v2", "v1"]
    assert {"/de/privacy/v1/", "/de/privacy/v2/"} <= {link["href"] for link in tags.all("a")}


def test_every_version_says_since_when_and_when_it_was_published() -> None:
    assert html(PAGE).count("15. März 2026") == 2
    assert html(PAGE).count("2. März 2026") == 2


def test_the_version_in_force_is_marked() -> None:
    assert html(PAGE).count("In Kraft") == 1
    assert "In Kraft" not in html(replace(PAGE, in_force=""))


def test_a_change_is_marked_as_inserted_and_deleted_text_with_words() -> None:
    assert (
        "We keep invoices for "
        '<del><span class="heard">Entfallen: </span>10</del>'
        '<ins><span class="heard">Neu: </span>7</ins> years.'
    ) in html(PAGE)


def test_only_what_changed_is_shown_below_its_heading() -> None:
    shown = html(PAGE)
    assert "<h3>3. How Long We Keep It</h3>" in shown
    assert "We sell books." not in shown


def test_two_passages_of_a_section_share_its_heading() -> None:
    twice = replace(PAGE, entries=(replace(SECOND, comparison=(CHANGED, CHANGED)), FIRST))
    assert html(twice).count("<h3>") == 1


@pytest.mark.parametrize(
    ("language", "passages", "words"),
    [
        ("de", 1, "Vergleich mit Version 1 · 1 geänderte Stelle<"),
        ("de", 2, "Vergleich mit Version 1 · 2 geänderte Stellen<"),
        ("pl", 5, "5 zmienionych fragmentów<"),
        ("ja", 1, "変更箇所 1 件<"),
        ("is", 2, "2 changed passages<"),
    ],
)
def test_the_number_of_changes_is_said_in_the_right_plural(
    language: str, passages: int, words: str
) -> None:
    entries = (replace(SECOND, comparison=(CHANGED,) * passages), FIRST)
    assert words in html(replace(PAGE, language=language, entries=entries))


def test_the_first_version_is_compared_with_nothing() -> None:
    shown = html(replace(PAGE, entries=(FIRST,)))
    assert "Erste Version" in shown
    assert "Vergleich" not in shown


def test_a_version_without_any_change_of_text_says_so() -> None:
    same = replace(SECOND, comparison=(UNCHANGED,))
    assert "Der Text ist derselbe wie zuvor." in html(replace(PAGE, entries=(same, FIRST)))


def test_a_change_note_is_in_the_language_of_its_author() -> None:
    assert '<span lang="en" dir="ltr">Shorter storage</span>' in html(PAGE)


def test_a_minor_change_is_called_minor() -> None:
    minor = replace(SECOND, change="minor")
    assert "Geringfügige Änderung" in html(replace(PAGE, entries=(minor, FIRST)))
    assert "Wesentliche Änderung" in html(PAGE)


def test_text_from_outside_makes_no_element() -> None:
    def page_with(text: str) -> HistoryPage:
        runs = tuple(Run(kind=kind, text=text) for kind in ("same", "added", "removed"))
        passage = Passage(runs=runs, heading=text)
        entry = replace(SECOND, number=text, change_note=text, comparison=(passage,))
        return replace(PAGE, title=text, entries=(entry, FIRST))

    assert shape(history_page(page_with(ATTACK))) == shape(history_page(page_with("Halden")))


def cut(*runs: tuple[str, str]) -> list[str]:
    parts = tuple(Run(kind=kind, text=text) for kind, text in runs)  # type: ignore[arg-type]
    return [run.text for run in shortened(Passage(runs=parts, heading="")).runs]


LONG = "We answer every letter. " * 40


def test_what_stayed_the_same_is_kept_next_to_a_change() -> None:
    before, added, after = cut(("same", LONG), ("added", "x"), ("same", LONG))
    assert LONG.rstrip().endswith(before.removeprefix(" … ").rstrip())
    assert LONG.startswith(after.removesuffix(" … "))
    assert CONTEXT - 20 <= len(before) <= CONTEXT + 20
    assert added == "x"


def test_between_two_changes_both_ends_stay() -> None:
    _, between, _ = cut(("added", "x"), ("same", LONG), ("removed", "y"))
    start, end = between.split(" … ")
    assert LONG.startswith(start)
    assert LONG.endswith(end)


def test_changes_are_never_cut() -> None:
    assert cut(("added", LONG), ("removed", LONG)) == [LONG, LONG]


def test_a_stretch_that_is_little_longer_than_what_is_kept_stays_whole() -> None:
    text = "a" * (CONTEXT + LEAST_LEFT_OUT - 1)
    assert cut(("same", text), ("added", "x")) == [text, "x"]
    assert cut(("same", f"{text}a"), ("added", "x")) != [f"{text}a", "x"]


def test_a_letter_keeps_its_marks_when_a_text_without_spaces_is_cut() -> None:
    text = "ก้" * 300
    start, _, end = cut(("same", text), ("added", "x"), ("same", text))
    for part in (start.removeprefix(" … "), end.removesuffix(" … ")):
        assert len(part) % 2 == 0
        assert part.startswith("ก")
