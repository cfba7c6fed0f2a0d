import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from promulgate.core.page import (
    Alternate,
    IndexEntry,
    PolicyPage,
    content_security_policy,
    language_index,
    not_found_page,
    policy_page,
)
from promulgate.core.rendering import Heading

ALTERNATES = tuple(Alternate(language=tag, path=f"/{tag}/terms/") for tag in ("ar", "en", "ja"))
PAGE = PolicyPage(
    company_name="Halden Books",
    site_url="https://policies.halden.example",
    policy="terms",
    language="ja",
    source_language="en",
    authoritative="en",
    title="利用規約",
    description="ご利用の条件",
    keywords=("規約",),
    body='<h2 id="scope">適用範囲</h2>\n<p>本文</p>',
    headings=tuple(Heading(2, f"part-{n}", f"第{n}条") for n in range(1, 5)),
    publication="2.1",
    published_on="2026-03-02T10:00:00Z",
    effective_date="2026-03-01",
    last_modified="2026-02-28",
    reviewed_on="2026-03-02T10:00:00Z",
    kind="in_force",
    path="/ja/terms/",
    alternates=ALTERNATES,
)
ATTACK = (
    "\"' onclick=alert(1) '><!--<script>alert(1)</script></title></style>{{ 7*7 }}"
    "<img src=x onerror=alert(1)>"
)


class Tags(HTMLParser):
    """What a page is made of: start tags with their attributes."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.ended: list[str] = []
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.ended.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == tag]


def shape(html: bytes) -> list[tuple[str, list[str]]]:
    """Return a page's start tags with the names of their attributes."""
    return [(tag, sorted(attributes)) for tag, attributes in Tags(html).found]


def test_a_page_says_language_and_direction() -> None:
    assert Tags(policy_page(PAGE)).all("html") == [{"lang": "ja", "dir": "ltr"}]
    arabic = policy_page(replace(PAGE, language="ar"))
    assert Tags(arabic).all("html") == [{"lang": "ar", "dir": "rtl"}]


def test_a_page_speaks_its_language() -> None:
    html = policy_page(PAGE).decode()
    for text in ("バージョン", "2026年3月1日", "機械翻訳を人が確認した日"):
        assert text in html


def test_a_language_without_a_catalogue_falls_back_to_english() -> None:
    assert "Version" in policy_page(replace(PAGE, language="is")).decode()


def test_the_same_input_gives_the_same_bytes() -> None:
    assert policy_page(PAGE) == policy_page(replace(PAGE))


def test_every_edition_is_named_with_the_source_as_default() -> None:
    links = [link for link in Tags(policy_page(PAGE)).all("link") if link["rel"] == "alternate"]
    assert {link["hreflang"]: link["href"] for link in links} == {
        "ar": "https://policies.halden.example/ar/terms/",
        "en": "https://policies.halden.example/en/terms/",
        "ja": "https://policies.halden.example/ja/terms/",
        "x-default": "https://policies.halden.example/en/terms/",
    }


def test_a_translation_says_which_language_prevails_and_links_to_it() -> None:
    assert {"href": "/en/terms/", "lang": "en", "hreflang": "en"} in Tags(policy_page(PAGE)).all(
        "a"
    )


def test_the_prevailing_language_does_not_speak_of_prevailing() -> None:
    source = replace(PAGE, language="en", reviewed_on="", path="/en/terms/")
    assert "prevails" not in policy_page(source).decode()


def test_a_permanent_copy_leads_to_the_page_in_force() -> None:
    copy = replace(PAGE, kind="permanent", path="/ja/terms/v2.1/", alternates=())
    assert {"href": "/ja/terms/"} in Tags(policy_page(copy)).all("a")


def test_a_translation_that_waits_leads_to_the_newer_source() -> None:
    waiting = replace(PAGE, newer_source="3")
    html = policy_page(waiting).decode()
    assert "より新しいバージョンが有効" in html
    assert "バージョン 3</p>" in html
    assert "より新しいバージョンが有効" not in policy_page(PAGE).decode()


def test_a_change_to_come_is_announced_with_its_day_and_its_text() -> None:
    html = policy_page(replace(PAGE, next_publication="3", next_effective_date="2026-12-01"))
    assert {"href": "/ja/terms/v3/"} in Tags(html).all("a")
    assert "2026年12月1日" in html.decode()


def test_many_languages_are_folded_away() -> None:
    many = replace(PAGE, alternates=tuple(replace(ALTERNATES[0]) for _ in range(7)))
    assert len(Tags(policy_page(many)).all("details")) == 1
    assert Tags(policy_page(PAGE)).all("details") == []


def test_the_contents_list_sections_but_not_the_title_again() -> None:
    headings = (Heading(2, "top", PAGE.title), *PAGE.headings, Heading(4, "deep", "深い"))
    links = Tags(policy_page(replace(PAGE, headings=headings))).all("a")
    listed = [link["href"] for link in links if (link["href"] or "").startswith("#part")]
    assert listed == ["#part-1", "#part-2", "#part-3", "#part-4"]
    assert not {"#top", "#deep"} & {link["href"] for link in links}


def test_every_link_inside_the_page_has_a_target() -> None:
    body = "".join(f'<h2 id="part-{n}">第{n}条</h2>' for n in range(1, 5))
    tags = Tags(policy_page(replace(PAGE, body=body)))
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    addresses = [link["href"] or "" for link in tags.all("a")]
    inside = {address[1:] for address in addresses if address.startswith("#")}
    assert inside <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "html",
    [
        policy_page(PAGE),
        policy_page(replace(PAGE, kind="permanent", newer_source="3", next_publication="4")),
        policy_page(replace(PAGE, language="ar", kind="preview", alternates=ALTERNATES * 3)),
        language_index("Halden Books", "https://x.example", "ja", [], ALTERNATES),
        not_found_page("Halden Books", ["en", "ar"]),
    ],
    ids=["in force", "permanent", "preview", "index", "404"],
)
def test_every_element_is_closed(html: bytes) -> None:
    void = {"meta", "link", "br", "hr", "img"}
    tags = Tags(html)
    assert sorted(tag for tag, _ in tags.found if tag not in void) == sorted(tags.ended)


def test_search_engines_get_the_facts() -> None:
    html = policy_page(PAGE).decode()
    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["inLanguage"] == "ja"
    assert (data["version"], data["datePublished"]) == ("2.1", "2026-03-02")


def test_a_preview_is_kept_out_of_search() -> None:
    preview = Tags(policy_page(replace(PAGE, kind="preview", publication="")))
    assert {"name": "robots", "content": "noindex"} in preview.all("meta")


def with_company(text: str) -> PolicyPage:
    return replace(PAGE, company_name=text)


def with_title(text: str) -> PolicyPage:
    return replace(PAGE, title=text)


def with_description(text: str) -> PolicyPage:
    return replace(PAGE, description=text)


def with_keywords(text: str) -> PolicyPage:
    return replace(PAGE, keywords=(text, text))


def with_headings(text: str) -> PolicyPage:
    return replace(PAGE, headings=tuple(Heading(2, text, text) for _ in range(4)))


def with_publication(text: str) -> PolicyPage:
    return replace(PAGE, publication=text, newer_source=text)


@pytest.mark.parametrize(
    "page_with",
    [with_company, with_title, with_description, with_keywords, with_headings, with_publication],
)
def test_text_from_outside_makes_no_element_and_no_attribute(
    page_with: Callable[[str], PolicyPage],
) -> None:
    assert shape(policy_page(page_with(ATTACK))) == shape(policy_page(page_with("Halden")))


def test_search_engines_read_hostile_text_as_it_was_written() -> None:
    html = policy_page(replace(PAGE, title=ATTACK, description=ATTACK)).decode()
    data = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    # Not only </script>: after <!--<script> a parser would not see the element's end.
    assert "<" not in data
    assert json.loads(data)["name"] == json.loads(data)["description"] == ATTACK


def test_an_index_lists_its_policies() -> None:
    entry = IndexEntry(title=ATTACK, description="d", since="2026-03-01", path="/ja/terms/")
    tags = Tags(language_index("Halden Books", "https://x.example", "ja", [entry], ALTERNATES[:1]))
    assert {"href": "/ja/terms/"} in tags.all("a")
    assert tags.all("script") == []


def test_the_page_for_what_is_not_there_leads_to_every_language() -> None:
    links = Tags(not_found_page("Halden Books", ["en", "ar"])).all("a")
    assert {"/en/", "/ar/"} <= {str(link["href"]) for link in links}


def test_a_page_fits_the_first_flight_of_packets() -> None:
    # 4.5 kB that compress worse than any language's text does, with a dozen languages.
    lines = (hashlib.sha512(bytes([n])).hexdigest() for n in range(35))
    page = replace(
        PAGE,
        body="".join(f"<p>{line}</p>" for line in lines),
        alternates=tuple(
            Alternate(language=f"{tag}-Latn", path=f"/{tag}-Latn/terms/")
            for tag in ("de", "en", "es", "fr", "id", "it", "nl", "pl", "pt", "sv", "tr", "vi")
        ),
    )
    assert len(page.body) > 4_500
    assert len(gzip.compress(policy_page(page))) < 14_000


@pytest.mark.parametrize(
    "html",
    [
        policy_page(PAGE),
        language_index("Halden Books", "https://x.example", "ja", [], ALTERNATES),
        not_found_page("Halden Books", ["en", "ar"]),
    ],
    ids=["policy", "index", "404"],
)
def test_the_style_that_a_page_carries_is_the_one_it_may_use(html: bytes) -> None:
    styles = re.findall(rb"<style>(.*?)</style>", html, re.DOTALL)
    allowed = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in styles]
    assert re.findall(r"'sha256-([^']+)'", content_security_policy()) == allowed


def test_a_page_needs_one_request() -> None:
    tags = Tags(policy_page(PAGE))
    assert not [attributes for _, attributes in tags.found if {"src", "style"} & set(attributes)]
    assert {link["rel"] for link in tags.all("link")} == {"canonical", "alternate"}


def test_the_template_sends_the_policy_that_the_pages_need() -> None:
    template = Path("template.yaml").read_text(encoding="utf-8")
    assert content_security_policy() in " ".join(template.split())
