"""Notices on the deployed stack: what a reviewer who subscribed to one language hears."""

import json
from typing import Any

from local import stack
from tests.e2e.conftest import MIKA, Way

POLICY = b"""\
---
title: "Gift Cards"
translationKey: gift-cards
lastmod: 2026-01-10
effectiveDate: 2030-01-01
---

## 1. Validity

A gift card is valid for 24 months.
"""


def test_a_reviewer_hears_once_of_a_draft_in_their_language_and_of_no_other(way: Way) -> None:
    sqs = stack.client(way.instance, "sqs")
    queue = sqs.create_queue(QueueName="notices-of-mika")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(letting_in(arn))})
    stack.client(way.instance, "sns").subscribe(
        TopicArn=way.outputs.notice_topic,
        Protocol="sqs",
        Endpoint=arn,
        Attributes={"FilterPolicy": json.dumps({"language": ["ja"]})},
    )

    way.upload_policy("gift-cards.md", "gift-cards", POLICY)

    notice = way.eventually(lambda: received(sqs, queue))
    assert notice["Subject"] == "To review: gift-cards v1 in ja"
    assert f"{way.outputs.review_url}#/gift-cards/1/ja" in notice["Message"]
    attributes = {name: one["Value"] for name, one in notice["MessageAttributes"].items()}
    assert attributes == {
        "language": "ja",
        "policy": "gift-cards",
        "kind": "ready",
        "group": "reviewer-ja",
    }
    edit_again(way)
    remind(way)
    assert received(sqs, queue, seconds=3) is None


def letting_in(queue_arn: str) -> dict[str, Any]:
    """Return the policy without which no topic may send to a queue."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue_arn,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def edit_again(way: Way) -> None:
    """Save the draft anew, which comes through the stream like the first time."""
    path = "/api/policies/gift-cards/versions/1/drafts/ja"
    draft = way.draft("gift-cards", 1, "ja")
    change = {"units": [{"id": draft["units"][-1]["id"], "target": "ギフトカード: 24"}]}
    # Not who approves everything in the end: four eyes.
    assert way.ask(way.signed_in(MIKA.email), "PATCH", path, change, draft["digest"]).status == 200


def remind(way: Way) -> None:
    """Have the day's reminders sent now."""
    name = stack.client(way.instance, "cloudformation").describe_stack_resource(
        StackName=way.instance.stack, LogicalResourceId="NotifyFunction"
    )["StackResourceDetail"]["PhysicalResourceId"]
    answer = stack.client(way.instance, "lambda").invoke(
        FunctionName=name, Payload=b'{"remind": true}'
    )
    assert "FunctionError" not in answer


def received(sqs: Any, queue: str, seconds: int = 1) -> dict[str, Any] | None:
    """Return the next notice in ``queue``, or None after so many seconds."""
    answer = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=seconds)
    messages = answer.get("Messages", [])
    if not messages:
        return None
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=messages[0]["ReceiptHandle"])
    notice: dict[str, Any] = json.loads(messages[0]["Body"])
    return notice
