"""The Atom feed: what RFC 4287 asks of it, and what it says of a publication."""

import re
from datetime import datetime
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core import feed
from promulgate.core.records import Publication

SITE = "https://policies.halden.example"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOURCES = {"returns": "en", "terms": "de"}


def publication(
    version: int = 1,
    correction: int = 0,
    *,
    policy: str = "returns",
    language: str = "ja",
    at: str = "2026-03-01T09:00:00Z",
    title: str = "返品",
    note: str = "Thirty days, no longer fourteen",
) -> Publication:
    return Publication(
        policy=policy,
        language=language,
        version=version,
        correction=correction,
        draft_digest="d",
        source_digest="s",
        target_digest="t",
        title=title,
        description="返品の方法",
        published_at=at,
        effective_date="2026-04-01",
        effective_at="2026-04-01T00:00:00Z",
        reviewed_on=at,
        change="material",
        change_note=note,
    )


def parsed(*publications: Publication, company: str = "Halden Books") -> Element:
    return fromstring(feed.build(SITE, company, "ja", publications, SOURCES))


def entries(*publications: Publication) -> list[Element]:
    return parsed(*publications).findall(f"{ATOM}entry")


def text(element: Element, name: str) -> str:
    """Return the text of the one child called ``name``."""
    (child,) = element.findall(f"{ATOM}{name}")
    return child.text or ""


def instant(element: Element, name: str) -> datetime:
    """Return a date construct: RFC 3339 with capital T and Z (RFC 4287, 3.3)."""
    found = text(element, name)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", found)
    return datetime.fromisoformat(found)


def links(element: Element) -> dict[str, dict[str, str]]:
    return {link.attrib["rel"]: dict(link.attrib) for link in element.findall(f"{ATOM}link")}


def assert_valid(root: Element) -> None:
    """Check what RFC 4287 requires of a feed (4.1.1) and of its entries (4.1.2)."""
    assert root.tag == f"{ATOM}feed"
    ids = [text(part, "id") for part in (root, *root.findall(f"{ATOM}entry"))]
    assert all(one.startswith("https://") for one in ids)
    assert len(set(ids)) == len(ids)
    assert len(root.findall(f"{ATOM}author/{ATOM}name")) == 1
    assert "self" in links(root)
    for part in (root, *root.findall(f"{ATOM}entry")):
        assert text(part, "title")
        assert instant(part, "updated")
        assert "alternate" in links(part)


def test_a_feed_has_all_that_the_rfc_asks_of_it() -> None:
    assert_valid(parsed(publication(1), publication(2), publication(2, 1), publication(3)))


def test_a_language_in_which_nothing_was_published_yet_has_a_valid_feed_too() -> None:
    assert_valid(parsed())


def test_a_feed_is_in_its_language_and_names_the_company() -> None:
    root = parsed(publication())
    assert root.attrib[LANG] == "ja"
    assert text(root, "title") == "Halden Books"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Halden Books"


def test_a_feed_knows_its_own_address_and_the_page_beside_it() -> None:
    found = links(parsed())
    assert found["self"]["href"] == f"{SITE}/ja/feed.xml"
    assert found["alternate"]["href"] == f"{SITE}/ja/"


def test_an_entry_is_known_by_its_permanent_copy_and_leads_to_it() -> None:
    (entry,) = entries(publication(2, 1))
    copy = f"{SITE}/ja/returns/v2.1/"
    assert (text(entry, "id"), links(entry)["alternate"]["href"]) == (copy, copy)


def test_an_entry_tells_title_number_and_kind_of_change() -> None:
    (entry,) = entries(publication(2))
    assert text(entry, "title") == "返品 · 2"
    assert entry.findall(f"{ATOM}category")[0].attrib["term"] == "material"


@pytest.mark.parametrize(("policy", "language"), [("returns", "en"), ("terms", "de")])
def test_the_change_note_is_in_the_language_of_the_source(policy: str, language: str) -> None:
    (entry,) = entries(publication(policy=policy))
    assert text(entry, "content") == "Thirty days, no longer fourteen"
    assert entry.findall(f"{ATOM}content")[0].attrib[LANG] == language


def test_an_entry_without_a_change_note_has_no_content() -> None:
    (entry,) = entries(publication(note=""))
    assert entry.findall(f"{ATOM}content") == []


def test_the_newest_publication_of_any_policy_comes_first_and_dates_the_feed() -> None:
    root = parsed(
        publication(1, at="2026-01-01T00:00:00Z"),
        publication(1, policy="terms", at="2026-03-01T00:00:00Z"),
        publication(2, at="2026-02-01T00:00:00Z"),
    )
    paths = [text(entry, "id").removeprefix(SITE) for entry in root.findall(f"{ATOM}entry")]
    assert paths == ["/ja/terms/v1/", "/ja/returns/v2/", "/ja/returns/v1/"]
    assert text(root, "updated") == "2026-03-01T00:00:00Z"


def test_other_languages_have_feeds_of_their_own() -> None:
    assert len(entries(publication(language="ja"), publication(language="de"))) == 1


def test_a_feed_ends_at_its_newest_fifty_entries() -> None:
    many = [publication(number, at=f"2026-01-01T00:00:{number % 60:02}Z") for number in range(60)]
    found = entries(*many)
    assert len(found) == feed.MOST_ENTRIES
    assert text(found[-1], "id") == f"{SITE}/ja/returns/v10/"


def test_the_same_publications_in_another_order_are_the_same_bytes() -> None:
    two = [publication(1), publication(2), publication(1, policy="terms")]
    first, second = (feed.build(SITE, "Halden", "ja", some, SOURCES) for some in (two, two[::-1]))
    assert first == second


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("A & B <C> ]]> \"D\" 'E'", "A & B <C> ]]> \"D\" 'E'"),
        ("before\x00\x0b\x1b\ufffeafter", "before\ufffd\ufffd\ufffd\ufffdafter"),
        ("half a \ud83d pair", "half a \ufffd pair"),
        ("&#0; &lt;", "&#0; &lt;"),
    ],
)
def test_a_hostile_title_is_read_as_the_text_it_is(title: str, read: str) -> None:
    (entry,) = entries(publication(title=title))
    assert text(entry, "title") == f"{read} · 1"


@given(
    st.text(st.characters(exclude_categories=()), min_size=1),
    st.text(st.characters(exclude_categories=())),
)
def test_whatever_a_title_and_a_note_hold_the_feed_stays_valid(title: str, note: str) -> None:
    assert_valid(parsed(publication(title=title, note=note), company=title))
