"""All that outlives a call, read past the API: no call is counted, and it is quick."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from moto.cloudfront.models import cloudfront_backends
from moto.core.models import DEFAULT_ACCOUNT_ID as ACCOUNT
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.scheduler.models import scheduler_backends
from moto.sqs.models import sqs_backends

from tests.conftest import AWS_OF_NOBODY

REGION = AWS_OF_NOBODY["AWS_DEFAULT_REGION"]
COPY = re.compile(r"/v[0-9.]+/")


@dataclass(frozen=True, slots=True)
class Stores:
    """The table by key, but for counts of attempts; each bucket's newest objects by key; the jobs
    that wait, the schedules by name, and the paths that the CDN was told of.
    """

    table: Mapping[Any, Any]
    site: Mapping[Any, Any]
    drafts: Mapping[Any, Any]
    content: Mapping[Any, Any]
    jobs: Mapping[Any, Any]
    schedules: Mapping[Any, Any]
    told: Mapping[Any, Any]


def stores() -> Stores:
    """Return what moto holds now."""
    (table,) = dynamodb_backends[ACCOUNT][REGION].tables.values()
    items = (item for under in table.items.values() for item in under.values())
    attributes = (dict(item.to_json()["Attributes"]) for item in items)
    buckets = s3_backends[ACCOUNT]["aws"].buckets
    site, drafts, content = (
        {key: value for key in buckets[name].keys if (value := _newest(buckets[name], key))}
        for name in ("site", "drafts", "content")
    )
    jobs = sqs_backends[ACCOUNT][REGION].queues["translation"]._messages
    schedules = scheduler_backends[ACCOUNT][REGION].schedule_groups["policies"].schedules
    (invalidations,) = cloudfront_backends[ACCOUNT]["aws"].invalidations.values() or [[]]
    return Stores(
        table={
            (one["pk"]["S"], one["sk"]["S"]): {
                name: value for name, value in one.items() if name != "revision"
            }
            for one in attributes
        },
        site=site,
        drafts=drafts,
        content=content,
        jobs={job.body: True for job in jobs},
        schedules={
            name: (one.schedule_expression, one.target["Input"]) for name, one in schedules.items()
        },
        told={path: True for one in invalidations for path in one.paths},
    )


def _newest(bucket: Any, key: str) -> bytes | None:
    """Return an object's newest bytes, None where it was deleted.

    Raises AssertionError when it is part of a permanent copy and was written more than once.
    """
    versions = bucket.keys.getlist(key)
    assert len(versions) == 1 or not COPY.search(key), f"{key} was written again"
    data: bytes | None = getattr(versions[-1], "value", None)
    return data


def differences(mine: Stores, theirs: Stores) -> Iterator[str]:
    """Yield by name what one holds otherwise than the other; three of a kind at most."""
    for store in fields(Stores):
        one, other = getattr(mine, store.name), getattr(theirs, store.name)
        keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
        yield from (f"{store.name} {key}" for key in keys[:3])
