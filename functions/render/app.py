"""Render: called by the upload queue with what EventBridge says of the content bucket."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from promulgate.adapters import correlation
from promulgate.adapters.messages import Message, take_each
from promulgate.adapters.queues import DeadLetters
from promulgate.adapters.settings import read
from promulgate.stations import render

logger = Logger()
station = render.station(read(render.Settings))
dead_letters = read(DeadLetters)
# As often as the queue hands an upload out before it parks it: maxReceiveCount in template.yaml.
TRIES = 5


def receive(message: Message) -> None:
    """Take one message: an S3 object was created."""
    # Of the message before, if this one cannot be read.
    logger.append_keys(object_key=None)
    logger.set_correlation_id(correlation.begin(message.id))
    with dead_letters.keeping(message.text, last_try=message.received >= TRIES):
        try:
            _receive(message.body)
        except Exception:
            logger.exception("not received")
            raise


def _receive(told: Mapping[str, Any]) -> None:
    logger.set_correlation_id(correlation.begin(told["id"]))
    key = told["detail"]["object"]["key"]
    logger.append_keys(object_key=key)
    received = render.receive(station, key, datetime.now(UTC))
    logger.info("received", **(received._asdict() if received else {}))


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Take a batch; the answer names the messages that are to come again."""
    return take_each(event, receive)
