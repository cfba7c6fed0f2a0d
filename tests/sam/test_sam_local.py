"""`sam local`: the built functions in real containers, with the local run as their AWS.

Needs Docker, and is no part of `make test`: `make test-sam` runs it.
"""

import json
import time
from http import HTTPStatus
from urllib.error import URLError

import pytest

from local import containers
from local.instance import CONTENT
from local.web import fetch
from tests.e2e.conftest import Way, free_port, way

__all__ = ["way"]
POLICY = "cookie-notice"


@pytest.fixture(scope="module")
def policy(way: Way) -> None:
    """Put the policy that the event files name into review."""
    way.upload_policy(f"{POLICY}.md", POLICY, (CONTENT / f"{POLICY}.md").read_bytes())


@pytest.mark.parametrize("function", ["render", "translate", "publish", "notify"])
def test_a_function_takes_its_event_in_a_container(way: Way, policy: None, function: str) -> None:
    event = containers.EVENTS / f"{function}.json"
    answer = json.loads(containers.invoke(way.instance, function, event))
    assert answer in (None, {"batchItemFailures": []})


def test_the_review_function_answers_its_event_in_a_container(way: Way, policy: None) -> None:
    event = containers.EVENTS / "review.json"
    answer = json.loads(containers.invoke(way.instance, "review", event))
    (first,) = json.loads(answer["body"])["policies"]
    assert (answer["statusCode"], first["policy"]) == (HTTPStatus.OK, POLICY)


def test_the_review_api_is_served(way: Way, policy: None) -> None:
    port = free_port()
    with containers.server(way.instance, port):
        url = f"http://127.0.0.1:{port}/api/openapi.json"
        answer = way.eventually(lambda: _answer(url), seconds=120)
    assert "/api/policies" in json.loads(answer)["paths"]


def _answer(url: str) -> bytes | None:
    try:
        answer = fetch(url)
    except (URLError, OSError):
        time.sleep(0.5)
        return None
    return answer.body if answer.status == HTTPStatus.OK else None
