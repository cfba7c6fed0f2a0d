"""The sitemap: which addresses it lists, with which languages, and how large it may become."""

from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from promulgate.core import sitemap
from promulgate.core.records import Absence, Edition

SITE = "https://policies.halden.example"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def edition(policy: str, language: str, in_force: str = "1") -> Edition:
    return Edition(
        policy=policy,
        language=language,
        in_force=in_force,
        title="Returns",
        description="",
        since="2026-03-01",
        face="f",
        changed_at="2026-03-01T00:00:00Z",
        absence=None if in_force else Absence.WITHDRAWN,
    )


RETURNS = [edition("returns", "en"), edition("returns", "de"), edition("returns", "pt-BR")]


def parsed(*editions: Edition, sources: dict[str, str] | None = None) -> list[Element]:
    """Return the sitemap's entries."""
    root = fromstring(sitemap.build(SITE, editions, sources or {"returns": "en"}))
    assert root.tag == f"{SITEMAPS}urlset"
    return list(root)


def address(url: Element) -> str:
    return url.findtext(f"{SITEMAPS}loc") or ""


def alternates(url: Element) -> dict[str, str]:
    links = url.findall(f"{XHTML}link")
    assert {link.attrib["rel"] for link in links} <= {"alternate"}
    return {link.attrib["hreflang"]: link.attrib["href"] for link in links}


def test_every_edition_in_force_is_listed_by_its_whole_address() -> None:
    assert [address(url) for url in parsed(*RETURNS)] == [
        f"{SITE}/de/returns/",
        f"{SITE}/en/returns/",
        f"{SITE}/pt-BR/returns/",
    ]


def test_an_edition_that_was_withdrawn_is_neither_listed_nor_linked() -> None:
    urls = parsed(edition("returns", "en"), edition("returns", "de", in_force=""))
    assert [address(url) for url in urls] == [f"{SITE}/en/returns/"]
    assert set(alternates(urls[0])) == {"en", "x-default"}


def test_the_languages_of_a_policy_link_to_each_other_and_to_themselves() -> None:
    for url in parsed(*RETURNS):
        languages = alternates(url)
        del languages["x-default"]
        assert languages == {
            "de": f"{SITE}/de/returns/",
            "en": f"{SITE}/en/returns/",
            "pt-BR": f"{SITE}/pt-BR/returns/",
        }


def test_readers_of_any_other_language_are_led_to_the_source() -> None:
    for url in parsed(*RETURNS, sources={"returns": "de"}):
        assert alternates(url)["x-default"] == f"{SITE}/de/returns/"


def test_policies_do_not_link_to_each_other() -> None:
    first, second = parsed(edition("returns", "en"), edition("terms", "ja"))
    assert set(alternates(first)) == {"en", "x-default"}
    assert set(alternates(second)) == {"ja"}


def test_an_entry_says_since_when_its_page_is_as_it_is() -> None:
    (url,) = parsed(edition("returns", "en"))
    assert url.findtext(f"{SITEMAPS}lastmod") == "2026-03-01T00:00:00Z"


def test_the_same_editions_in_another_order_are_the_same_bytes() -> None:
    sources = {"returns": "en"}
    assert sitemap.build(SITE, RETURNS, sources) == sitemap.build(SITE, RETURNS[::-1], sources)


def test_a_site_without_a_policy_has_an_empty_sitemap() -> None:
    assert parsed() == []


def test_an_address_that_needs_escaping_is_escaped() -> None:
    data = sitemap.build("https://halden.example/a&b", [edition("returns", "en")], {})
    assert address(fromstring(data)[0]) == "https://halden.example/a&b/en/returns/"


def test_a_sitemap_too_large_with_languages_goes_without_them() -> None:
    many = [edition("returns", f"x{number:03}") for number in range(900)]
    data = sitemap.build(SITE, many, {"returns": "x000"})
    assert len(data) <= sitemap.MOST_BYTES
    assert data.count(b"<loc>") == 900
    assert b"hreflang" not in data


def test_a_sitemap_keeps_to_the_number_of_addresses_it_may_have() -> None:
    many = [edition(f"p{number}", "en") for number in range(sitemap.MOST_URLS + 1)]
    assert sitemap.build(SITE, many, {}).count(b"<loc>") == sitemap.MOST_URLS


@pytest.mark.parametrize("line", ["User-agent: *", "Allow: /", f"Sitemap: {SITE}/sitemap.xml"])
def test_crawlers_may_read_everything_and_are_told_of_the_sitemap(line: str) -> None:
    assert line in sitemap.robots(SITE).decode().splitlines()
