"""Publish: called by the table's stream, by schedules on effective dates, and by a sweep."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from promulgate.adapters.settings import read
from promulgate.stations import publish

logger = Logger()
settings = read(publish.Settings)


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Bring each policy that the event names to where the table says it should be.

    The event is a batch of stream records, ``{"policy": slug}`` or ``{"sweep": true}``. A batch
    stops at its first failure, so that records of one policy stay in order.
    """
    station = publish.station(settings, context.invoked_function_arn)
    now = datetime.now(UTC)
    if "Records" not in event:
        for policy in [event["policy"]] if "policy" in event else publish.policies(station):
            publish.converge(station, policy, now)
        return {}
    for record in event["Records"]:
        change = record["dynamodb"]
        policy = change["Keys"]["pk"]["S"].removeprefix("POLICY#")
        try:
            publish.converge(station, policy, now)
        except Exception:
            logger.exception("not published", policy=policy)
            return {"batchItemFailures": [{"itemIdentifier": change["SequenceNumber"]}]}
    return {"batchItemFailures": []}
