"""Render: called by the upload queue with what EventBridge says of the content bucket."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from promulgate.adapters import correlation
from promulgate.adapters.queues import DeadLetters
from promulgate.adapters.settings import read
from promulgate.stations import render

logger = Logger()
processor = BatchProcessor(event_type=EventType.SQS)
station = render.station(read(render.Settings))
dead_letters = read(DeadLetters)
# As often as the queue hands an upload out before it parks it: maxReceiveCount in template.yaml.
TRIES = 5


def receive(record: SQSRecord) -> None:
    """Take one message: an S3 object was created."""
    last_try = int(record.attributes.approximate_receive_count) >= TRIES
    # Of the message before, if this one cannot be read.
    logger.append_keys(object_key=None)
    logger.set_correlation_id(correlation.begin(record.message_id))
    with dead_letters.keeping(record.body, last_try=last_try):
        try:
            _receive(record.json_body)
        except Exception:
            logger.exception("not received")
            raise


def _receive(told: dict[str, Any]) -> None:
    logger.set_correlation_id(correlation.begin(told["id"]))
    key = told["detail"]["object"]["key"]
    logger.append_keys(object_key=key)
    received = render.receive(station, key, datetime.now(UTC))
    logger.info("received", **(received._asdict() if received else {}))


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Take a batch; the answer names the messages that are to come again."""
    return process_partial_response(
        event=event, record_handler=receive, processor=processor, context=context
    )
