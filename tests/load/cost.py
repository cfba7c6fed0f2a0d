"""What a draft costs: the AWS calls of an upload and of its drafts, by public prices.

docs/cost.md has the whole bill, and says where the prices are from.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from bench import prices
from tests.chaos.way import begun
from tests.conftest import AWS_OF_NOBODY
from tests.integration.test_convergence import CLIENTS

CALLS = {
    "PutObject": prices.UNITS["S3 writes"],
    "ListObjectsV2": prices.UNITS["S3 writes"],
    "GetObject": prices.UNITS["S3 reads"],
    "HeadObject": prices.UNITS["S3 reads"],
}


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
    dollars = meter.reads * prices.UNITS["read units"] + meter.writes * prices.UNITS["write units"]
    dollars += sum(CALLS.get(name, 0.0) * count for name, count in meter.calls.items())
    # Sent, handed out, deleted: the upload, and each job.
    once = 3 * prices.UNITS["queue requests"] + prices.INVOCATION + prices.TRACE
    dollars += (1 + len(languages)) * once
    calls = meter.calls.total() / len(languages)
    return calls, dollars / len(languages) + seconds * prices.GIGABYTE_SECOND
