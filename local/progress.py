"""Waiting for the drafts: what is still missing, and a line that shows it."""

import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO

from local.content import Upload
from local.instance import Instance, LocalError
from local.review import Review
from local.stack import Outputs, client
from promulgate.core import keys

WAITING = "queued"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many drafts are ready of those that are known, and which policies are not yet known."""

    ready: int
    known: int
    missing: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Return whether there is nothing left to wait for."""
        return not self.missing and self.ready == self.known


def of(
    wanted: Iterable[Upload], policies: Iterable[Mapping[str, Any]], latest: Mapping[str, str]
) -> Progress:
    """Return how far ``policies``, as the overview gives them, are with the ``wanted`` uploads.

    ``latest`` holds per policy the digest of the source that is its newest version.
    """
    wanted_policies = {file.policy: file.digest for file in wanted if file.policy}
    missing = tuple(
        policy for policy, digest in wanted_policies.items() if digest != latest.get(policy)
    )
    states = [
        line["state"]
        for policy in policies
        if policy["policy"] in wanted_policies
        for line in policy["languages"]
    ]
    return Progress(sum(state != WAITING for state in states), len(states), missing)


def wait(
    instance: Instance,
    outputs: Outputs,
    review: Review,
    wanted: Sequence[Upload],
    *,
    patience: float = 120,
    show: TextIO = sys.stderr,
) -> list[dict[str, Any]]:
    """Wait until each upload is a version with a draft in each language; return the overview.

    Raises LocalError when something ends in a dead-letter queue, or nothing changes for
    ``patience`` seconds.
    """
    until, before = 0.0, None
    started = datetime.now(UTC) - timedelta(seconds=2)
    while True:
        named = {file.policy for file in wanted if file.policy}
        known = {policy["policy"] for policy in review.policies()} & named
        latest = {policy: _newest(review, policy) for policy in known}
        # Read after the versions: a version that is there has its drafts in the overview.
        policies = review.policies()
        progress = of(wanted, policies, latest)
        _show(progress, show)
        if progress.done:
            return policies
        _require_no_dead_letters(instance, outputs)
        _require_no_report(instance, outputs, wanted, started)
        if progress != before:
            until, before = time.monotonic() + patience, progress
        if time.monotonic() > until:
            what = ", ".join(progress.missing) or "drafts"
            raise LocalError(f"still waiting for {what}: see {instance.directory}/ministack.log")
        time.sleep(0.3)


def _newest(review: Review, policy: str) -> str:
    versions = review.get(f"/api/policies/{policy}")["versions"]
    return str(max(versions, key=lambda one: int(one["version"]))["source_digest"])


def _show(progress: Progress, stream: TextIO) -> None:
    if stream.isatty():
        end = "\n" if progress.done else ""
        text = f"drafts ready: {progress.ready} of {progress.known or '…'}"
        print(f"\r\033[K{text}", end=end, file=stream, flush=True)


def _require_no_report(
    instance: Instance, outputs: Outputs, wanted: Sequence[Upload], started: datetime
) -> None:
    """Raise LocalError with what an author must mend, if an upload has just been refused."""
    s3 = client(instance, "s3")
    for file in wanted:
        try:
            stored = s3.get_object(Bucket=outputs.draft_bucket, Key=keys.report(file.key))
        except s3.exceptions.NoSuchKey:
            continue
        report = json.loads(stored["Body"].read())
        if datetime.fromisoformat(report["at"]) >= started.replace(microsecond=0):
            place = f"{file.key}, line {report['line']}" if report["line"] else file.key
            raise LocalError(f"{place}: {report['reason']} (expected: {report['expected']})")


def _require_no_dead_letters(instance: Instance, outputs: Outputs) -> None:
    sqs = client(instance, "sqs")
    for queue in (outputs.upload_dead_letter_queue, outputs.translate_dead_letter_queue):
        answer = sqs.get_queue_attributes(
            QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"]
        )
        if int(answer["Attributes"]["ApproximateNumberOfMessages"]):
            raise LocalError(f"a message could not be handled and waits in {queue}")
