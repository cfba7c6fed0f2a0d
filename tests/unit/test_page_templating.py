import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from promulgate.core.brand import Accent, Brand, FooterLink
from promulgate.core.page import Alternate, PolicyPage, language_index, policy_page
from promulgate.core.rendering import Heading
from tests.unit.page_samples import ALTERNATES, ATTACK, HALDEN, INDEX, NOT_FOUND, PAGE, Tags, shape


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


def test_many_languages_are_folded_away() -> None:
    many = replace(PAGE, alternates=tuple(replace(ALTERNATES[0]) for _ in range(7)))
    assert len(Tags(policy_page(many)).all("details")) == 1
    assert Tags(policy_page(PAGE)).all("details") == []


def test_languages_that_a_policy_is_not_in_are_named_but_not_linked() -> None:
    tags = Tags(policy_page(replace(PAGE, missing=("fr", "he"))))
    assert {"lang": "he", "dir": "rtl"} in tags.all("span")
    assert not [link for link in tags.all("a") if link.get("lang") in {"fr", "he"}]


def test_a_languages_name_may_be_the_companys_choice() -> None:
    named = replace(HALDEN, language_names={"ja": "にほんご"})
    assert ">にほんご<" in policy_page(replace(PAGE, brand=named)).decode()


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


def test_a_page_needs_one_request() -> None:
    tags = Tags(policy_page(PAGE))
    assert not [attributes for _, attributes in tags.found if {"src", "style"} & set(attributes)]
    assert {link["rel"] for link in tags.all("link")} == {"canonical", "alternate", "icon"}
