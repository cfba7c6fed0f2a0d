"""`sam local`: the built functions in real containers, with the local run as their AWS.

Each function finds something missing that it alone puts there. Needs Docker, and is no part of
`make test`: `make test-sam` runs it.
"""

import json
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.error import URLError

import pytest

from local import containers, stack
from local.instance import CONTENT
from local.web import fetch
from tests.e2e.conftest import Way, free_port, way

__all__ = ["way"]
POLICY = "cookie-notice"
SOURCE = (CONTENT / f"{POLICY}.md").read_bytes()
PAGE = f"en/{POLICY}/index.html"
PK = f"POLICY#{POLICY}"


@pytest.fixture(scope="module")
def policy(way: Way) -> None:
    """Put the policy that the event files name into review, its source out, reviewers told."""
    way.upload_policy(f"{POLICY}.md", POLICY, SOURCE)
    way.eventually(lambda: has_page(way) or None)
    way.eventually(lambda: item(way, f"NOTICE#{POLICY}", "000001#de#ready") or None)


def item(way: Way, pk: str, sk: str) -> dict[str, dict[str, object]]:
    """Return what the table has under a key, empty for nothing."""
    found: dict[str, dict[str, object]] = (
        stack.client(way.instance, "dynamodb")
        .get_item(TableName=way.outputs.table, Key={"pk": {"S": pk}, "sk": {"S": sk}})
        .get("Item", {})
    )
    return found


def change(way: Way, sk: str, field: str, value: dict[str, object], pk: str = PK) -> None:
    """Write a field of one of the policy's items, as only something gone wrong would."""
    stack.client(way.instance, "dynamodb").update_item(
        TableName=way.outputs.table,
        Key={"pk": {"S": pk}, "sk": {"S": sk}},
        UpdateExpression="SET #field = :value",
        ExpressionAttributeNames={"#field": field},
        ExpressionAttributeValues={":value": value},
    )


def has_page(way: Way) -> bool:
    return PAGE in {key for key, _ in way.objects(way.outputs.site_bucket)}


def remove(way: Way, bucket: str, key: str) -> None:
    """Delete every version of an object."""
    for found, version in way.objects(bucket):
        if found == key:
            client = stack.client(way.instance, "s3")
            client.delete_object(Bucket=bucket, Key=key, VersionId=version)


def invoke(way: Way, function: str) -> object:
    """Return what a function in a container answers to its event file."""
    return json.loads(
        containers.invoke(way.instance, function, containers.EVENTS / f"{function}.json")
    )


def comes_back(way: Way, function: str, is_there: Callable[[], bool], gone: str) -> None:
    """Check that a function in a container puts there what is gone."""
    assert not is_there(), gone
    assert invoke(way, function) in (None, {"batchItemFailures": []})
    assert is_there()


def test_notify_tells_what_was_not_told_in_a_container(way: Way, policy: None) -> None:
    told = (f"NOTICE#{POLICY}", "000001#de#ready")
    stack.client(way.instance, "dynamodb").delete_item(
        TableName=way.outputs.table, Key={"pk": {"S": told[0]}, "sk": {"S": told[1]}}
    )
    comes_back(way, "notify", lambda: bool(item(way, *told)), "notice")


def test_translate_makes_a_queued_draft_in_a_container(way: Way, policy: None) -> None:
    change(way, "DRAFT#000001#de", "state", {"S": "queued"})
    comes_back(
        way,
        "translate",
        lambda: item(way, PK, "DRAFT#000001#de")["state"] == {"S": "in_review"},
        "draft",
    )


def test_publish_writes_a_lost_page_in_a_container(way: Way, policy: None) -> None:
    change(way, "EDITION#en", "settled", {"BOOL": False})
    remove(way, way.outputs.site_bucket, PAGE)
    comes_back(way, "publish", lambda: has_page(way), "page")


def test_the_review_function_answers_its_event_in_a_container(way: Way, policy: None) -> None:
    answer = invoke(way, "review")
    assert isinstance(answer, dict)
    (first,) = json.loads(answer["body"])["policies"]
    assert (answer["statusCode"], first["policy"]) == (HTTPStatus.OK, POLICY)


def test_the_review_api_is_served(way: Way, policy: None) -> None:
    port = free_port()
    with containers.server(way.instance, port):
        url = f"http://127.0.0.1:{port}/api/policies"
        answer = way.eventually(lambda: _answer(url), seconds=120)
    assert [one["policy"] for one in json.loads(answer)["policies"]] == [POLICY]


# Last: the other events are of version 1.
def test_render_makes_a_version_in_a_container(way: Way, policy: None) -> None:
    change(way, POLICY, "source_digest", {"S": "of another text"}, pk="POLICY")
    comes_back(way, "render", lambda: bool(item(way, PK, "VERSION#000002")), "version")


def _answer(url: str) -> bytes | None:
    try:
        answer = fetch(url)
    except (URLError, OSError):
        time.sleep(0.5)
        return None
    return answer.body if answer.status == HTTPStatus.OK else None
