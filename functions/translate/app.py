"""Translate: called by the translation queue with ``{"policy", "version", "language"}``."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.typing import LambdaContext

from promulgate.adapters import correlation
from promulgate.adapters.engines import EngineError
from promulgate.adapters.messages import Message, take_each
from promulgate.adapters.metrics import send
from promulgate.adapters.queues import DeadLetters
from promulgate.adapters.settings import read
from promulgate.core import signals
from promulgate.stations import translate

logger = Logger()
metrics = Metrics()
station = translate.station(read(translate.Settings))
dead_letters = read(DeadLetters)
# As often as the queue hands a job out before it parks it: maxReceiveCount in template.yaml.
TRIES = 10


def draft(message: Message) -> None:
    """Take one job: make the draft of one version in one language."""
    last_try = message.received >= TRIES
    with dead_letters.keeping(message.text, last_try=last_try):
        cause = message.body.get(correlation.FIELD, message.id)
        logger.set_correlation_id(correlation.begin(cause))
        _draft(translate.job_of(message.body), last_try=last_try)


def _draft(job: translate.Job, *, last_try: bool) -> None:
    about = asdict(job)
    logger.append_keys(**about)
    try:
        send(metrics, translate.draft(station, job, datetime.now(UTC), last_try=last_try), **about)
    except Exception as error:
        logger.exception("not drafted")
        engine = (signals.ENGINE_ERROR,) if isinstance(error, EngineError) else ()
        failed = (signals.DRAFT_FAILED,) if last_try else ()
        send(metrics, [signals.once(name) for name in (*engine, *failed)], **about)
        raise
    logger.info("drafted")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Take a batch; the answer names the messages that are to come again."""
    return take_each(event, draft)
