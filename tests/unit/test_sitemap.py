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


def parsed(*editions: Edition, source: str = "en") -> list[Element]:
    """Return the sitemap's entries."""
    root = fromstring(sitemap.build(SITE, editions, source))
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
    for url in parsed(*RETURNS, source="de"):
        assert alternates(url)["x-default"] == f"{SITE}/de/returns/"


def test_an_entry_says_since_when_its_page_is_as_it_is() -> None:
    (url,) = parsed(edition("returns", "en"))
    assert url.findtext(f"{SITEMAPS}lastmod") == "2026-03-01T00:00:00Z"


def test_the_same_editions_in_another_order_are_the_same_bytes() -> None:
    assert sitemap.build(SITE, RETURNS, "en") == sitemap.build(SITE, RETURNS[::-1], "en")


def test_a_policy_of_which_nothing_is_in_force_has_an_empty_sitemap() -> None:
    assert parsed() == []


def test_an_address_that_needs_escaping_is_escaped() -> None:
    data = sitemap.build("https://halden.example/a&b", [edition("returns", "en")], "en")
    assert address(fromstring(data)[0]) == "https://halden.example/a&b/en/returns/"


def named(*policies: str) -> list[str]:
    """Return the addresses in the list of sitemaps."""
    root = fromstring(sitemap.index(SITE, policies))
    assert root.tag == f"{SITEMAPS}sitemapindex"
    return [one.findtext(f"{SITEMAPS}loc") or "" for one in root]


def test_the_list_of_sitemaps_names_that_of_every_policy() -> None:
    assert named("terms", "returns") == [f"{SITE}/sitemap-returns.xml", f"{SITE}/sitemap-terms.xml"]


def test_a_site_without_a_policy_has_an_empty_list() -> None:
    assert named() == []


def test_the_list_keeps_to_the_number_of_sitemaps_it_may_name() -> None:
    assert len(named(*(f"p{number}" for number in range(50_001)))) == 50_000


@pytest.mark.parametrize("line", ["User-agent: *", "Allow: /", f"Sitemap: {SITE}/sitemap.xml"])
def test_crawlers_may_read_everything_and_are_told_of_the_sitemap(line: str) -> None:
    assert line in sitemap.robots(SITE).decode().splitlines()
