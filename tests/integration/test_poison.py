"""What can never succeed ends in a dead-letter queue with its reason, while others go on."""

import json
from typing import Any

import pytest

from promulgate.adapters import aws
from promulgate.adapters.queues import LONGEST_REASON, reason
from promulgate.core import keys
from promulgate.core.states import State
from tests.cloudformation import resources
from tests.integration.test_convergence import World
from tests.integration.test_events import POLICY, call, event, function, state, world

__all__ = ["world"]

OTHER = "delivery-terms"


def handed_out(queue: str, name: str) -> None:
    """Have the queue hand out what it has to a function until nothing is left to hand out.

    With a visibility of no time, a message that fails comes again at once.
    """
    for _ in range(20):
        received = aws.sqs().receive_message(
            QueueUrl=queue,
            MaxNumberOfMessages=10,
            VisibilityTimeout=0,
            AttributeNames=["ApproximateReceiveCount"],
        )
        messages = received.get("Messages", [])
        for message in messages:
            sent = event(name)
            record = sent["Records"][0]
            record["body"], record["messageId"] = message["Body"], message["MessageId"]
            record["attributes"].update(message["Attributes"])
            if call(name, sent)["batchItemFailures"]:
                continue
            aws.sqs().delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        if not messages:
            return
    raise AssertionError("a message came again without end")


def letters() -> list[tuple[Any, str]]:
    """Return the dead letters with their reasons."""
    queue = aws.sqs().get_queue_url(QueueName="dead")["QueueUrl"]
    found = aws.sqs().receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    )
    return [
        (json.loads(one["Body"]), one["MessageAttributes"]["reason"]["StringValue"])
        for one in found.get("Messages", [])
    ]


def queue_of(name: str) -> str:
    """Create a queue as the template has it, but for its visibility."""
    dead = aws.sqs().get_queue_url(QueueName="dead")["QueueUrl"]
    attributes = aws.sqs().get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])
    policy = resources("AWS::SQS::Queue")[name]["RedrivePolicy"]
    policy = {**policy, "deadLetterTargetArn": attributes["Attributes"]["QueueArn"]}
    made = aws.sqs().create_queue(QueueName=name, Attributes={"RedrivePolicy": json.dumps(policy)})
    return made["QueueUrl"]


@pytest.mark.parametrize(
    ("queue", "name"), [("UploadQueue", "render"), ("TranslationQueue", "translate")]
)
def test_a_function_knows_how_often_its_queue_tries(world: World, queue: str, name: str) -> None:
    tries = resources("AWS::SQS::Queue")[queue]["RedrivePolicy"]["maxReceiveCount"]
    assert tries == function(name).TRIES


def test_a_message_that_names_no_upload_is_parked_while_others_go_on(world: World) -> None:
    queue = queue_of("UploadQueue")
    poison = {"id": "5f0c", "detail": {"bucket": {"name": "content"}}}
    for body in (poison, json.loads(event("render")["Records"][0]["body"])):
        aws.sqs().send_message(QueueUrl=queue, MessageBody=json.dumps(body))
    handed_out(queue, "render")
    assert letters() == [(poison, "KeyError: 'object'")]
    assert state(world, "de") == State.QUEUED


def test_a_draft_whose_source_is_lost_is_parked_and_done_after_it_is_back(world: World) -> None:
    call("render")
    queued = world.table.draft(POLICY, 1, "de")
    assert queued
    key = keys.source(POLICY, queued.source_digest)
    source = world.drafts.get(key)
    assert source
    world.drafts.delete(key)
    queue = queue_of("TranslationQueue")
    job = {"policy": POLICY, "version": 1, "language": "de"}
    aws.sqs().send_message(QueueUrl=queue, MessageBody=json.dumps(job))
    handed_out(queue, "translate")
    ((parked, why),) = letters()
    assert (parked, why) == (job, f"LostError: {key} is not in the draft bucket")
    failed = world.table.draft(POLICY, 1, "de")
    assert failed
    assert (failed.state, failed.note) == (State.FAILED, why)
    world.drafts.put(key, source.data, "text/markdown")
    aws.sqs().send_message(QueueUrl=queue, MessageBody=json.dumps(parked))
    handed_out(queue, "translate")
    assert state(world, "de") == State.IN_REVIEW


def stream(*policies: str) -> dict[str, Any]:
    """Return the event by which the table's stream tells of changed drafts of ``policies``."""
    records = []
    for policy in policies:
        record = json.loads(json.dumps(event("publish")["Records"][0]))
        record["dynamodb"]["Keys"]["pk"]["S"] = f"POLICY#{policy}"
        records.append(record)
    return {"Records": records}


def poisoned(world: World) -> str:
    """Upload two policies and lose the text of one; return the key it had."""
    call("render")
    world.upload(30)
    world.receive()
    approved = world.table.draft(POLICY, 1, "en")
    assert approved
    key = keys.document(POLICY, "en", approved.digest)
    world.drafts.delete(key)
    return key


def test_a_policy_that_cannot_be_published_leaves_the_stream_to_the_others(world: World) -> None:
    poisoned(world)
    call("publish", stream(POLICY, OTHER))
    assert f"en/{OTHER}/index.html" in world.pages()
    (again,) = aws.scheduler().list_schedules(GroupName="policies", NamePrefix="again.")[
        "Schedules"
    ]
    target = aws.scheduler().get_schedule(GroupName="policies", Name=again["Name"])["Target"]
    assert json.loads(target["Input"]) == {"policy": POLICY}


def test_a_policy_that_cannot_be_published_alone_says_why(world: World) -> None:
    key = poisoned(world)
    with pytest.raises(ExceptionGroup, match=f"not published: LostError: {key}"):
        call("publish", {"policy": POLICY})


def test_where_a_call_of_its_own_cannot_be_had_the_stream_comes_again(world: World) -> None:
    poisoned(world)
    aws.scheduler().delete_schedule_group(Name="policies")
    with pytest.raises(ExceptionGroup):
        call("publish", stream(POLICY, OTHER))
    assert f"en/{OTHER}/index.html" in world.pages()


def test_a_notice_that_cannot_be_sent_is_parked_while_others_are_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("render")
    call("translate")
    monkeypatch.setenv("NOTICE_TOPIC", "arn:aws:sns:eu-central-1:123456789012:gone")
    call("notify", stream(POLICY, OTHER))
    ((parked, why),) = letters()
    assert parked == {"policy": POLICY}
    assert why.startswith("NotFoundException: ")


def test_a_reason_is_short_and_can_be_sent() -> None:
    assert reason(ValueError("a\x00b")) == "ValueError: a\ufffdb"
    assert len(reason(ValueError("x" * 10_000))) == LONGEST_REASON
