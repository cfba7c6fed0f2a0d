import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from promulgate.core.brand import Accent, Brand, FooterLink
from promulgate.core.page import (
    Alternate,
    IndexEntry,
    IndexPage,
    PolicyPage,
    content_security_policy,
    language_index,
    not_found_page,
    policy_page,
)
from promulgate.core.rendering import Heading
from tests.unit.page_tags import ATTACK, Tags, shape

ALTERNATES = tuple(Alternate(language=tag, path=f"/{tag}/terms/") for tag in ("ar", "en", "ja"))
HALDEN = Brand(company_name="Halden Books")
PAGE = PolicyPage(
    brand=HALDEN,
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
INDEX = IndexPage(
    brand=HALDEN,
    site_url="https://policies.halden.example",
    language="ja",
    source_language="en",
    alternates=ALTERNATES,
    entries=(IndexEntry(title="利用規約", description="", since="2026-03-01", path="/ja/terms/"),),
)
NOT_FOUND = not_found_page(HALDEN, ["en", "ar"])


def notices(html: bytes) -> list[dict[str, str | None]]:
    """Return the links of a page's notices that everybody sees."""
    shown = re.sub(r"<p [^>]*hidden.*?</p>", "", html.decode())
    return Tags("".join(re.findall(r'<div class="notice.*?</div>', shown, re.DOTALL)).encode()).all(
        "a"
    )


def questions(html: bytes) -> list[tuple[str | None, str | None, str | None]]:
    """Return what a page asks when it is read: the address, and what it compares."""
    return [
        (found["data-versions"], found.get("data-version"), found.get("data-publication"))
        for _, found in Tags(html).found
        if "data-versions" in found
    ]


def described(page: PolicyPage) -> dict[str, Any]:
    """Return what search engines are told of a page."""
    html = policy_page(page).decode()
    data = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    found: dict[str, Any] = json.loads(data)
    return found


@pytest.mark.parametrize(("language", "direction"), [("ja", "ltr"), ("ar", "rtl")])
def test_a_page_says_language_and_direction(language: str, direction: str) -> None:
    html = Tags(policy_page(replace(PAGE, language=language))).all("html")[0]
    assert (html["lang"], html["dir"]) == (language, direction)


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
    assert {link["hreflang"]: link["href"] for link in links if "hreflang" in link} == {
        "ar": "https://policies.halden.example/ar/terms/",
        "en": "https://policies.halden.example/en/terms/",
        "ja": "https://policies.halden.example/ja/terms/",
        "x-default": "https://policies.halden.example/en/terms/",
    }


def test_a_translation_says_which_language_prevails_and_links_to_it() -> None:
    english = {"href": "/en/terms/", "lang": "en", "hreflang": "en", "dir": "ltr"}
    assert english in notices(policy_page(PAGE))


def test_a_permanent_copy_may_link_to_what_prevailed_then() -> None:
    then = replace(PAGE, kind="permanent", prevailing_path="/en/terms/v2/")
    assert "/en/terms/v2/" in [link["href"] for link in notices(policy_page(then))]


def test_a_translation_leads_to_its_source_even_if_another_language_prevails() -> None:
    page = replace(PAGE, authoritative="de")
    assert {"/de/terms/", "/en/terms/"} <= {link["href"] for link in notices(policy_page(page))}


def test_the_prevailing_language_does_not_speak_of_prevailing() -> None:
    source = replace(PAGE, language="en", reviewed_on="", path="/en/terms/")
    assert "prevails" not in policy_page(source).decode()


def test_a_permanent_copy_leads_to_the_page_in_force() -> None:
    copy = replace(PAGE, kind="permanent", path="/ja/terms/v2.1/", alternates=())
    assert {"href": "/ja/terms/"} in Tags(policy_page(copy)).all("a")


def test_a_translation_can_learn_that_its_source_is_newer() -> None:
    html = policy_page(PAGE)
    assert questions(html) == [("/en/terms/versions.json", "2", None)]
    assert "これは以前のバージョンの翻訳です" in html.decode()


def test_the_source_in_force_has_nothing_to_learn() -> None:
    assert questions(policy_page(replace(PAGE, language="en"))) == []


def test_a_permanent_copy_can_learn_that_it_is_not_in_force() -> None:
    copy = replace(PAGE, language="en", kind="permanent", path="/en/terms/v2.1/")
    assert questions(policy_page(copy)) == [("/en/terms/versions.json", None, "2.1")]


def test_what_is_learnt_later_is_hidden_until_then() -> None:
    shown = Tags(policy_page(replace(PAGE, kind="permanent")))
    asking = [attributes for _, attributes in shown.found if "data-versions" in attributes]
    assert len(asking) == 2
    assert all("hidden" in attributes for attributes in asking)


def test_a_preview_asks_nothing_and_runs_nothing() -> None:
    preview = policy_page(replace(PAGE, kind="preview", publication=""))
    assert questions(preview) == []
    assert Tags(preview).all("script") == []


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


def test_languages_that_a_policy_is_not_in_are_named_but_not_linked() -> None:
    tags = Tags(policy_page(replace(PAGE, missing=("fr", "he"))))
    assert {"lang": "he", "dir": "rtl"} in tags.all("span")
    assert not [link for link in tags.all("a") if link.get("lang") in {"fr", "he"}]


def test_a_languages_name_may_be_the_companys_choice() -> None:
    named = replace(HALDEN, language_names={"ja": "にほんご"})
    assert ">にほんご<" in policy_page(replace(PAGE, brand=named)).decode()


def test_paper_gets_the_address_the_version_and_the_date() -> None:
    html = Tags(policy_page(PAGE)).all("html")[0]
    assert html["data-address"] == "https://policies.halden.example/ja/terms/"
    assert html["data-edition"] == "利用規約 · バージョン 2.1 · 2026年3月1日"


def test_a_page_leads_to_its_history_its_markdown_and_its_feed() -> None:
    links = {link["href"] for link in Tags(policy_page(PAGE)).all("a")}
    assert {"/ja/terms/history/", "/ja/terms/index.md", "/ja/feed.xml"} <= links


def test_a_permanent_copy_leads_to_its_evidence() -> None:
    copy = replace(PAGE, kind="permanent", path="/ja/terms/v2.1/")
    links = {link["href"] for link in Tags(policy_page(copy)).all("a")}
    assert "/ja/terms/v2.1/evidence.json" in links
    assert "/ja/terms/v2.1/index.md" in links


def test_a_permanent_copy_is_its_own_canonical_page() -> None:
    copy = replace(PAGE, kind="permanent", path="/ja/terms/v2.1/", alternates=())
    links = Tags(policy_page(copy)).all("link")
    assert [link["href"] for link in links if link["rel"] == "canonical"] == [
        "https://policies.halden.example/ja/terms/v2.1/"
    ]


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
        policy_page(replace(PAGE, kind="permanent", next_publication="4", missing=("he",))),
        policy_page(replace(PAGE, language="ar", kind="preview", alternates=ALTERNATES * 3)),
        language_index(INDEX),
        NOT_FOUND,
    ],
    ids=["in force", "permanent", "preview", "index", "404"],
)
def test_every_element_is_closed(html: bytes) -> None:
    void = {"meta", "link", "br", "hr", "img"}
    tags = Tags(html)
    assert sorted(tag for tag, _ in tags.found if tag not in void) == sorted(tags.ended)


def test_search_engines_get_the_facts() -> None:
    data = described(PAGE)
    assert data["inLanguage"] == "ja"
    assert (data["version"], data["datePublished"]) == ("2.1", "2026-03-02")
    assert data["temporalCoverage"] == "2026-03-01/.."


def test_search_engines_learn_which_text_is_binding() -> None:
    value = described(PAGE)["creativeWorkStatus"]
    assert value["url"] == "https://schema.org/UnofficialLegalValue"
    source = described(replace(PAGE, language="en"))
    assert source["creativeWorkStatus"]["url"] == "https://schema.org/DefinitiveLegalValue"


def test_search_engines_learn_what_was_translated() -> None:
    source = described(PAGE)["translationOfWork"]
    assert source["url"] == "https://policies.halden.example/en/terms/"
    assert "translationOfWork" not in described(replace(PAGE, language="en"))


def test_a_preview_is_kept_out_of_search() -> None:
    preview = Tags(policy_page(replace(PAGE, kind="preview", publication="")))
    assert {"name": "robots", "content": "noindex"} in preview.all("meta")


def with_company(text: str) -> PolicyPage:
    return replace(PAGE, brand=Brand(company_name=text))


def with_logo(text: str) -> PolicyPage:
    return replace(PAGE, brand=replace(HALDEN, logo=text, logo_dark=text))


def with_links(text: str) -> PolicyPage:
    links = {"ja": (FooterLink(text=text, url=text),)}
    return replace(PAGE, brand=replace(HALDEN, footer=links, contact=text))


def with_title(text: str) -> PolicyPage:
    return replace(PAGE, title=text)


def with_description(text: str) -> PolicyPage:
    return replace(PAGE, description=text)


def with_keywords(text: str) -> PolicyPage:
    return replace(PAGE, keywords=(text, text))


def with_headings(text: str) -> PolicyPage:
    return replace(PAGE, headings=tuple(Heading(2, text, text) for _ in range(4)))


def with_publication(text: str) -> PolicyPage:
    return replace(PAGE, publication=text)


@pytest.mark.parametrize(
    "page_with",
    [
        with_company,
        with_logo,
        with_links,
        with_title,
        with_description,
        with_keywords,
        with_headings,
        with_publication,
    ],
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
    tags = Tags(language_index(replace(INDEX, entries=(entry,))))
    assert {"href": "/ja/terms/"} in tags.all("a")
    assert tags.all("script") == []


def test_an_index_is_named_in_every_language() -> None:
    links = Tags(language_index(INDEX)).all("link")
    named = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
    assert set(named) == {"ar", "en", "ja", "x-default"}
    assert named["x-default"] == named["en"]


def test_an_index_without_policies_says_so() -> None:
    assert "ここにはまだ何もありません" in language_index(replace(INDEX, entries=())).decode()


def test_the_page_for_what_is_not_there_leads_to_every_language() -> None:
    assert {"/en/", "/ar/"} <= {str(link["href"]) for link in Tags(NOT_FOUND).all("a")}


def test_a_company_shows_its_logo_by_name_in_light_and_dark() -> None:
    brand = replace(HALDEN, logo="/logo.svg", logo_dark="/logo-dark.svg")
    tags = Tags(policy_page(replace(PAGE, brand=brand)))
    assert [(img["src"], img["alt"]) for img in tags.all("img")] == [("/logo.svg", "Halden Books")]
    assert [source["srcset"] for source in tags.all("source")] == ["/logo-dark.svg"]


def test_a_company_shows_the_links_of_the_pages_language_and_its_contact() -> None:
    links = {"ja": (FooterLink(text="会社概要", url="https://halden.example/ja"),)}
    brand = replace(HALDEN, footer=links, contact="privacy@halden.example")
    html = policy_page(replace(PAGE, brand=brand))
    assert {"https://halden.example/ja", "mailto:privacy@halden.example"} <= {
        link["href"] for link in Tags(html).all("a")
    }
    english = Tags(policy_page(replace(PAGE, brand=brand, language="en")))
    assert "https://halden.example/ja" not in {link["href"] for link in english.all("a")}


def test_a_companys_colours_come_in_a_stylesheet_of_their_own() -> None:
    brand = replace(HALDEN, accent=Accent(light="#7a1f3d", dark="#f0a8c0"))
    links = Tags(policy_page(replace(PAGE, brand=brand))).all("link")
    sheets = [str(link["href"]) for link in links if link["rel"] == "stylesheet"]
    assert re.fullmatch(r"/brand-[0-9a-f]{16}\.css", sheets[0])


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
        language_index(INDEX),
        NOT_FOUND,
    ],
    ids=["policy", "index", "404"],
)
def test_all_that_a_page_carries_inline_is_named_in_its_security_policy(html: bytes) -> None:
    inline = re.findall(rb"<(?:style|script)>(.*?)</(?:style|script)>", html, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(part).digest()).decode() for part in inline}
    assert hashes
    assert hashes <= set(re.findall(r"'sha256-([^']+)'", content_security_policy()))


@pytest.mark.parametrize("html", [policy_page(PAGE), NOT_FOUND], ids=["policy", "404"])
def test_a_script_is_short(html: bytes) -> None:
    script = re.findall(rb"<script>(.*?)</script>", html, re.DOTALL)[0]
    assert len(script) < 1_000


def test_a_page_needs_one_request() -> None:
    tags = Tags(policy_page(PAGE))
    assert not [attributes for _, attributes in tags.found if {"src", "style"} & set(attributes)]
    assert {link["rel"] for link in tags.all("link")} == {"canonical", "alternate"}


def test_the_template_sends_the_policy_that_the_pages_need() -> None:
    template = Path("template.yaml").read_text(encoding="utf-8")
    assert content_security_policy() in " ".join(template.split())
