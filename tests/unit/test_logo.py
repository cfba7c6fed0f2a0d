"""The logo: an image of modest size that can do nothing but be seen."""

from pathlib import Path

import pytest

from promulgate.core import logo
from promulgate.core.errors import AuthorError

CONTENT = Path(__file__).parents[2] / "content"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\6\0\0\0"


def svg(inner: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>\n{inner}\n</svg>'.encode()


def refusal(data: bytes, name: str = "logo.svg") -> AuthorError:
    with pytest.raises(AuthorError) as caught:
        logo.check(name, data)
    return caught.value


@pytest.mark.parametrize("name", ["logo.svg", "logo-dark.svg"])
def test_the_samples_logos_are_fine(name: str) -> None:
    logo.check(name, (CONTENT / name).read_bytes())


@pytest.mark.parametrize(
    "inner",
    [
        '<path d="M0 0h9" fill="url(#shade)"/>',
        '<defs><linearGradient id="shade"><stop offset="0"/></linearGradient></defs>',
        '<g id="leaf"><rect width="4" height="4"/></g><use href="#leaf"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#leaf"/>',
    ],
)
def test_a_drawing_may_refer_to_its_own_parts(inner: str) -> None:
    logo.check("logo.svg", svg(inner))


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<a href="#x"><path d="M0 0"/></a>',
        "<foreignObject/>",
        '<image href="https://evil.example/a.png"/>',
        '<animate attributeName="href"/>',
        "<style>@import url(https://evil.example/)</style>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<img xmlns="http://www.w3.org/1999/xhtml"/>',
        "<svg/>",
        '<path onload="alert(1)"/>',
        '<path ONCLICK="alert(1)"/>',
        '<path style="fill:url(//evil.example/)"/>',
        '<path fill="url(https://evil.example/#a)"/>',
        '<path fill="url( #a) url(&#47;/evil.example/)"/>',
        '<use href="https://evil.example/a.svg#b"/>',
        '<use href="data:image/svg+xml,x"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)"/>',
        '<?xml-stylesheet href="https://evil.example/"?>',
    ],
)
def test_whatever_does_more_than_draw_is_refused_with_its_line(inner: str) -> None:
    assert refusal(svg(f"<title>x</title>\n{inner}")).line == 3


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<title>&a;</title>"),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<title>&a;</title>"),
        b"<html/>",
        b"<svg/>",
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        b"",
        b"\xff\xfe",
        svg("<g>"),
        PNG,
    ],
)
def test_what_is_no_plain_svg_is_refused(data: bytes) -> None:
    refusal(data)


def test_a_doctype_that_declares_nothing_does_no_harm() -> None:
    logo.check("logo.svg", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">' + svg(""))


def test_a_png_is_one_from_its_first_bytes() -> None:
    logo.check("logo.png", PNG)
    assert "no PNG" in refusal(svg(""), "logo.png").reason


@pytest.mark.parametrize("name", logo.NAMES)
def test_a_large_logo_is_refused(name: str) -> None:
    assert "too large" in refusal(PNG + b"\0" * logo.MAX_BYTES, name).reason


def test_another_logo_has_another_address_and_says_what_it_is() -> None:
    one, other = logo.path("logo.svg", "a" * 64), logo.path("logo.png", "b" * 64)
    assert (one, other) == ("/logo-aaaaaaaaaaaaaaaa.svg", "/logo-bbbbbbbbbbbbbbbb.png")
    assert (logo.media_type(one), logo.media_type(other)) == ("image/svg+xml", "image/png")
