"""What goes wrong between us and an engine, through the real deep-translator."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from promulgate.adapters.engines import (
    ENGINES,
    Engine,
    EngineOptions,
    EngineRefused,
    EngineUnavailable,
    Patience,
    open_engine,
)
from promulgate.adapters.engines.breaker import Breaker
from promulgate.adapters.engines.line import open_line
from tests.integration.engine_server import (
    Asked,
    Reply,
    Server,
    engine_server,
    took_at_most,
    translated,
    upper,
)

QUICK = Patience(attempts=3, first_wait=0.01, longest_wait=0.02, budget=5.0)
ONCE = Patience(attempts=1)
KEY = "k-3f9a7c"


def libre(server: Server, patience: Patience = QUICK, timeout: float = 5.0) -> Engine:
    options = EngineOptions(url=server.url, keys={"libre": KEY}, patience=patience, timeout=timeout)
    return open_engine("libre", source="en", target="de", options=options)


def first(bad: Reply, times: int = 1) -> Callable[[Asked], Reply]:
    """Answer badly ``times`` times, then well."""
    left = [bad] * times

    def behave(asked: Asked) -> Reply:
        return left.pop() if left else upper(asked)

    return behave


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_failure_that_passes_is_asked_again(status: int) -> None:
    with engine_server(first(Reply(status=status), times=2)) as server:
        assert libre(server).ask(["Returns"]) == ["RETURNS"]
        assert len(server.asked) == 3


def test_a_failure_that_stays_is_given_up_after_the_attempts() -> None:
    with engine_server(lambda _asked: Reply(status=503)) as server:
        with pytest.raises(EngineUnavailable, match="libre: answered 503"):
            libre(server).ask(["Returns"])
        assert len(server.asked) == 3


def test_an_engine_that_says_when_is_asked_then() -> None:
    throttled = Reply(status=429, headers={"Retry-After": "1"})
    with engine_server(first(throttled)) as server:
        begun = time.monotonic()
        assert libre(server).ask(["Returns"]) == ["RETURNS"]
        assert time.monotonic() - begun >= 1


def test_a_long_wait_is_handed_to_the_caller() -> None:
    with engine_server(lambda _asked: Reply(status=429, headers={"Retry-After": "3600"})) as server:
        with pytest.raises(EngineUnavailable) as unavailable, took_at_most(1):
            libre(server).ask(["Returns"])
        assert unavailable.value.retry_after == 3600
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(b"{}", wait=60), id="silence"),
        pytest.param(Reply(b'{"translatedText": "RETOUREN"}', drip=0.1), id="dripping body"),
        pytest.param(Reply(b"{}", drip=0.1, drip_head=True), id="dripping head"),
    ],
)
def test_an_answer_that_does_not_end_in_time_is_cut_off(reply: Reply) -> None:
    with (
        engine_server(lambda _asked: reply) as server,
        pytest.raises(EngineUnavailable, match=r"no whole answer within 0\.5 seconds"),
        took_at_most(0.9),
    ):
        libre(server, ONCE, timeout=0.5).ask(["Returns"])


def test_an_engine_is_asked_again_after_a_time_out() -> None:
    with engine_server(first(Reply(wait=60))) as server:
        assert libre(server, timeout=0.3).ask(["Returns"]) == ["RETURNS"]


def test_a_server_that_sends_head_and_body_apart_costs_no_waiting() -> None:
    def apart(asked: Asked) -> Reply:
        return Reply(upper(asked).body, apart=True)

    with engine_server(apart) as server:
        engine = libre(server)
        engine.ask(["Returns"])
        with took_at_most(0.3):
            for number in range(20):
                engine.ask([f"Returns {number}"])


def test_an_engine_on_this_machine_is_not_asked_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with engine_server() as proxy, engine_server() as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert libre(server).ask(["Returns"]) == ["RETURNS"]
        assert proxy.asked == []


def test_an_engine_elsewhere_is_asked_through_the_environment_s_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with engine_server() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert libre(Server("http://engine.example")).ask(["Returns"]) == ["RETURNS"]
        assert proxy.asked[0].headers["Host"] == "engine.example"


def test_a_proxy_that_never_ends_is_cut_off_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with engine_server(lambda _asked: Reply(b"{}", drip=0.1, drip_head=True)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with pytest.raises(EngineUnavailable, match="no whole answer"), took_at_most(0.7):
            libre(Server("http://engine.example"), ONCE, timeout=0.3).ask(["Returns"])


def test_nobody_listening_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = Server(f"http://127.0.0.1:{free.getsockname()[1]}")
    with pytest.raises(EngineUnavailable, match="could not be reached"):
        libre(nobody).ask(["Returns"])


def test_an_answer_that_breaks_off_is_asked_again() -> None:
    half = Reply(b'{"translatedText": "RET', length=100)
    with engine_server(first(half)) as server:
        assert libre(server).ask(["Returns"]) == ["RETURNS"]


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    with (
        engine_server(lambda _asked: Reply(b"x" * 3_000_000)) as server,
        pytest.raises(EngineUnavailable, match="answered without end"),
    ):
        libre(server, ONCE).ask(["Returns"])


UNUSABLE = {
    "cut JSON": Reply(b'{"translatedText": "RET'),
    "no JSON": Reply(b"Bad gateway"),
    "another JSON": Reply(b'{"status": "ok"}'),
    "a list": Reply(b'["RETOUREN"]'),
    "null": translated(None),
    "an empty text": translated(""),
    "a number": translated(7),
    "a web page": translated("<!DOCTYPE html><title>Maintenance</title>"),
}


@pytest.mark.parametrize("kind", sorted(UNUSABLE))
def test_an_engine_that_answers_everything_with_nonsense_is_unavailable(kind: str) -> None:
    with (
        engine_server(lambda _asked: UNUSABLE[kind]) as server,
        pytest.raises(EngineUnavailable, match="gives no usable answer"),
    ):
        libre(server).ask(["Returns", "Refunds"])


@pytest.mark.parametrize("kind", sorted(UNUSABLE))
def test_nonsense_once_is_asked_again(kind: str) -> None:
    with engine_server(first(UNUSABLE[kind])) as server:
        assert libre(server).ask(["Returns"]) == ["RETURNS"]


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    with engine_server(lambda _asked: Reply(status=status)) as server:
        with pytest.raises(EngineRefused):
            libre(server).ask(["Returns"])
        assert len(server.asked) == 1


def test_a_redirect_is_not_followed() -> None:
    with engine_server() as stranger:
        moved = Reply(status=307, headers={"Location": f"{stranger.url}/translate"})
        with (
            engine_server(lambda _asked: moved) as server,
            pytest.raises(EngineRefused, match="it has moved"),
        ):
            libre(server).ask(["Returns"])
        assert stranger.asked == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(json.dumps({"error": f"Invalid API key {KEY}"}).encode(), status=403),
        Reply(json.dumps({"error": f"{KEY} is throttled"}).encode(), status=429),
        Reply(b"{}", wait=60),
        Reply(b"{", length=9),
    ],
)
def test_no_error_tells_the_key_or_the_text(reply: Reply) -> None:
    with (
        engine_server(lambda _asked: reply) as server,
        pytest.raises((EngineRefused, EngineUnavailable)) as failed,
    ):
        libre(server, ONCE, timeout=0.3).ask(["Confidential draft"])
    told = f"{failed.value!s} {failed.value!r} {failed.value.__cause__!r}"
    assert KEY not in told
    assert "onfidential" not in told


def test_a_key_is_sent_where_there_is_one() -> None:
    with engine_server() as server:
        libre(server).ask(["Returns"])
        assert server.asked[0].params["api_key"] == KEY


def test_no_key_is_made_up_where_there_is_none() -> None:
    with engine_server() as server:
        options = EngineOptions(url=server.url)
        open_engine("libre", source="en", target="de", options=options).ask(["Returns"])
        assert "api_key" not in server.asked[0].params


def test_an_engine_that_failed_repeatedly_is_left_alone() -> None:
    with engine_server(lambda _asked: Reply(status=500)) as server:
        engine = libre(server, ONCE)
        for _ in range(3):
            with pytest.raises(EngineUnavailable, match="answered 500"):
                engine.ask(["Returns"])
        with pytest.raises(EngineUnavailable, match="left alone") as left_alone:
            engine.ask(["Returns"])
        assert len(server.asked) == 3
        assert 0 < (left_alone.value.retry_after or 0) <= 30


def test_an_engine_that_was_left_alone_is_tried_with_one_question_and_taken_back() -> None:
    now = 0.0
    down = True

    def behave(asked: Asked) -> Reply:
        return Reply(status=500) if down else upper(asked)

    with engine_server(behave) as server:
        options = EngineOptions(url=server.url, patience=ONCE)
        breaker = Breaker(threshold=3, pause=30.0, clock=lambda: now)
        line = open_line(ENGINES["libre"], options, breaker)
        engine = Engine(line, source="en", target="de", codes=("en", "de"))
        for _ in range(4):
            with pytest.raises(EngineUnavailable):
                engine.ask(["Returns"])
        now, down = 31.0, False
        assert engine.ask(["Returns"]) == ["RETURNS"]
        assert len(server.asked) == 4


def test_refusals_do_not_count_as_failures_of_the_engine() -> None:
    with engine_server(lambda _asked: Reply(status=400)) as server:
        for _ in range(4):
            with pytest.raises(EngineRefused):
                libre(server).ask(["Returns"])
        assert len(server.asked) == 4


LAYER = Path(__file__).parents[2] / "layers" / "promulgate"


def loaded_after(code: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after running ``code``."""
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        env={**os.environ, "PYTHONPATH": str(LAYER)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(result.stdout.split())


def test_reading_the_settings_loads_neither_deep_translator_nor_requests() -> None:
    loaded = loaded_after("from promulgate.adapters.engines import parse_choice")
    assert not {name for name in loaded if name.startswith(("deep_translator", "requests"))}


def test_opening_an_engine_loads_no_other_engine() -> None:
    loaded = loaded_after(
        "from promulgate.adapters.engines import EngineOptions, open_engine\n"
        "options = EngineOptions(url='http://127.0.0.1:9')\n"
        "open_engine('libre', source='en', target='de', options=options)"
    )
    engines = {name for name in loaded if name.startswith("deep_translator.")}
    assert engines == {
        "deep_translator.base",
        "deep_translator.constants",
        "deep_translator.exceptions",
        "deep_translator.validate",
    }


def test_deep_translator_and_requests_stay_as_they_are_for_everyone_else() -> None:
    loaded_after(
        "from promulgate.adapters.engines import EngineOptions, open_engine\n"
        "options = EngineOptions(url='http://127.0.0.1:9')\n"
        "open_engine('libre', source='en', target='de', options=options)\n"
        "import deep_translator, deep_translator.libre, requests\n"
        "assert deep_translator.libre.requests is requests\n"
        "assert deep_translator.GoogleTranslator and deep_translator.LibreTranslator\n"
    )
