"""Publish: called by the table's stream, by schedules on effective dates, and by a sweep."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.typing import LambdaContext

from promulgate.adapters import correlation
from promulgate.adapters.metrics import send
from promulgate.adapters.queues import reason
from promulgate.adapters.settings import read
from promulgate.core import signals
from promulgate.stations import publish

logger = Logger()
metrics = Metrics()
settings = read(publish.Settings)
POLICY = "POLICY#"


# So long before its time is up a call leaves the rest to another one.
MARGIN_MILLISECONDS = 30_000


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Bring each policy that the event names to where the table says it should be.

    The event is a batch of stream records, ``{"policy": slug}`` or ``{"sweep": true}``, the latter
    with the slug ``after`` which it goes on. A policy that fails does not keep the others waiting:
    one of the stream is left to a call of its own, since the stream waits for this one. Raises
    ExceptionGroup with what failed of the others; the event comes again, and finds the rest done.
    """
    station = publish.station(settings, context.invoked_function_arn)
    now = datetime.now(UTC)
    causes = correlation.of_records(event.get("Records", ()))
    failures: list[Exception] = []
    for policy in policies(station, event):
        logger.append_keys(policy=policy)
        cause = causes.get(f"{POLICY}{policy}", context.aws_request_id)
        logger.set_correlation_id(correlation.begin(cause))
        try:
            bring(station, policy, now)
            if is_sweep(event):
                look_behind(station, policy, now)
        except Exception as error:
            logger.exception("not published")
            failures += left(station, event, policy, error)
        if is_sweep(event) and context.get_remaining_time_in_millis() < MARGIN_MILLISECONDS:
            publish.sweep_on(station, policy, now)
            break
    if failures:
        # A dead letter holds the message of what was raised, and no more of it.
        raise ExceptionGroup("not published: " + "; ".join(map(reason, failures)), failures)


def left(
    station: publish.Station, event: dict[str, Any], policy: str, error: Exception
) -> list[Exception]:
    """Leave a policy of the stream to a call of its own; return why the event must come again."""
    if "Records" not in event:
        return [error]
    try:
        publish.again(station, policy, datetime.now(UTC))
    except Exception as worse:
        return [error, worse]
    return []


def bring(station: publish.Station, policy: str, now: datetime) -> None:
    """Bring one policy to where it should be, and tell what went out."""
    out = publish.converge(station, policy, now)
    for draft in out:
        logger.info("published", version=draft.version, language=draft.language)
    send(metrics, signals.of_publications(out, now), policy=policy)


def look_behind(station: publish.Station, policy: str, now: datetime) -> None:
    """Tell which languages of one policy are behind their source."""
    seconds = publish.lag(station, policy, now)
    for language, lag in seconds.items():
        logger.info("behind", language=language, days=round(lag / 86_400, 1))
    send(metrics, signals.of_lag(seconds), policy=policy)


def policies(station: publish.Station, event: dict[str, Any]) -> Iterable[str]:
    """Return the slugs of the policies to look at, each once."""
    if is_sweep(event):
        return station.table.slugs(event.get("after", ""))
    if "policy" in event:
        return [event["policy"]]
    return dict.fromkeys(key.removeprefix(POLICY) for key in keys(event))


def is_sweep(event: dict[str, Any]) -> bool:
    """Return whether the event is about every policy: a sweep, or a change of the whole site."""
    return "sweep" in event or not all(key.startswith(POLICY) for key in keys(event))


def keys(event: dict[str, Any]) -> list[str]:
    """Return the partition keys of the stream records in the event."""
    return [record["dynamodb"]["Keys"]["pk"]["S"] for record in event.get("Records", [])]
