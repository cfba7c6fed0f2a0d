"""Poison on the deployed stack: parked with its reason while others go on, done once mended."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest

from local import approval, redrive, stack
from local.review import draft_path
from promulgate.core import keys, urls
from tests.e2e.conftest import Way

SOURCE = """\
---
title: "Terms of {name}"
translationKey: {name}
languages: [de]
---

Halden Books keeps {name} for 30 days.
"""
POISONED, WELL = "poisoned", "well"


def place(way: Way, name: str) -> str:
    """Return a resource's physical name; a queue's is its URL."""
    answer = stack.client(way.instance, "cloudformation").describe_stack_resource(
        StackName=way.instance.stack, LogicalResourceId=name
    )
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])


@contextmanager
def held_up(way: Way, function: str) -> Iterator[None]:
    """Let nothing reach a function meanwhile."""
    functions = stack.client(way.instance, "lambda")
    (mapping,) = functions.list_event_source_mappings(FunctionName=place(way, function))[
        "EventSourceMappings"
    ]
    functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    try:
        yield
    finally:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


def impatient(way: Way, name: str) -> str:
    """Have a queue hand out again after some seconds what failed; return its URL.

    A try must be over by then: else the queue parks the job during the last one.
    """
    queue = place(way, name)
    stack.client(way.instance, "sqs").set_queue_attributes(
        QueueUrl=queue, Attributes={"VisibilityTimeout": "4"}
    )
    return queue


def letters(way: Way, name: str) -> list[dict[str, Any]] | None:
    """Return the letters in a dead-letter queue, which stay there; None while there are none."""
    answer = stack.client(way.instance, "sqs").receive_message(
        QueueUrl=place(way, name),
        MaxNumberOfMessages=10,
        VisibilityTimeout=0,
        MessageAttributeNames=["All"],
    )
    return answer.get("Messages") or None


def reason(letter: dict[str, Any]) -> str:
    return str(letter["MessageAttributes"]["reason"]["StringValue"])


def states(way: Way, policy: str) -> dict[str, str]:
    return {line["language"]: line["state"] for line in way.policy(policy)["languages"]}


def seen(way: Way, policy: str, wanted: dict[str, str]) -> bool | None:
    found = states(way, policy)
    return True if {one: found.get(one) for one in wanted} == wanted else None


def take_away(way: Way, key: str) -> bytes:
    """Take an object out of the draft bucket; return what it was."""
    s3, bucket = stack.client(way.instance, "s3"), way.outputs.draft_bucket
    data: bytes = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    s3.delete_object(Bucket=bucket, Key=key)
    return data


def put_back(way: Way, key: str, data: bytes) -> None:
    s3 = stack.client(way.instance, "s3")
    s3.put_object(Bucket=way.outputs.draft_bucket, Key=key, Body=data)


def redriven(way: Way) -> dict[str, list[str]]:
    """Do what `make redrive` does."""
    return redrive.redrive(partial(stack.client, way.instance), way.instance.stack)


def approve(way: Way, policy: str, language: str) -> None:
    """Approve a draft, without waiting for what comes of it."""
    review, path = way.person(f"reviewer-{language}"), draft_path(policy, 1, language)
    draft = review.get(path)
    body = {"overrides": approval.overrides(draft)}
    review.post(f"{path}/approve", body, {"If-Match": f'"{draft["digest"]}"'})


@pytest.fixture(scope="module")
def lost_source(way: Way) -> tuple[str, bytes]:
    """Upload two policies; the source of one is lost before its drafts are made."""
    impatient(way, "TranslationQueue")
    with held_up(way, "TranslateFunction"):
        for name in (POISONED, WELL):
            way.upload(f"{name}.md", SOURCE.format(name=name).encode())
        both = {"en": "published", "de": "queued"}
        way.eventually(
            lambda: len([p for p in (POISONED, WELL) if _known(way, p, both)]) == 2 or None
        )
        policy = way.person("publisher").get(f"/api/policies/{POISONED}")
        key = keys.source(POISONED, policy["versions"][0]["source_digest"])
        lost = take_away(way, key)
    return key, lost


def _known(way: Way, policy: str, wanted: dict[str, str]) -> bool:
    known = {one["policy"] for one in way.person("publisher").policies()}
    return policy in known and bool(seen(way, policy, wanted))


def test_a_job_that_cannot_succeed_is_parked_with_its_reason(
    way: Way, lost_source: tuple[str, bytes]
) -> None:
    (letter,) = way.eventually(lambda: letters(way, "TranslateDeadLetterQueue"), seconds=150)
    assert json.loads(letter["Body"])["policy"] == POISONED
    assert reason(letter) == f"LostError: {lost_source[0]} is not in the draft bucket"


def test_the_drafts_of_others_arrive_meanwhile(way: Way) -> None:
    way.eventually(lambda: seen(way, WELL, {"de": "in_review"}))
    assert seen(way, POISONED, {"de": "failed"})


def test_after_the_mending_redrive_makes_the_drafts(
    way: Way, lost_source: tuple[str, bytes]
) -> None:
    put_back(way, *lost_source)
    (why,) = redriven(way)["TranslateDeadLetterQueue"]
    assert why.startswith("LostError")
    way.eventually(lambda: seen(way, POISONED, {"de": "in_review"}))
    assert letters(way, "TranslateDeadLetterQueue") is None


def test_a_message_that_names_no_upload_is_parked_with_its_reason(way: Way) -> None:
    queue = impatient(way, "UploadQueue")
    sent = {"id": "5f0c", "detail": {"bucket": {"name": "some"}}}
    stack.client(way.instance, "sqs").send_message(QueueUrl=queue, MessageBody=json.dumps(sent))
    (letter,) = way.eventually(lambda: letters(way, "UploadDeadLetterQueue"), seconds=90)
    assert (json.loads(letter["Body"]), reason(letter)) == (sent, "KeyError: 'object'")
    stack.client(way.instance, "sqs").purge_queue(QueueUrl=place(way, "UploadDeadLetterQueue"))


def test_a_policy_that_cannot_be_published_keeps_no_other_waiting_and_redrive_publishes_it(
    way: Way,
) -> None:
    with held_up(way, "PublishFunction"):
        digest = way.draft(POISONED, 1, "de")["digest"]
        for name in (POISONED, WELL):
            approve(way, name, "de")
        key = keys.document(POISONED, "de", digest)
        document = take_away(way, key)
    way.eventually(lambda: way.page(urls.edition("de", WELL)).status == 200 or None, seconds=15)
    assert way.page(urls.edition("de", POISONED)).status == 404
    # The schedule's call again: what fails of its own, the emulator does not try again.
    stack.client(way.instance, "lambda").invoke(
        FunctionName=place(way, "PublishFunction"),
        InvocationType="Event",
        Payload=json.dumps({"policy": POISONED}).encode(),
    )
    (letter,) = way.eventually(lambda: letters(way, "PublishDeadLetterQueue"), seconds=60)
    body = json.loads(letter["Body"])
    assert body["requestPayload"] == {"policy": POISONED}
    assert f"LostError: {key}" in body["responsePayload"]["errorMessage"]
    put_back(way, key, document)
    (why,) = redriven(way)["PublishDeadLetterQueue"]
    assert why == body["responsePayload"]["errorMessage"]
    assert way.page(urls.edition("de", POISONED)).status == 200
