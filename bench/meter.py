"""What a step asks of AWS: its calls, the bytes in them, and the units that AWS bills them by."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from promulgate.adapters import aws

CLIENTS = (aws.s3, aws.dynamodb, aws.sqs, aws.sns, aws.cloudfront, aws.scheduler)
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
READ_UNIT, WRITE_UNIT, TRANSACTION = 4096, 1024, 2


@dataclass(slots=True)
class Meter:
    """``calls`` and ``sent`` by operation; ``received`` bytes; ``units`` by what AWS bills."""

    calls: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    received: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)

    @property
    def bytes(self) -> int:
        """Return all bytes, both ways."""
        return self.sent.total() + self.received.total()

    def asked(self, model: Any, params: Mapping[str, Any], **_: Any) -> None:
        """Count a call that is about to be made."""
        name, body = model.name, _data(params["body"])
        self.calls[name] += 1
        self.sent[name] += len(body)
        if model.service_model.service_name == "dynamodb":
            self.units["write units"] += _written(name, json.loads(body))
        elif name == "CreateInvalidation":
            self.units["invalidated paths"] += body.count(b"<Path>")

    def answered(self, model: Any, http_response: Any, parsed: Mapping[str, Any], **_: Any) -> None:
        """Count what came back."""
        name = model.name
        if name == "GetObject":
            size = int(parsed.get("ContentLength", 0))
        else:
            size = 0 if name == "HeadObject" else len(http_response.content)
        self.received[name] += size
        if model.service_model.service_name == "dynamodb":
            self.units["read units"] += _read(name, parsed)


@contextmanager
def metered() -> Iterator[Meter]:
    """Count every call of the block's clients."""
    meter = Meter()
    for client in CLIENTS:
        client().meta.events.register("before-call", meter.asked, unique_id="asked")
        client().meta.events.register("after-call", meter.answered, unique_id="answered")
    try:
        yield meter
    finally:
        for client in CLIENTS:
            client().meta.events.unregister("before-call", unique_id="asked")
            client().meta.events.unregister("after-call", unique_id="answered")


def _data(body: Any) -> bytes:
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    # Small forms go as mappings, files as streams.
    return json.dumps(body).encode() if isinstance(body, Mapping) else bytes(body.getbuffer())


def _written(name: str, asked: Mapping[str, Any]) -> int:
    match name:
        case "PutItem":
            return _units(asked["Item"], WRITE_UNIT)
        case "DeleteItem":
            return 1
        case "TransactWriteItems":
            puts = [one["Put"]["Item"] for one in asked["TransactItems"]]
            return TRANSACTION * sum(_units(item, WRITE_UNIT) for item in puts)
        case "BatchWriteItem":
            batches = asked["RequestItems"].values()
            puts = [one["PutRequest"]["Item"] for batch in batches for one in batch]
            return sum(_units(item, WRITE_UNIT) for item in puts)
        case _:
            return 0


def _read(name: str, answered: Mapping[str, Any]) -> int:
    match name:
        case "GetItem":
            return _units(answered.get("Item", {}), READ_UNIT)
        case "Query":
            # Rounded up once, not for each item.
            return max(1, ceil(sum(map(_size, answered["Items"])) / READ_UNIT))
        case "BatchGetItem":
            tables: Sequence[Any] = list(answered["Responses"].values())
            return sum(_units(item, READ_UNIT) for items in tables for item in items)
        case _:
            return 0


def _units(item: Mapping[str, Any], unit: int) -> int:
    return max(1, ceil(_size(item) / unit))


def _size(value: Any) -> int:
    """Return an item's size as DynamoDB counts it.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
    """
    match value:
        case {"S": str(text)}:
            return len(text.encode())
        case {"N": str(digits)}:
            return ceil(len(digits) / 2) + 1
        case {"L": list(parts)}:
            return 3 + sum(1 + _size(part) for part in parts)
        case {"M": dict(parts)}:
            return 3 + sum(1 + len(name.encode()) + _size(part) for name, part in parts.items())
        case {"BOOL": _} | {"NULL": _}:
            return 1
        case _:
            return sum(len(name.encode()) + _size(part) for name, part in value.items())
