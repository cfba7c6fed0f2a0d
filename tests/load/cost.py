"""What a draft costs: the AWS calls of an upload and of its drafts, by public prices.

Dollars in us-east-1 before any free tier, as on 2026-11-25; docs/cost.md has the whole bill.
https://aws.amazon.com/dynamodb/pricing/on-demand/ https://aws.amazon.com/s3/pricing/
https://aws.amazon.com/sqs/pricing/ https://aws.amazon.com/lambda/pricing/
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from tests.chaos.way import begun
from tests.conftest import AWS_OF_NOBODY
from tests.integration.test_convergence import CLIENTS

MILLION = 1_000_000
WRITE_UNIT, READ_UNIT = 0.625 / MILLION, 0.125 / MILLION
CALLS = {
    "PutObject": 5 / MILLION,
    "ListObjectsV2": 5 / MILLION,
    "GetObject": 0.4 / MILLION,
    "HeadObject": 0.4 / MILLION,
}
MESSAGE = 0.4 / MILLION
INVOCATION, GIGABYTE_SECOND = 0.2 / MILLION, 0.0000133334


@dataclass(slots=True)
class Meter:
    """Counts calls, and the table's units; items here are smaller than one of either unit."""

    calls: Counter[str] = field(default_factory=Counter)
    reads: int = 0
    writes: int = 0

    def count(self, model: Any, params: Mapping[str, Any], **_: Any) -> None:
        """Count a call that is about to be made."""
        self.calls[model.name] += 1
        match model.name:
            case "GetItem" | "Query":
                self.reads += 1
            case "BatchGetItem":
                self.reads += sum(len(one["Keys"]) for one in params["RequestItems"].values())
            case "PutItem":
                self.writes += 1
            case "BatchWriteItem":
                self.writes += sum(map(len, params["RequestItems"].values()))
            case "TransactWriteItems":
                self.writes += 2 * len(params["TransactItems"])


def of_a_draft(source: bytes, languages: Sequence[str], seconds: float) -> tuple[float, float]:
    """Return AWS calls and dollars for one of a policy's drafts, its part of the upload included.

    ``seconds`` is how long one takes a function of one gigabyte. The engine comes on top.
    """
    meter = Meter()
    with patch.dict(os.environ, AWS_OF_NOBODY), begun() as way:
        way.put(source.decode(), "one.md")
        for client in CLIENTS:
            client().meta.events.register("provide-client-params", meter.count)
        way.receive("one.md")
        for language in languages:
            way.job({"policy": "one", "version": 1, "language": language})
    dollars = meter.reads * READ_UNIT + meter.writes * WRITE_UNIT
    dollars += sum(CALLS.get(name, 0.0) * count for name, count in meter.calls.items())
    # Sent, handed out, deleted: the upload, and each job.
    dollars += (1 + len(languages)) * (3 * MESSAGE + INVOCATION)
    calls = meter.calls.total() / len(languages)
    return calls, dollars / len(languages) + seconds * GIGABYTE_SECOND
