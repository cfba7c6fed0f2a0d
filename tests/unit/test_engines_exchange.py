"""What the status of an engine's answer means."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from promulgate.adapters.engines.errors import AnswerUnusable, EngineRefused, EngineUnavailable
from promulgate.adapters.engines.exchange import Answer, judge, retry_after


def answer(status: int, body: object = None, **headers: str) -> Answer:
    return Answer(
        status,
        {name.replace("_", "-"): value for name, value in headers.items()},
        json.dumps(body).encode(),
    )


@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_success_may_be_read(status: int) -> None:
    assert judge("libre", answer(status)) is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_throttling_and_server_errors_pass(status: int) -> None:
    assert isinstance(judge("libre", answer(status)), EngineUnavailable)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 456, 301, 302])
def test_every_other_error_is_for_good(status: int) -> None:
    assert isinstance(judge("deepl", answer(status)), EngineRefused)


@pytest.mark.parametrize("status", [413, 414, 431])
def test_too_long_a_request_is_the_text_s_fault(status: int) -> None:
    assert isinstance(judge("libre", answer(status)), AnswerUnusable)


def test_an_error_tells_the_engine_s_own_words() -> None:
    error = judge("libre", answer(400, {"error": "tlh is not supported"}))
    assert str(error) == "libre: answered 400 (tlh is not supported)"


def test_an_error_finds_words_that_are_nested() -> None:
    body = {"error": {"code": 401000, "message": "The key is not valid."}}
    assert "The key is not valid." in str(judge("microsoft", answer(401, body)))


def test_an_error_page_is_not_repeated() -> None:
    page = Answer(502, {}, b"<html>Bad gateway</html>")
    assert str(judge("libre", page)) == "libre: answered 502"


def test_an_error_s_words_are_cut_short() -> None:
    assert len(str(judge("libre", answer(400, {"error": "no " * 500})))) < 250


def test_the_wait_is_read_in_seconds() -> None:
    assert retry_after(answer(429, Retry_After="120")) == 120.0


def test_the_wait_is_read_as_a_date() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=90)
    wait = retry_after(answer(503, Retry_After=format_datetime(soon, usegmt=True)))
    assert wait == pytest.approx(90, abs=2)


def test_a_date_gone_by_is_no_wait() -> None:
    assert retry_after(answer(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")) == 0


@pytest.mark.parametrize("written", ["", "soon", "-5", "1.5.2", "²"])
def test_a_wait_that_cannot_be_read_is_none(written: str) -> None:
    assert retry_after(answer(429, Retry_After=written)) is None
