"""Giving dead letters another chance, once their cause is mended: of the emulator or of AWS."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from local.instance import LocalError

# A client of an AWS service, by the service's name.
type Clients = Callable[[str], Any]

QUEUES = {
    "UploadDeadLetterQueue": "UploadQueue",
    "TranslateDeadLetterQueue": "TranslationQueue",
}
# Who compares what is with what should be needs no letter: the function and what it is asked.
COMPARISONS = {
    "PublishDeadLetterQueue": ("PublishFunction", b'{"sweep": true}'),
    "NotifyDeadLetterQueue": ("NotifyFunction", b'{"remind": true}'),
}


def redrive(clients: Clients, stack: str) -> dict[str, list[str]]:
    """Send every dead letter back to its queue; return why each was one, by dead-letter queue.

    What could not be published, or told to reviewers, is no message to send again: a sweep compares
    all that is approved with all that is out, and a reminder all drafts with all notices. Their
    letters are deleted when those have succeeded, else LocalError.
    """
    moved = {
        dead: _drain(clients, place(clients, stack, dead), place(clients, stack, queue))
        for dead, queue in QUEUES.items()
    }
    for dead in COMPARISONS:
        _compare(clients, stack, dead)
        moved[dead] = _drain(clients, place(clients, stack, dead), None)
    return moved


def sweep(clients: Clients, stack: str) -> None:
    """Publish whatever is approved and not out yet, as happens once a day. Raises LocalError."""
    _compare(clients, stack, "PublishDeadLetterQueue")


def _compare(clients: Clients, stack: str, dead: str) -> None:
    function, asked = COMPARISONS[dead]
    answer = clients("lambda").invoke(FunctionName=place(clients, stack, function), Payload=asked)
    if "FunctionError" in answer:
        raise LocalError(f"{function} failed: {answer['Payload'].read().decode()[:300]}")


def _drain(clients: Clients, source: str, target: str | None) -> list[str]:
    reasons: list[str] = []
    sqs = clients("sqs")
    while messages := _receive(sqs, source):
        for message in messages:
            # Sent before it is deleted: twice does no harm, lost would.
            if target:
                sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
        reasons += map(_reason, messages)
    return reasons


def _reason(message: Mapping[str, Any]) -> str:
    """Return what a dead letter says of its cause: as an attribute, or in Lambda's own record."""
    if given := message.get("MessageAttributes", {}).get("reason"):
        return str(given["StringValue"])
    try:
        return str(json.loads(message["Body"])["responsePayload"]["errorMessage"])
    except (ValueError, KeyError, TypeError):
        return "its function ended without a word: see the log"


def _receive(sqs: Any, queue: str) -> list[dict[str, Any]]:
    answer = sqs.receive_message(
        QueueUrl=queue,
        MaxNumberOfMessages=10,
        WaitTimeSeconds=1,
        MessageAttributeNames=["reason"],
    )
    return list(answer.get("Messages", []))


def place(clients: Clients, stack: str, name: str) -> str:
    """Return a resource's physical name; a queue's is its URL."""
    answer = clients("cloudformation").describe_stack_resource(
        StackName=stack, LogicalResourceId=name
    )
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])
