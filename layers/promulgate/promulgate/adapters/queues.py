"""The queues: JSON messages out, and a place for those that cannot be handled."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from typing import Any

from promulgate.adapters import aws, correlation
from promulgate.core.errors import PromulgateError
from promulgate.core.xml_characters import UNFIT

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
BATCH = 10
# How much of a reason one reads.
LONGEST_REASON = 500


class QueueError(PromulgateError):
    """The queue did not take a message; sending it again may help."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue, by URL."""

    url: str

    def send(self, messages: Iterable[Mapping[str, Any]]) -> None:
        """Send every message with the id of its cause, ten a call.

        Raises QueueError when one is not taken.
        """
        for batch in batched(messages, BATCH, strict=False):
            answer = aws.sqs().send_message_batch(
                QueueUrl=self.url,
                Entries=[
                    {
                        "Id": str(number),
                        "MessageBody": json.dumps({**message, **correlation.fields()}),
                    }
                    for number, message in enumerate(batch)
                ],
            )
            for failed in answer.get("Failed", []):
                raise QueueError(f"{failed['Code']}: {failed.get('Message', '')}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetters:
    """The queue of the messages that could not be handled, by URL; a setting of its function."""

    dead_letter_queue_url: str

    @contextmanager
    def keeping(self, body: str, *, last_try: bool) -> Iterator[None]:
        """Park the message ``body`` with the reason why the block failed, if on its ``last_try``.

        The queue would park it too, but says no reason: that is left to what ends the process.
        Before the last try the failure goes on, so that the message comes again.
        """
        try:
            yield
        except Exception as error:
            if not last_try:
                raise
            self.park(body, error)

    def park(self, body: str, error: Exception) -> None:
        """Send ``body`` there, with ``error`` as its attribute ``reason``."""
        aws.sqs().send_message(
            QueueUrl=self.dead_letter_queue_url,
            MessageBody=body,
            MessageAttributes={"reason": {"DataType": "String", "StringValue": reason(error)}},
        )


def reason(error: Exception) -> str:
    """Return why something failed, for whoever reads a dead letter."""
    # An attribute holds what XML does:
    # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
    return UNFIT.sub("\ufffd", f"{type(error).__name__}: {error}")[:LONGEST_REASON]
