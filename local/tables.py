"""A stack's table in a file, and back: to restore it, or to move it to another account."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import batched
from pathlib import Path
from typing import Any

from local.instance import LocalError
from local.redrive import Clients

type Item = dict[str, Any]
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
BATCH = 25
SECONDS_WHEN_THROTTLED = 0.5
# What reviewers were told comes back before the drafts, or the stream would have them told again.
TOLD = "NOTICE#"


def backup(clients: Clients, table: str, file: Path) -> int:
    """Write every item of ``table`` as a line of JSON; return how many there are."""
    with file.open("w") as lines:
        return sum(
            lines.write(json.dumps(item, sort_keys=True) + "\n") > 0
            for item in _items(clients, table)
        )


def restore(clients: Clients, table: str, file: Path) -> int:
    """Make ``table`` what ``file`` says, and no more; return how many items there are.

    The next sweep writes every page in force anew. Raises LocalError, and changes nothing, for a
    file without items, and for one that would forget what was published: permanent copies cannot
    be taken back, and their numbers would come again.
    """
    kept = {_key(item) for item in _lines(file)}
    if not kept:
        raise LocalError(f"{file} has no items")
    gone = [_key(item) for item in _items(clients, table) if _key(item) not in kept]
    published = sorted(f"{pk} {sk}" for pk, sk in gone if sk.startswith("PUBLICATION#"))
    if published:
        raise LocalError(f"{file} is from before {len(published)} publications: {published[0]} …")
    _write(clients, table, ({"DeleteRequest": {"Key": _only_key(*key)}} for key in gone))
    for are_told in (True, False):
        chosen = (item for item in _lines(file) if _key(item)[0].startswith(TOLD) is are_told)
        _write(clients, table, ({"PutRequest": {"Item": _unsettled(item)}} for item in chosen))
    return len(kept)


def _items(clients: Clients, table: str) -> Iterator[Item]:
    for page in clients("dynamodb").get_paginator("scan").paginate(TableName=table):
        yield from page["Items"]


def _lines(file: Path) -> Iterator[Item]:
    with file.open() as lines:
        yield from map(json.loads, lines)


def _key(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _only_key(pk: str, sk: str) -> Item:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _unsettled(item: Item) -> Item:
    """Return an item so that an edition's pages are written again: others may be there now."""
    return {**item, "settled": {"BOOL": False}} if item.get("kind") == {"S": "edition"} else item


def _write(clients: Clients, table: str, requests: Iterator[Mapping[str, Any]]) -> None:
    for batch in batched(requests, BATCH, strict=False):
        waiting: Sequence[Mapping[str, Any]] = batch
        while waiting:
            answer = clients("dynamodb").batch_write_item(RequestItems={table: waiting})
            waiting = answer["UnprocessedItems"].get(table, ())
            if waiting:
                time.sleep(SECONDS_WHEN_THROTTLED)
