"""The translation server of the local run, started as ``make run`` starts it."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.engine.pseudo import pseudo
from promulgate.adapters.engines import EngineOptions, open_engine
from promulgate.core.masks import STYLES

PROJECT = Path(__file__).parents[2]
POLICY = "Halden Books keeps your order for 30 days after the books have reached you."


@contextmanager
def running(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the server; yield its address and its process."""
    command = [sys.executable, "-m", "local.engine", "--port", "0", "--pseudo-only", *options]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", ready)
        assert address, ready
        try:
            yield address[0], process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running() as (url, _process):
        yield url


def call(url: str, data: bytes | None = None, **headers: str) -> tuple[int, object]:
    request = urllib.request.Request(url, data, dict(headers))
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def translate(server: str, text: str, target: str) -> str:
    query = urlencode({"q": text, "source": "en", "target": target})
    status, value = call(f"{server}translate?{query}", b"")
    assert status == 200
    assert isinstance(value, dict)
    return str(value["translatedText"])


def test_a_question_in_the_query_string_is_answered(server: str) -> None:
    assert translate(server, "Returns", "de") == "‹Rëëtüürns›"


def test_a_question_in_a_form_gets_the_same_answer(server: str) -> None:
    form = urlencode({"q": "Returns", "source": "en", "target": "de"}).encode()
    assert call(f"{server}translate", form) == (200, {"translatedText": "‹Rëëtüürns›"})


def test_a_list_in_json_is_answered_by_a_list(server: str) -> None:
    body = json.dumps({"q": ["Returns", "FAQ"], "source": "en", "target": "de"}).encode()
    assert call(f"{server}translate", body, **{"Content-Type": "application/json"}) == (
        200,
        {"translatedText": ["‹Rëëtüürns›", "‹FÄQ›"]},
    )


@pytest.mark.parametrize("missing", ["q", "source", "target"])
def test_a_question_without_one_of_its_parts_is_refused(server: str, missing: str) -> None:
    question = {"q": "Returns", "source": "en", "target": "de"}
    del question[missing]
    assert call(f"{server}translate?{urlencode(question)}", b"") == (
        400,
        {"error": f"Invalid request: missing {missing} parameter"},
    )


def test_a_code_that_is_none_is_refused(server: str) -> None:
    query = urlencode({"q": "Returns", "source": "en", "target": "no code"})
    assert call(f"{server}translate?{query}", b"")[0] == 400


def test_json_that_cannot_be_read_is_refused(server: str) -> None:
    status, _ = call(f"{server}translate", b"{", **{"Content-Type": "application/json"})
    assert status == 400


def test_languages_are_listed_as_libretranslate_lists_them(server: str) -> None:
    status, languages = call(f"{server}languages")
    assert status == 200
    assert isinstance(languages, list)
    assert {"pt", "pt-BR", "ja", "ar"} <= {language["code"] for language in languages}


def test_any_other_path_is_not_found(server: str) -> None:
    assert call(f"{server}nothing")[0] == 404


def test_requests_and_characters_are_counted_and_no_text_is_kept() -> None:
    with running() as (url, _process):
        translate(url, "Returns", "de")
        translate(url, "Refunds and returns", "ja")
        assert call(f"{url}stats") == (
            200,
            {
                "requests": 2,
                "characters": 26,
                "most_at_once": 1,
                "by_target": {"de": 1, "ja": 1},
            },
        )


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux lists its sockets")
def test_it_listens_on_this_machine_only(server: str) -> None:
    port = int(server.rsplit(":", 1)[1].strip("/"))
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")
    ]
    loopback = socket.inet_aton("127.0.0.1")[::-1].hex().upper()
    assert listening == [f"{loopback}:{port:04X}"]


def test_sigterm_ends_it_without_an_error() -> None:
    with running() as (_url, process):
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0


def test_a_latency_delays_each_answer_and_holds_up_no_other() -> None:
    with running("--latency-ms", "200") as (url, _process), ThreadPoolExecutor(8) as threads:
        begun = time.monotonic()
        list(threads.map(lambda number: translate(url, f"Section {number}", "de"), range(8)))
        assert 0.2 <= time.monotonic() - begun < 0.8
        assert call(f"{url}stats")[1]["most_at_once"] > 1  # type: ignore[index]


def test_it_runs_by_its_path_from_anywhere(tmp_path: Path) -> None:
    command = [sys.executable, str(PROJECT / "local" / "engine"), "--help"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "--latency-ms" in result.stdout


@pytest.mark.parametrize("target", ["de", "ja", "ar", "he", "pt-BR", "nl", "zh-Hant"])
def test_deep_translator_reaches_it_in_every_language(server: str, target: str) -> None:
    engine = open_engine("libre", source="en", target=target, options=EngineOptions(url=server))
    answers = engine.ask([POLICY, "Returns\nRefunds", "30"])
    assert answers == [pseudo(POLICY, target), pseudo("Returns\nRefunds", target), "30"]


LETTERS = {
    "ja": r"[ァ-ヺー]",
    "ar": r"[\u0621-\u064a]",
    "he": r"[א-ת]",
    "ru": r"[а-яА-Я]",
    "ko": r"[가-힣]",
    "zh": r"[一-鿿]",
    "el": r"[α-ωΑ-Ως]",
}


@pytest.mark.parametrize("target", sorted(LETTERS))
def test_a_language_is_written_in_its_script_alone(target: str) -> None:
    letters = [letter for letter in pseudo(POLICY, target) if letter.isalpha()]
    assert all(re.fullmatch(LETTERS[target], letter) for letter in letters)


def test_languages_in_latin_letters_differ() -> None:
    answers = {pseudo(POLICY, target) for target in ("de", "fr", "es", "nl", "pt", "sv")}
    assert len(answers) == 6


@pytest.mark.parametrize("target", ["de", "ja", "ar"])
def test_it_is_as_much_longer_as_translations_are(target: str) -> None:
    assert 1.2 <= len(pseudo(POLICY, target)) / len(POLICY) <= 1.4


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("target", ["de", "ja", "he"])
def test_mask_tokens_of_every_style_stay(style: str, target: str) -> None:
    token = STYLES[style].write(901)
    assert pseudo(f"See {token}our terms{token} today", target).count(token) == 2


@pytest.mark.parametrize(
    "kept",
    [
        "https://haldenbooks.example/returns?in=30",
        "help@haldenbooks.example",
        "`order_id`",
        "](/en/returns/)",
        "&nbsp;",
        "30 ",
        "2026-11-04",
        "<br>",
    ],
)
def test_what_is_no_prose_stays(kept: str) -> None:
    assert kept in pseudo(f"Write to {kept} today", "de")


@given(st.text(), st.sampled_from(["de", "ja", "ar", "zh-Hant", "tlh"]))
def test_lines_and_figures_stay_in_any_text(text: str, target: str) -> None:
    answer = pseudo(text, target)
    assert answer.count("\n") == text.count("\n")
    assert re.findall(r"\d", answer) == re.findall(r"\d", text)


@given(st.text(st.characters(exclude_categories=["L"])))
def test_a_text_without_letters_stays(text: str) -> None:
    assert pseudo(text, "de") == text
