"""The status function: a stored page is answered with the status that it asks for."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.cloudformation import resources
from tests.unit import edge

CODE: str = resources("AWS::CloudFront::Function")["StatusFunction"]["FunctionCode"]

type Answer = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def answer() -> Iterator[Answer]:
    """Send one answer of the origin through the function; return what the reader gets."""
    with edge.running() as run:

        def answered(status: int, **headers: str) -> dict[str, Any]:
            response = {
                "statusCode": status,
                "statusDescription": "as it came",
                "headers": {
                    name.replace("_", "-"): {"value": value} for name, value in headers.items()
                },
                "cookies": {},
            }
            event = {"request": {"method": "GET", "uri": "/de/returns/"}, "response": response}
            value: dict[str, Any] = run(CODE, event)["value"]
            return value

        yield answered


@pytest.mark.parametrize(
    ("asked", "status", "description"), [("404", 404, "Not Found"), ("410", 410, "Gone")]
)
def test_a_page_that_asks_for_a_status_is_answered_with_it(
    answer: Answer, asked: str, status: int, description: str
) -> None:
    response = answer(200, x_amz_meta_status=asked)
    assert (response["statusCode"], response["statusDescription"]) == (status, description)


@pytest.mark.parametrize("status", [200, 206, 304])
def test_a_page_that_asks_for_none_keeps_its_own(answer: Answer, status: int) -> None:
    assert answer(status, content_type="text/html")["statusCode"] == status


@pytest.mark.parametrize("asked", ["200", "301", "500", "", "gone", "constructor", "404, 410"])
def test_a_page_may_ask_for_nothing_but_not_found_and_gone(answer: Answer, asked: str) -> None:
    assert answer(200, x_amz_meta_status=asked)["statusCode"] == 200


def test_a_part_of_a_page_that_is_gone_is_gone(answer: Answer) -> None:
    response = answer(206, x_amz_meta_status="410", content_range="bytes 0-9/1234")
    assert response["statusCode"] == 410
    assert "content-range" not in response["headers"]


def test_a_browser_that_has_the_page_already_is_not_sent_an_empty_one(answer: Answer) -> None:
    assert answer(304, x_amz_meta_status="410")["statusCode"] == 304


def test_the_page_for_what_is_not_there_stays_an_error(answer: Answer) -> None:
    assert answer(404, content_type="text/html")["statusCode"] == 404


def test_readers_are_not_told_what_the_store_says_about_its_object(answer: Answer) -> None:
    response = answer(
        200,
        x_amz_meta_status="410",
        x_amz_meta_other="1",
        x_amz_version_id="v",
        x_amz_server_side_encryption="AES256",
        content_type="text/html",
        cache_control="public, max-age=60",
        etag='"e"',
    )
    assert set(response["headers"]) == {"content-type", "cache-control", "etag"}


def test_the_function_runs_on_every_answer_of_the_site() -> None:
    behaviour = resources("AWS::CloudFront::Distribution")["Site"]["DistributionConfig"][
        "DefaultCacheBehavior"
    ]
    functions = {one["EventType"]: one["FunctionARN"] for one in behaviour["FunctionAssociations"]}
    assert functions == {
        "viewer-request": {"Fn::GetAtt": ["ViewerFunction", "FunctionARN"]},
        "viewer-response": {"Fn::GetAtt": ["StatusFunction", "FunctionARN"]},
    }


def test_the_function_fits_the_edge() -> None:
    assert len(CODE.encode()) <= edge.LIMIT


def test_the_function_uses_no_syntax_that_the_edge_lacks() -> None:
    assert edge.lacking_syntax(CODE) is None
