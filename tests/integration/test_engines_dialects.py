"""Each engine's own way to answer and to fail, through deep-translator's real classes.

The addresses of these engines are fixed in deep-translator; here each dialect is given one more
adaptation, which sends its requests to a server on this machine that answers as the engine does.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from promulgate.adapters.engines import (
    ENGINES,
    Engine,
    EngineOptions,
    EngineRefused,
    EngineUnavailable,
    Patience,
)
from promulgate.adapters.engines.codes import code_for
from promulgate.adapters.engines.exchange import Request
from promulgate.adapters.engines.line import open_line
from tests.integration.engine_server import Asked, Reply, Server, engine_server

KEYS: Mapping[str, str | Mapping[str, str]] = {
    "deepl": "d-1",
    "microsoft": {"key": "m-1", "region": "westeurope"},
    "baidu": {"appid": "a-1", "appkey": "b-1"},
    "qcri": "q-1",
    "mymemory": {"email": "legal@haldenbooks.example"},
}


def reached(name: str, server: Server, target: str = "es", key: object = None) -> Engine:
    """Return engine ``name`` for English to ``target``, played by ``server``."""
    real = ENGINES[name]

    def moved(request: Request) -> Request:
        adapted = real.adapt(request)
        addresses.append(adapted.url)
        parts = urlsplit(adapted.url)
        return replace(adapted, url=f"{server.url}{parts.path}?{parts.query}".rstrip("?"))

    keys = KEYS if key is None else {name: str(key)}
    options = EngineOptions(keys=keys, patience=Patience(attempts=1))
    line = open_line(replace(real, adapt=moved), options)
    sources, targets = real.languages()
    codes = str(code_for("en", sources)), str(code_for(target, targets))
    return Engine(line, source="en", target=target, codes=codes)


addresses: list[str] = []


@pytest.fixture(autouse=True)
def _no_addresses() -> None:
    addresses.clear()


def as_json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status=status)


def form(asked: Asked) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}


def google(asked: Asked) -> Reply:
    page = f'<html><body><div class="result-container">{asked.text.upper()}</div></body></html>'
    return Reply(page.encode())


def deepl(asked: Asked) -> Reply:
    return as_json({"translations": [{"text": form(asked)["text"].upper()}]})


def mymemory(asked: Asked) -> Reply:
    return as_json({"responseData": {"translatedText": asked.text.upper()}, "responseStatus": 200})


def microsoft(asked: Asked) -> Reply:
    (item,) = json.loads(asked.body)
    return as_json([{"translations": [{"text": item["text"].upper(), "to": "es"}]}])


def baidu(asked: Asked) -> Reply:
    lines = asked.text.upper().split("\n")
    return as_json({"trans_result": [{"dst": line} for line in lines]})


def qcri(asked: Asked) -> Reply:
    return as_json({"translatedText": asked.params["text"].upper(), "success": True})


BEHAVIOURS: dict[str, Callable[[Asked], Reply]] = {
    "google": google,
    "deepl": deepl,
    "mymemory": mymemory,
    "microsoft": microsoft,
    "baidu": baidu,
    "qcri": qcri,
}


def test_every_engine_but_libretranslate_is_tried_here() -> None:
    assert set(BEHAVIOURS) == set(ENGINES) - {"libre"}


@pytest.mark.parametrize("name", sorted(BEHAVIOURS))
def test_an_engine_s_answer_is_understood(name: str) -> None:
    with engine_server(BEHAVIOURS[name]) as server:
        assert reached(name, server).ask(["Returns", "Refunds"]) == ["RETURNS", "REFUNDS"]


@pytest.mark.parametrize("name", sorted(BEHAVIOURS))
def test_texts_leave_for_a_public_engine_by_tls_only(name: str) -> None:
    with engine_server(BEHAVIOURS[name]) as server:
        reached(name, server).ask(["Returns"])
    assert {urlsplit(address).scheme for address in addresses} == {"https"}


@pytest.mark.parametrize("name", sorted(set(BEHAVIOURS) - {"mymemory"}))
def test_an_engine_that_keeps_lines_gets_several_texts_at_once(name: str) -> None:
    with engine_server(BEHAVIOURS[name]) as server:
        reached(name, server).ask(["Returns", "Refunds"])
        assert len(server.asked) == 1


@pytest.mark.parametrize("name", sorted(BEHAVIOURS))
def test_a_throttled_engine_is_unavailable(name: str) -> None:
    with (
        engine_server(lambda _asked: Reply(status=429)) as server,
        pytest.raises(EngineUnavailable),
    ):
        reached(name, server).ask(["Returns"])


@pytest.mark.parametrize("name", sorted(BEHAVIOURS))
def test_a_refused_key_is_for_good(name: str) -> None:
    with engine_server(lambda _asked: Reply(status=403)) as server, pytest.raises(EngineRefused):
        reached(name, server).ask(["Returns"])


@pytest.fixture
def _restless() -> Iterator[None]:
    """Let threads take turns as often as they can, so that a race shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_restless")
def test_threads_do_not_swap_google_s_answers() -> None:
    questions = [f"question {number}" for number in range(300)]
    with engine_server(google) as server, ThreadPoolExecutor(32) as threads:
        engine = reached("google", server)
        answers = list(threads.map(lambda question: engine.ask([question]), questions))
    assert answers == [[question.upper()] for question in questions]


def test_google_that_asks_for_a_human_is_unavailable() -> None:
    puzzle = Reply(status=302, headers={"Location": "https://www.google.com/sorry/index?q=1"})
    with (
        engine_server(lambda _asked: puzzle) as server,
        pytest.raises(EngineUnavailable, match="robot"),
    ):
        reached("google", server).ask(["Returns"])


def test_google_gets_its_own_code_for_hebrew() -> None:
    with engine_server(google) as server:
        reached("google", server, "he").ask(["Returns"])
        assert server.asked[0].params["tl"] == "iw"


def test_google_s_answer_equal_to_the_question_is_an_answer() -> None:
    with engine_server(
        lambda asked: Reply(f'<div class="t0">{asked.text}</div>'.encode())
    ) as server:
        assert reached("google", server).ask(["Halden Books"]) == ["Halden Books"]


def test_deepl_is_asked_as_it_wants_to_be_since_2025() -> None:
    with engine_server(deepl) as server:
        reached("deepl", server, "pt-BR").ask(["Returns"])
        (asked,) = server.asked
        assert (asked.method, asked.params) == ("POST", {})
        assert asked.headers["Authorization"] == "DeepL-Auth-Key d-1"
        assert form(asked) == {"source_lang": "EN", "target_lang": "PT-BR", "text": "Returns"}


@pytest.mark.parametrize(
    ("key", "host"), [("d-1", "api.deepl.com"), ("d-1:fx", "api-free.deepl.com")]
)
def test_a_deepl_key_goes_to_the_service_it_is_for(key: str, host: str) -> None:
    with engine_server(deepl) as server:
        reached("deepl", server, key=key).ask(["Returns"])
    assert [urlsplit(address).hostname for address in addresses] == [host]


QUOTA = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN"
    "  02 HOURS 10 MINUTES 05 SECONDS VISIT HTTPS://MYMEMORY.TRANSLATED.NET"
)


@pytest.mark.parametrize("status", [200, 429, "429"])
def test_mymemory_s_quota_notice_is_no_translation(status: object) -> None:
    notice = as_json({"responseData": {"translatedText": QUOTA}, "responseStatus": status})
    with (
        engine_server(lambda _asked: notice) as server,
        pytest.raises(EngineUnavailable) as unavailable,
    ):
        reached("mymemory", server).ask(["Returns"])
    assert unavailable.value.retry_after == 2 * 3600 + 10 * 60 + 5


def test_mymemory_s_error_in_the_place_of_a_translation_is_a_refusal() -> None:
    wrong = as_json(
        {"responseData": {"translatedText": "INVALID LANGUAGE PAIR"}, "responseStatus": "403"}
    )
    with engine_server(lambda _asked: wrong) as server, pytest.raises(EngineRefused):
        reached("mymemory", server).ask(["Returns"])


def test_mymemory_is_told_the_email_that_raises_its_quota() -> None:
    with engine_server(mymemory) as server:
        reached("mymemory", server).ask(["Returns"])
        assert server.asked[0].params["de"] == "legal@haldenbooks.example"


def test_microsoft_is_told_key_and_region_and_not_asked_for_its_languages() -> None:
    with engine_server(microsoft) as server:
        reached("microsoft", server, "pt-BR").ask(["Returns"])
        (asked,) = server.asked
        assert asked.headers["Ocp-Apim-Subscription-Key"] == "m-1"
        assert asked.headers["Ocp-Apim-Subscription-Region"] == "westeurope"
        assert asked.params["to"] == "pt"


def test_microsoft_out_of_reach_is_unavailable_and_not_a_programming_error() -> None:
    with (
        engine_server(lambda _asked: Reply(b"{", length=9)) as server,
        pytest.raises(EngineUnavailable),
    ):
        reached("microsoft", server).ask(["Returns"])


def test_baidu_that_is_asked_too_fast_is_unavailable() -> None:
    fast = as_json({"error_code": "54003", "error_msg": "Invalid Access Limit"})
    with (
        engine_server(lambda _asked: fast) as server,
        pytest.raises(EngineUnavailable, match="54003"),
    ):
        reached("baidu", server).ask(["Returns"])


def test_baidu_that_refuses_a_key_refuses_for_good() -> None:
    bad = as_json({"error_code": "52003", "error_msg": "UNAUTHORIZED USER"})
    with engine_server(lambda _asked: bad) as server, pytest.raises(EngineRefused, match="52003"):
        reached("baidu", server).ask(["Returns"])
