import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promulgate.core.errors import AuthorError
from promulgate.core.rendering import render
from promulgate.core.rendering.sanitising import ATTRIBUTES, TAGS, sanitised

BLANK = "".join(map(chr, range(33)))
ATTACKS = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](  JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](x){: onerror=alert(1) }",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<a href='vbscript:x'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<iframe src='https://example.com'></iframe>",
    "<form action='https://evil.example'><input></form>",
    "<base href='https://evil.example'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<details ontoggle=alert(1) open>x</details>",
    "text\n{: style='x' onclick='alert(1)' }",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>@import 'https://evil.example'</style>",
]


class Elements(HTMLParser):
    """The start tags of a text, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag in TAGS
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"class", "rel"}
        assert set(attributes) <= allowed
        for name in ("href", "src"):
            # As https://url.spec.whatwg.org/#url-parsing reads a scheme.
            address = re.sub(r"[\t\n\r]", "", attributes.get(name) or "").lstrip(BLANK)
            scheme = re.match("([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
            assert scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_could_run_reaches_the_page(attack: str) -> None:
    assert_harmless(render(attack))


pieces = st.one_of(
    st.sampled_from([*ATTACKS, "<", ">", '"', "'", "`", "](", "![", "<!--", "-->", "\n", "\n\n"]),
    st.text(max_size=8),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(pieces, max_size=6).map("".join))
def test_no_mixture_of_attacks_reaches_the_page(text: str) -> None:
    assert_harmless(render(text))


@pytest.mark.parametrize(
    "address",
    ["https://a.example/x?y=1", "mailto:privacy@halden.example", "tel:+15550100", "/en/terms/"],
)
def test_addresses_that_readers_need_are_kept(address: str) -> None:
    assert f'href="{address}"' in render(f"[x]({address})")


def test_a_link_to_another_site_tells_it_nothing() -> None:
    assert 'rel="noopener noreferrer"' in render("[x](https://a.example)")


def test_a_text_cannot_dress_up_as_a_part_of_the_page() -> None:
    assert render('<div class="note facts skip">x</div>') == '<div class="note">x</div>'


def test_tags_that_are_all_closed_may_be_many() -> None:
    assert sanitised("<p>x</p>" * 6_000).count("<p>") == 6_000


def test_tags_that_are_left_open_are_limited() -> None:
    with pytest.raises(AuthorError, match="nested too deep"):
        sanitised("<div>" * 6_000)


def test_characters_that_are_escaped_may_be_many() -> None:
    assert sanitised("&amp;" * 50_000).count("&amp;") == 50_000


def test_characters_that_are_escaped_are_limited() -> None:
    with pytest.raises(AuthorError, match="too many of & and <"):
        sanitised("&amp;" * 50_001)
