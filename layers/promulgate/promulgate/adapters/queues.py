"""The queues: JSON messages out."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from promulgate.adapters import aws
from promulgate.core.errors import PromulgateError

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
BATCH = 10


class QueueError(PromulgateError):
    """The queue did not take a message; sending it again may help."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue, by URL."""

    url: str

    def send(self, messages: Iterable[Mapping[str, Any]]) -> None:
        """Send every message, ten a call. Raises QueueError when one is not taken."""
        for batch in batched(messages, BATCH, strict=False):
            answer = aws.sqs().send_message_batch(
                QueueUrl=self.url,
                Entries=[
                    {"Id": str(number), "MessageBody": json.dumps(message)}
                    for number, message in enumerate(batch)
                ],
            )
            for failed in answer.get("Failed", []):
                raise QueueError(f"{failed['Code']}: {failed.get('Message', '')}")
