"""site.yaml: what a company may say of itself, and what it is told when it cannot."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.brand import Accent, Brand, FooterLink
from promulgate.core.brand_file import parse, shown
from promulgate.core.errors import AuthorError

SAMPLE = Path(__file__).parents[2] / "content" / "site.yaml"


def parsed(text: str) -> Brand:
    return parse(text.encode())


def refusal(text: str) -> AuthorError:
    with pytest.raises(AuthorError) as caught:
        parsed(text)
    return caught.value


def test_the_sample_is_understood() -> None:
    brand = parse(SAMPLE.read_bytes())
    assert (brand.company_name, brand.logo) == ("Halden Books", "logo.svg")
    assert brand.footer["de"][1] == FooterLink(
        text="Impressum", url="https://halden.example/de/imprint"
    )


@pytest.mark.parametrize("text", ["", "name:\nfooter:\ncolours: ~\n", "# nothing yet\n"])
def test_whatever_is_left_out_is_empty(text: str) -> None:
    assert parsed(text) == Brand(company_name="")


def test_colours_may_be_short_and_in_capitals() -> None:
    brand = parsed('colours: {light: "#00F", dark: "#FFF"}')
    assert brand.accent == Accent(light="#0000ff", dark="#ffffff")


def test_a_colour_that_is_hard_to_read_is_refused_with_its_contrast() -> None:
    error = refusal('colours:\n  light: "#8ab8f0"\n  dark: "#8ab8f0"\n')
    assert error.reason == "#8ab8f0 on #f6f7f9 has a contrast of 1.92 to 1"
    assert (error.line, error.expected) == (2, "at least 4.5 to 1 (WCAG 2.2, AA)")


def test_a_colour_must_be_readable_on_dark_paper_too() -> None:
    assert refusal('colours:\n  light: "#0b57a4"\n  dark: "#0b57a4"\n').line == 3


@pytest.mark.parametrize("contact", ["help@halden.example", "mailto:help@halden.example"])
def test_a_contact_may_be_mail(contact: str) -> None:
    assert parsed(f"contact: {contact}").contact == "help@halden.example"


@pytest.mark.parametrize(
    "url",
    [
        "https://halden.example",
        "https://halden.example:8443/imprint?a=b#c",
        "https://bücher.example/über",
        "mailto:help@halden.example",
        "/en/terms-of-service/",
    ],
)
def test_a_link_may_lead_to_the_web_to_mail_or_into_the_site(url: str) -> None:
    brand = parsed(f'footer:\n  en:\n    - {{text: There, url: "{url}"}}\n')
    assert brand.footer["en"] == (FooterLink(text="There", url=url),)


@pytest.mark.parametrize(
    "url",
    [
        "http://halden.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\\\evil.example",
        "https://user:word@evil.example/",
        "https://",
        "https:/halden.example",
        "mailto:",
        "mailto:a@b@c",
        "mailto:a@b?bcc=c@d",
        "imprint",
        "https://halden.example/a b",
    ],
)
def test_any_other_link_is_refused_with_its_line(url: str) -> None:
    assert refusal(f'footer:\n  en:\n    - text: There\n      url: "{url}"\n').line == 4


def test_languages_are_known_by_their_canonical_tags() -> None:
    assert parsed("language_names: {PT-br: Português, iw: עברית}").language_names == {
        "pt-BR": "Português",
        "he": "עברית",
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name: Halden\ncolour: red\n", 2),
        ("name: Halden\nname: Books\n", 2),
        ("name: [Halden]\n", 1),
        (f"name: {'x' * 101}\n", 1),
        ("- name\n", 1),
        ("name: Halden\nlogo: https://cdn.example/logo.svg\n", 2),
        ("logo: logo-dark.svg\n", 1),
        ("logo_dark: logo.svg\n", 1),
        ("logo: [logo.svg]\n", 1),
        ('colours: {light: "#0b57a4"}\n', 1),
        ('colours:\n  light: red\n  dark: "#fff"\n', 2),
        ("colours: red\n", 1),
        ("contact: call us\n", 1),
        ("contact: http://halden.example\n", 1),
        ("contact: https://halden.example/@help\n", 1),
        ("base_url: http://halden.example\n", 1),
        ("base_url: https://halden.example/policies\n", 1),
        ("footer: {en: {text: A, url: /a}}\n", 1),
        ("footer: [{text: A, url: /a}]\n", 1),
        ("footer:\n  en:\n    - {text: A}\n", 3),
        ("footer:\n  en:\n    - {text: A, url: /a, rel: me}\n", 3),
        ("footer:\n  english:\n    - {text: A, url: /a}\n", 3),
        ("footer:\n  en: [{text: A, url: /a}]\n  EN: [{text: A, url: /a}]\n", 3),
        ("language_names: {xx: Ex}\n", 1),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_line(text: str, line: int) -> None:
    assert refusal(text).line == line


def test_no_footer_is_endless() -> None:
    refusal("footer:\n  en:\n" + "    - {text: A, url: /a}\n" * 21)


def test_the_address_of_the_site_ends_without_a_slash() -> None:
    assert parsed("base_url: https://policies.halden.example/").base_url == (
        "https://policies.halden.example"
    )


def test_the_stacks_name_stands_where_the_file_has_none() -> None:
    assert shown(parsed("contact: a@b.example"), "Halden", {}).company_name == "Halden"
    assert shown(parsed("name: Books"), "Halden", {}).company_name == "Books"


def test_a_logo_is_shown_once_it_is_there() -> None:
    brand = parsed("logo: logo.svg\nlogo_dark: logo-dark.png")
    assert shown(brand, "", {}).logo == ""
    both = shown(brand, "", {"logo.svg": "a" * 64, "logo-dark.png": "b" * 64})
    assert (both.logo, both.logo_dark) == (
        "/logo-aaaaaaaaaaaaaaaa.svg",
        "/logo-bbbbbbbbbbbbbbbb.png",
    )


def test_a_logo_for_dark_screens_needs_one_for_light_ones() -> None:
    brand = shown(parsed("logo: logo.svg\nlogo_dark: logo-dark.png"), "", {"logo-dark.png": "b"})
    assert (brand.logo, brand.logo_dark) == ("", "")


pieces = st.sampled_from(
    (
        *("name: ", "logo: logo.svg", "colours:", "  light: ", '"#fff"', "footer:", "  en:", "\n"),
        *("    - {text: A, url: /a}", "contact: ", "a@b.example", "- ", "{", "}", "[", ": ", "&a"),
    )
)


@given(st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=20).map("".join))
def test_any_text_is_a_brand_or_a_mistake_of_its_author(text: str) -> None:
    with suppress(AuthorError):
        parsed(text.encode("utf-8", "replace").decode())
