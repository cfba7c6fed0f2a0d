import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promulgate.core.errors import AuthorError
from promulgate.core.rendering import Heading, HeadingsError, headings, render


def anchors(body: str) -> list[str]:
    return [heading.id for heading in headings(body)]


def test_an_anchor_is_made_from_the_headings_words() -> None:
    assert headings("## Third-Party Sharing, and Others") == (
        Heading(2, "third-party-sharing-and-others", "Third-Party Sharing, and Others"),
    )


@pytest.mark.parametrize(
    "heading", ["4. Returns", "12 Returns", "4.2.1 Returns", "4) Returns", "§ 4 Returns"]
)
def test_an_anchor_outlives_a_new_number(heading: str) -> None:
    assert headings(f"## {heading}") == (Heading(2, "returns", heading),)


def test_a_number_that_is_all_there_is_stays() -> None:
    assert anchors("## 2026") == ["2026"]


def test_repeated_headings_have_different_anchors() -> None:
    assert anchors("## 1. Scope\n\n## Scope\n\n## 3. Scope\n\n## Scope 2") == [
        "scope",
        "scope-2",
        "scope-3",
        "scope-2-2",
    ]


def test_an_anchor_that_the_author_names_is_kept() -> None:
    assert anchors("## Scope {: #own }\n\n## Scope {#own.part:1}") == ["own", "own.part:1"]


def test_a_named_anchor_comes_before_a_made_one() -> None:
    assert anchors("## Scope\n\n## Reach {#scope}") == ["scope-2", "scope"]


def test_an_anchor_named_twice_is_kept_once() -> None:
    assert anchors("## One {#same}\n\n## Two {#same}") == ["same", "two"]


@pytest.mark.parametrize("name", ["_text", "-", "a/b", "a%20b", 'a"b'])
def test_an_anchor_that_is_not_safe_is_made_anew(name: str) -> None:
    assert anchors("## Scope {#" + name + "}") == ["scope"]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("第三者提供", "第三者提供"),
        ("第4条（第三者提供）", "第4条-第三者提供"),
        ("गोपनीयता नीति", "गोपनीयता-नीति"),
        ("นโยบายความเป็นส่วนตัว", unicodedata.normalize("NFKC", "นโยบายความเป็นส่วนตัว")),
        ("Überprüfung", "überprüfung"),
        ("!!!", "section"),
    ],
)
def test_letters_and_marks_of_every_script_are_kept(heading: str, anchor: str) -> None:
    assert anchors(f"## {heading}") == [anchor]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Terms & Conditions", "Terms & Conditions"),
        ("Terms &amp; Conditions", "Terms & Conditions"),
        ("Section&nbsp;5", "Section\u00a05"),
        (r"3\. Prices \* Fees", "3. Prices * Fees"),
        ("The `basket` cookie", "The basket cookie"),
        ("**Your** <b>data</b>", "Your data"),
        ("[Our shop](https://www.halden.example)", "Our shop"),
        ("Prices[^1]\n\n[^1]: Tax included.", "Prices"),
    ],
)
def test_a_headings_text_is_what_the_reader_sees_of_it(heading: str, text: str) -> None:
    assert headings(f"## {heading}")[0].text == text


def test_a_translation_has_its_sources_anchors() -> None:
    html = render("## Geltung\n\n## Preise {#preise}", ["scope", "prices"])
    assert re.findall('id="([^"]*)"', html) == ["scope", "prices"]


@pytest.mark.parametrize(("text", "found"), [("## Eins\n\n## Zwei", 2), ("Eins", 0)])
def test_a_translation_with_other_headings_is_told_apart(text: str, found: int) -> None:
    with pytest.raises(HeadingsError) as error:
        render(text, ["one"])
    assert (error.value.found, error.value.expected) == (found, 1)


def test_nesting_is_limited_alike_for_every_caller() -> None:
    quotes = "> " * 70 + "a"

    def from_deeper(frames: int) -> None:
        if frames:
            from_deeper(frames - 1)
        else:
            render(quotes)

    for frames in (0, 100, 200):
        with pytest.raises(AuthorError, match="nested"):
            from_deeper(frames)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=6))
def test_anchors_are_never_shared(texts: list[str]) -> None:
    found = anchors("\n\n".join(f"## {text}" for text in texts))
    assert len(found) == len(set(found))
