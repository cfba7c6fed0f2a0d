"""Giving dead letters another chance, once their cause is mended: of the emulator or of AWS."""

from collections.abc import Callable
from typing import Any

from local.instance import LocalError

# A client of an AWS service, by the service's name.
type Clients = Callable[[str], Any]

QUEUES = {
    "UploadDeadLetterQueue": "UploadQueue",
    "TranslateDeadLetterQueue": "TranslationQueue",
}


def redrive(clients: Clients, stack: str) -> dict[str, int]:
    """Send every dead letter back to its queue; return how many there were, by dead-letter queue.

    What could not be published is no message to send again: a sweep compares all that is approved
    with all that is out. Its letters are deleted when the sweep has succeeded, else LocalError.
    """
    moved = {
        dead: _drain(clients, _place(clients, stack, dead), _place(clients, stack, queue))
        for dead, queue in QUEUES.items()
    }
    sweep(clients, stack)
    unpublished = _drain(clients, _place(clients, stack, "PublishDeadLetterQueue"), None)
    return {**moved, "PublishDeadLetterQueue": unpublished}


def sweep(clients: Clients, stack: str) -> None:
    """Publish whatever is approved and not out yet, as happens once a day. Raises LocalError."""
    answer = clients("lambda").invoke(
        FunctionName=_place(clients, stack, "PublishFunction"), Payload=b'{"sweep": true}'
    )
    if "FunctionError" in answer:
        raise LocalError(f"the sweep failed: {answer['Payload'].read().decode()[:300]}")


def _drain(clients: Clients, source: str, target: str | None) -> int:
    sqs, count = clients("sqs"), 0
    while messages := _receive(sqs, source):
        for message in messages:
            # Sent before it is deleted: twice does no harm, lost would.
            if target:
                sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
        count += len(messages)
    return count


def _receive(sqs: Any, queue: str) -> list[dict[str, Any]]:
    answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=1)
    return list(answer.get("Messages", []))


def _place(clients: Clients, stack: str, name: str) -> str:
    """Return a resource's physical name; a queue's is its URL."""
    answer = clients("cloudformation").describe_stack_resource(
        StackName=stack, LogicalResourceId=name
    )
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])
