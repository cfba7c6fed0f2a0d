"""The viewer function: which page an address leads to, and in which language."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cloudformation import resources
from tests.unit import edge

LANGUAGES = ("en", "de", "pt-BR", "zh-Hans", "zh-Hant", "he", "no")

type Ask = Callable[..., dict[str, Any]]


def code() -> str:
    """Return the function as deployed with LANGUAGES."""
    text = resources("AWS::CloudFront::Function")["ViewerFunction"]["FunctionCode"]["Fn::Sub"][0]
    filled: str = text.replace("${Languages}", ",".join(LANGUAGES))
    assert "${" not in filled
    return filled


@pytest.fixture(scope="module")
def run() -> Iterator[edge.Run]:
    with edge.running() as run:
        yield run


@pytest.fixture(scope="module")
def ask(run: edge.Run) -> Ask:
    """Send one request through the function; return the request or response it gives back."""
    source = code()

    def asked(
        uri: str, accept: str | None = None, cookie: str | None = None, within: float = 200
    ) -> dict[str, Any]:
        headers = {} if accept is None else {"accept-language": {"value": accept}}
        cookies = {} if cookie is None else {"language": {"value": cookie}}
        request = {
            "method": "GET",
            "uri": uri,
            "querystring": {},
            "headers": headers,
            "cookies": cookies,
        }
        answer = run(source, {"request": request})
        assert answer["milliseconds"] < within
        value: dict[str, Any] = answer["value"]
        return value

    return asked


def location(response: dict[str, Any]) -> str:
    assert response["statusCode"] in {301, 302}
    path: str = response["headers"]["location"]["value"]
    return path


@pytest.mark.parametrize(
    ("uri", "object_key"),
    [
        ("/en/", "/en/index.html"),
        ("/pt-BR/returns/", "/pt-BR/returns/index.html"),
        ("/de/returns/v2.1/", "/de/returns/v2.1/index.html"),
        ("/de/returns/history/", "/de/returns/history/index.html"),
        ("/en/feed.xml", "/en/feed.xml"),
        ("/pt-BR/feed.xml", "/pt-BR/feed.xml"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("/robots.txt", "/robots.txt"),
        ("/404.html", "/404.html"),
        ("/brand-0123456789abcdef.css", "/brand-0123456789abcdef.css"),
        ("/logo-0123456789abcdef.svg", "/logo-0123456789abcdef.svg"),
        ("/de/returns/versions.json", "/de/returns/versions.json"),
        ("/de/returns/history/index.html", "/de/returns/history/index.html"),
        ("/en/returns/index.md", "/en/returns/index.md"),
        ("/en/returns/v1/evidence.json", "/en/returns/v1/evidence.json"),
    ],
)
def test_an_address_leads_to_the_object_behind_it(ask: Ask, uri: str, object_key: str) -> None:
    assert ask(uri)["uri"] == object_key


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("/de", "/de/"),
        ("/de/returns", "/de/returns/"),
        ("/de/returns/v2.1", "/de/returns/v2.1/"),
        ("/de/returns/history", "/de/returns/history/"),
        ("/DE/returns/v2.1/", "/de/returns/v2.1/"),
        ("/pt-br/returns/", "/pt-BR/returns/"),
        ("/ZH-hant", "/zh-Hant/"),
    ],
)
def test_another_spelling_of_an_address_moves_to_the_one_address(
    ask: Ask, uri: str, path: str
) -> None:
    response = ask(uri)
    assert (response["statusCode"], location(response)) == (301, path)


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("en;q=0.5,de;q=0.9", "de"),
        ("de;q=0.5,en;q=0.5", "de"),
        ("ja,fr;q=0.9,de;q=0.1", "de"),
        ("ja,fr", "en"),
        ("pt-BR", "pt-BR"),
        ("pt", "pt-BR"),
        ("pt-PT,en;q=0.8", "pt-BR"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK,en;q=0.7", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("iw-IL", "he"),
        ("nb-NO,nb;q=0.9", "no"),
        ("*", "en"),
        ("ja,*;q=0.5", "en"),
        ("en;q=0,*", "de"),
        ("de;q=0,fr", "en"),
        ("pt;q=0,*", "en"),
        ("en;q=0,de;q=0,pt;q=0,*", "zh-Hans"),
        ("pt;q=0,pt-BR,en;q=0.5", "pt-BR"),
        ("*;q=0,de;q=0.1", "de"),
        ("*;q=0", "en"),
        ("fr,*;q=0", "en"),
        ("de;q=0.8,pt;q=0.8,zh;q=0.9", "zh-Hans"),
        ("de-Latn-AT-1996,en;q=0.9", "de"),
        ("sr-Latn,he;q=0.1", "he"),
        ("de;level=1;q=0.9,pt;q=0.1", "pt-BR"),
        ("de;q=0.0,pt;q=0.001", "pt-BR"),
        ("de ; q = 0.3 , pt;q=0.2", "de"),
        ("de;q=2,pt;q=0.2", "pt-BR"),
        ("de;q=high", "en"),
        (";;,,=;q=1", "en"),
    ],
)
def test_the_readers_language_is_chosen_as_the_browser_asks(
    ask: Ask, accept: str | None, language: str
) -> None:
    assert location(ask("/", accept)) == f"/{language}/"


@pytest.mark.parametrize("uri", ["/returns/", "/returns"])
def test_a_policy_without_a_language_leads_to_the_readers_edition(ask: Ask, uri: str) -> None:
    assert location(ask(uri, "de-CH")) == "/de/returns/"


def test_the_readers_own_choice_comes_before_the_browsers(ask: Ask) -> None:
    assert location(ask("/", "de", cookie="zh-Hant")) == "/zh-Hant/"


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "fr",
        "__proto__",
        "constructor",
        "pt",
        "de\r\nSet-Cookie: a=b",
        "//evil.example",
        "x" * 9000,
    ],
)
def test_a_cookie_that_names_no_language_of_ours_is_ignored(ask: Ask, cookie: str) -> None:
    assert location(ask("/", "de", cookie=cookie)) == "/de/"


def test_the_readers_own_choice_is_spelt_as_our_addresses_are(ask: Ask) -> None:
    assert location(ask("/returns/", "de", cookie="PT-br")) == "/pt-BR/returns/"


@pytest.mark.parametrize(
    "accept",
    [
        "\u0000de",
        "de\r\nX-Evil: 1",
        "<script>",
        "__proto__",
        "constructor;q=0.9",
        "\ud83d",
        "de;q=1e9",
        "de;q=-1",
        "de;q=0x1",
        "*-de",
        "de--AT",
        "-de",
    ],
)
def test_a_header_that_is_no_list_of_languages_chooses_none(ask: Ask, accept: str) -> None:
    assert location(ask("/", accept)) == "/en/"


def test_a_choice_of_language_is_never_kept_for_someone_else(ask: Ask) -> None:
    response = ask("/", "de")
    assert response["statusCode"] == 302
    assert response["headers"]["cache-control"]["value"] == "no-store"
    assert response["headers"]["vary"]["value"] == "Accept-Language, Cookie"


def test_a_languages_page_is_served_whatever_the_browser_asks_for(ask: Ask) -> None:
    assert ask("/zh-Hant/returns/", "de")["uri"] == "/zh-Hant/returns/index.html"


@pytest.mark.parametrize(
    "uri",
    [
        "//evil.example",
        "//evil.example/",
        "/\\evil.example",
        "/%2F%2Fevil.example",
        "/en//evil.example",
        "/..//evil.example",
        "/en/../de",
        "/returns%0d%0aSet-Cookie:a=b",
        "/returns\r\nX: y",
        "/" + "a" * 5000,
        "/.well-known",
    ],
)
def test_an_address_that_is_none_of_ours_goes_to_the_origin_as_it_is(ask: Ask, uri: str) -> None:
    assert ask(uri, "de")["uri"] == uri


def test_accept_language_sent_twice_counts_as_one(run: edge.Run) -> None:
    twice = {"value": "ja", "multiValue": [{"value": "ja"}, {"value": "de"}]}
    request = {"uri": "/", "headers": {"accept-language": twice}, "cookies": {}}
    assert location(run(code(), {"request": request})["value"]) == "/de/"


def test_a_request_without_cookies_and_headers_leads_to_the_source_language(run: edge.Run) -> None:
    assert location(run(code(), {"request": {"uri": "/", "headers": {}}})["value"]) == "/en/"


@pytest.mark.parametrize("accept", ["," * 100_000, "fr-" * 33_000, "a;q=" * 25_000, " " * 100_000])
def test_a_huge_header_costs_no_more_than_a_small_one(ask: Ask, accept: str) -> None:
    assert location(ask("/", accept, within=50)) == "/en/"


@given(uri=st.text(max_size=60).map(lambda text: "/" + text), accept=st.text(max_size=60))
def test_no_request_is_redirected_off_the_site(ask: Ask, uri: str, accept: str) -> None:
    answer = ask(uri, accept)
    if "statusCode" in answer:
        assert re.fullmatch(r"(/[A-Za-z0-9][A-Za-z0-9._-]*)+/", location(answer))
    else:
        assert answer["uri"] in {uri, uri + "index.html"}


@given(st.lists(st.sampled_from(["en", "de-AT", "pt", "zh-TW", "*", "fr"]), min_size=1, max_size=5))
def test_the_first_language_we_have_wins_among_equals(ask: Ask, ranges: list[str]) -> None:
    ours = {"en": "en", "de-AT": "de", "pt": "pt-BR", "zh-TW": "zh-Hant", "*": "en"}
    expected = next((ours[one] for one in ranges if one in ours), "en")
    assert location(ask("/", ",".join(ranges))) == f"/{expected}/"


def test_the_function_fits_the_edge() -> None:
    assert len(code().encode()) <= edge.LIMIT


def test_the_function_uses_no_syntax_that_the_edge_lacks() -> None:
    assert edge.lacking_syntax(code()) is None
