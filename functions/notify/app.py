"""Notify: called by the table's stream when a draft is in review, and once a day."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.typing import LambdaContext

from promulgate.adapters import correlation
from promulgate.adapters.metrics import send
from promulgate.adapters.queues import DeadLetters, reason
from promulgate.adapters.settings import read
from promulgate.core import signals
from promulgate.stations import notices

logger = Logger()
metrics = Metrics()
settings = read(notices.Settings)
dead_letters = read(DeadLetters)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Tell reviewers of the drafts that wait for them.

    The event is a batch of stream records, or ``{"remind": true}``, which looks at every policy. A
    policy that fails does not keep the others waiting: one of the stream is parked at once, and
    told of with the next reminders. Raises ExceptionGroup with what failed of those.
    """
    station = notices.station(settings)
    now = datetime.now(UTC)
    causes = correlation.of_records(event.get("Records", ()))
    failures: list[Exception] = []
    for policy in policies(station, event):
        cause = causes.get(f"POLICY#{policy}", context.aws_request_id)
        logger.append_keys(policy=policy)
        logger.set_correlation_id(correlation.begin(cause))
        try:
            reminding = "Records" not in event
            told = notices.tell(station, policy, now, reminding=reminding)
            for one in told.sent:
                logger.info("told", version=one.version, language=one.language, kind=one.kind)
            if reminding:
                send(metrics, signals.of_reminders(len(told.due)), policy=policy)
        except Exception as error:
            logger.exception("not told")
            failures += left(event, policy, error)
    if failures:
        raise ExceptionGroup("not told: " + "; ".join(map(reason, failures)), failures)


def left(event: dict[str, Any], policy: str, error: Exception) -> list[Exception]:
    """Park a policy of the stream; return why the event must come again."""
    if "Records" not in event:
        return [error]
    try:
        dead_letters.park(json.dumps({"policy": policy}), error)
    except Exception as worse:
        return [error, worse]
    return []


def policies(station: notices.Station, event: dict[str, Any]) -> Iterable[str]:
    """Return the slugs of the policies to look at, each once."""
    if "Records" not in event:
        return station.table.slugs()
    keys = (record["dynamodb"]["Keys"]["pk"]["S"] for record in event["Records"])
    return dict.fromkeys(key.removeprefix("POLICY#") for key in keys)
