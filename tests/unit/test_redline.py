"""The redline: what readers are shown of the difference between two versions of a text."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.passages import Passage
from promulgate.core.redline import compare, marked


def written(passages: tuple[Passage, ...]) -> list[str]:
    """Return passages as text: ``[-removed-]`` and ``{+added+}``."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return ["".join(marks[run.kind].format(run.text) for run in one.runs) for one in passages]


def differences(before: str, after: str, language: str = "en") -> list[str]:
    return written(compare(before, after, language))


KEPT = "We keep your address for 30 days after delivery."


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (KEPT, KEPT.replace("30", "14"), "[-30-]{+14+} days"),
        (KEPT, KEPT.replace("30", "30.5"), "[-30-]{+30.5+} days"),
        (KEPT, KEPT.replace("keep", "do not keep"), "We {+do not +}keep"),
        ("You can't return it.", "You can return it.", "[-can't-]{+can+}"),
        (KEPT, KEPT.replace("30", "**14**"), "for [-30-]{+14+} days"),
    ],
)
def test_a_changed_word_is_shown_whole_in_its_sentence(before: str, after: str, shown: str) -> None:
    (passage,) = differences(before, after)
    assert shown in passage


@pytest.mark.parametrize(
    ("language", "before", "after", "shown"),
    [
        (
            "ja",
            "住所は保管しません。氏名は売りません。",
            "住所は保管します。氏名は売りません。",
            "住所は保管[-しません-]{+します+}。氏名は売りません。",
        ),
        ("zh-Hans", "我们不会出售您的信息。", "我们会出售您的信息。", "我们[-不-]会出售您的信息。"),
        ("th", "เราไม่ขายข้อมูลของคุณ", "เราขายข้อมูลของคุณ", "เรา[-ไม่-]ขายข้อมูลของคุณ"),
        ("ar", "نحتفظ بها 30 يوما", "نحتفظ بها 14 يوما", "نحتفظ بها [-30-]{+14+} يوما"),
    ],
)
def test_languages_without_spaces_are_compared_word_by_word_too(
    language: str, before: str, after: str, shown: str
) -> None:
    assert differences(before, after, language) == [shown]


def test_unchanged_paragraphs_are_left_out() -> None:
    assert differences(f"First.\n\n{KEPT}\n\nLast.", f"First.\n\n{KEPT} Always.\n\nLast.") == [
        f"{KEPT} {{+Always.+}}"
    ]


@pytest.mark.parametrize(
    "after", [KEPT, f"**{KEPT}**", f"- {KEPT}", KEPT.replace(" for", "\nfor"), f"## {KEPT}"]
)
def test_what_readers_read_as_before_is_no_difference(after: str) -> None:
    assert differences(KEPT, after) == []


def test_a_paragraph_split_in_two_is_no_difference() -> None:
    assert differences("One thing. Another thing.", "One thing.\n\nAnother thing.") == []


def test_a_paragraph_that_stands_elsewhere_is_no_difference() -> None:
    before = [KEPT, "Books come back within a month.", "Parcels leave the house at noon."]
    assert differences("\n\n".join(before), "\n\n".join(reversed(before))) == []


def test_what_is_gone_and_what_is_new_are_shown_whole() -> None:
    before = f"{KEPT}\n\nNobody else sees it.\n\nEnd."
    after = f"{KEPT}\n\nPartners in Bergen receive monthly statistics.\n\nEnd."
    assert differences(before, after) == [
        "[-Nobody else sees it.-]",
        "{+Partners in Bergen receive monthly statistics.+}",
    ]


def test_a_sentence_that_says_something_else_is_not_torn_into_words() -> None:
    before, after = "The shop of Halden is open.", "Whoever leaves the mailing list is forgotten."
    assert differences(before, after) == [f"[-{before}-]", f"{{+{after}+}}"]


def test_a_link_that_leads_elsewhere_tells_both_places() -> None:
    assert differences("Read [our terms](/a) first.", "Read [our terms](/b) first.") == [
        "Read our terms[- (/a)-]{+ (/b)+} first."
    ]


def test_a_link_that_leads_where_it_led_tells_no_place() -> None:
    assert differences("Read [our terms](/a) now.", "Read [our terms](/a) first.") == [
        "Read our terms [-now-]{+first+}."
    ]


def test_a_row_of_a_table_is_read_as_one() -> None:
    table = "| Goods | Days |\n|---|---|\n| Books | 30 |\n| Maps | 30 |\n"
    assert differences(table, table.replace("Maps | 30", "Maps | 14")) == ["Maps | [-30-]{+14+}"]


def test_a_passage_is_below_the_heading_of_its_section() -> None:
    before = f"# Terms\n\n## Data\n\n{KEPT}\n\n## Gone\n\nOld words, all of them.\n"
    after = f"# Terms\n\n## Personal data\n\n{KEPT.replace('30', '14')}\n"
    assert [one.heading for one in compare(before, after, "en")] == [
        "Terms",
        "Personal data",
        "Terms",
        "Gone",
    ]


def test_markup_in_a_text_stays_text() -> None:
    assert differences("Use &lt;b&gt; here.", "Use &lt;i&gt; here.") == ["Use <[-b-]{+i+}> here."]


words = st.sampled_from(
    ["We ", "do ", "not ", "keep ", "30 ", "14 ", "days", " ", "。", "個人", "."]
)
sentence = st.lists(words, max_size=30)


@given(sentence, sentence)
def test_what_stayed_and_what_was_added_are_the_new_text(
    before: list[str], after: list[str]
) -> None:
    runs = marked(before, after)
    assert "".join(run.text for run in runs if run.kind != "removed") == "".join(after)
    assert "".join(run.text for run in runs if run.kind != "added") == "".join(before)


@given(sentence, sentence)
def test_neighbouring_runs_differ_in_kind_and_none_is_empty(
    before: list[str], after: list[str]
) -> None:
    runs = marked(before, after)
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))


paragraphs = st.lists(
    st.lists(st.sampled_from("books maps days never always".split()), min_size=1, max_size=4),  # noqa: SIM905
    max_size=8,
).map(lambda found: [" ".join(line) for line in found])


@given(paragraphs, paragraphs)
def test_a_new_paragraph_is_in_a_passage_or_was_there_before(
    before: list[str], after: list[str]
) -> None:
    passages = compare("\n\n".join(before), "\n\n".join(after), "en")
    shown = {
        "".join(run.text for run in one.runs if run.kind != "removed").strip() for one in passages
    }
    hidden = {
        "".join(run.text for run in one.runs if run.kind != "added").strip() for one in passages
    }
    assert set(after) <= shown | set(before)
    assert set(before) <= hidden | set(after)


def _long_text(chosen: random.Random) -> str:
    vocabulary = [f"word{number}" for number in range(3000)]
    lines = (" ".join(chosen.choices(vocabulary, k=15)) + "." for _ in range(2100))
    return "\n\n".join(line.capitalize() for line in lines)


@pytest.mark.parametrize("kind", ["a few words", "every sentence", "everything", "one sentence"])
def test_the_largest_texts_are_compared_within_two_seconds(kind: str) -> None:
    chosen = random.Random(1)  # noqa: S311
    before = _long_text(chosen)
    after = {
        "a few words": before.replace("word123 ", "other "),
        "every sentence": before.replace("word1", "other"),
        "everything": _long_text(chosen),
        "one sentence": "",
    }[kind]
    if kind == "one sentence":
        before, after = (" ".join(chosen.choices("abcdefgh", k=125_000)) for _ in range(2))
    started = time.process_time()
    assert compare(before, after, "en")
    assert time.process_time() - started < 2
