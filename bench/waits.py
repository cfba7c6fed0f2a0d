"""How long authors and readers wait on the deployed template, beside what nobody can avoid.

    .venv/bin/python -m bench.waits

The template runs on the emulator, warm, with an engine that takes a fixed time for each answer.
What nobody can avoid is measured in the same run: a hop, which is a message about nothing on its
way through a queue, or the table's stream, and the function behind it; and a request to the API
about nothing. The median of several runs in turn counts.
"""

import json
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from statistics import median

from bench import pages
from bench.figures import Figure, show
from local import approval, machine, reviewers, stack
from local.instance import Instance
from local.review import Review, draft_path
from local.stack import Outputs
from local.web import fetch
from promulgate.core import urls
from tests.e2e.conftest import free_port

COMMAND = "python -m bench.waits"
# In seconds: the engine's answer, the longest that anything may take, and the rest before it.
LATENCY, PATIENCE, REST = 0.5, 60.0, 0.5
RUNS = 3
LANGUAGE = "de"
# What each function finds nothing to do about: no such object, and no such policy.
NO_UPLOAD = json.dumps({"id": "nothing", "detail": {"object": {"key": "nothing.md"}}})
NO_JOB = json.dumps({"policy": "nothing", "version": 1, "language": LANGUAGE})
RULING = {"pk": {"S": "POLICY#nothing"}, "kind": {"S": "ruling"}}


def took(do: Callable[[], object], done: Callable[[], object]) -> float:
    """Return the seconds from the start of ``do`` until ``done`` says so. Raises TimeoutError."""
    # What the step before has set going, such as notices, is not to slow this one.
    time.sleep(REST)
    begun = time.perf_counter()
    do()
    while not done():
        if time.perf_counter() > begun + PATIENCE:
            raise TimeoutError(f"it did not come within {PATIENCE:.0f} seconds")
        time.sleep(0.005)
    return time.perf_counter() - begun


def text(number: int) -> bytes:
    """Return a policy whose every line is new, or translate would know it without its engine."""
    head, fence, body = pages.text(number).partition("\n---\n")
    return f"{head}{fence}{re.sub(r'(?m)(?<=\w)(?=\W*$)', f' {number}', body)}".encode()


@dataclass(frozen=True, slots=True)
class Waits:
    """A deployed stack, and the reviewer who waits."""

    instance: Instance
    outputs: Outputs
    reviewer: Review

    def resource(self, name: str) -> str:
        """Return the name, or the address, of what the template calls ``name``."""
        answer = stack.client(self.instance, "cloudformation").describe_stack_resource(
            StackName=self.instance.stack, LogicalResourceId=name
        )
        return str(answer["StackResourceDetail"]["PhysicalResourceId"])

    def hop(self, log: str, send: Callable[[], object]) -> float:
        """Return how long it takes until the function that writes this ``log`` has ended."""
        logs, group = stack.client(self.instance, "logs"), self.resource(log)
        # The emulator writes a call's log when it has ended. What ends before is another call.
        since = int((time.time() + REST) * 1000)
        return took(
            send, lambda: logs.filter_log_events(logGroupName=group, startTime=since)["events"]
        )

    def drafted(self, policy: str, source: bytes) -> float:
        """Upload a policy; return how long it takes until all its drafts are in review."""
        s3, table = stack.client(self.instance, "s3"), stack.client(self.instance, "dynamodb")

        def all_there() -> bool:
            # Asking the API would take the processor from what is waited for.
            found = table.query(
                TableName=self.outputs.table,
                KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
                ExpressionAttributeValues={
                    ":pk": {"S": f"POLICY#{policy}"},
                    ":sk": {"S": "DRAFT#"},
                },
            )
            states = [item["state"]["S"] for item in found["Items"]]
            return states.count("in_review") == len(self.instance.languages)

        upload = {"Bucket": self.outputs.content_bucket, "Key": f"{policy}.md"}
        return took(lambda: s3.put_object(**upload, Body=source), all_there)

    def live(self, policy: str) -> float:
        """Approve one of its drafts; return how long it takes until readers find the page."""
        path = draft_path(policy, 1, LANGUAGE)
        draft = self.reviewer.get(path)
        body, match = {"overrides": approval.overrides(draft)}, {"If-Match": f'"{draft["digest"]}"'}
        page = self.outputs.site_url + urls.edition(LANGUAGE, policy)
        # HEAD: the emulator was seen to break off the body of a page at the moment it is replaced.
        return took(
            lambda: self.reviewer.post(f"{path}/approve", body, match),
            lambda: fetch(page, "HEAD").status == HTTPStatus.OK,
        )

    def measured(self, number: int) -> tuple[float, float, float, float]:
        """Return the waits for a policy's drafts and for its page, each before its least."""
        uploads, jobs = self.resource("UploadQueue"), self.resource("TranslationQueue")
        send = stack.client(self.instance, "sqs").send_message
        put = stack.client(self.instance, "dynamodb").put_item
        to_render = self.hop("RenderLog", lambda: send(QueueUrl=uploads, MessageBody=NO_UPLOAD))
        to_translate = self.hop("TranslateLog", lambda: send(QueueUrl=jobs, MessageBody=NO_JOB))
        to_approve = took(lambda: self.reviewer.get("/api/me"), lambda: True)
        ruling = {**RULING, "sk": {"S": f"RULING#{number}"}}
        to_publish = self.hop("PublishLog", lambda: put(TableName=self.outputs.table, Item=ruling))
        drafted = self.drafted(f"policy-{number}", text(number))
        live = self.live(f"policy-{number}")
        return drafted, to_render + to_translate + LATENCY, live, to_approve + to_publish


def run(instance: Instance) -> list[Figure]:
    """Measure on a stack that is deployed for this alone."""
    # Where other commands build too: what did not change is not built again.
    built = stack.build(Instance())
    machine.start(instance)
    outputs = stack.deploy(instance, built)
    reviewers.create(instance, outputs, reviewers.reviewers((LANGUAGE,)))
    token = reviewers.sign_in(instance, outputs, reviewers.address(f"reviewer-{LANGUAGE}"))
    waits = Waits(instance, outputs, Review(outputs.review_api_url, token))
    # The first is for warming up.
    _, *runs = [waits.measured(number) for number in range(RUNS + 1)]
    drafted, least_drafted, live, least_live = (
        median(column) for column in zip(*runs, strict=True)
    )
    return [
        Figure(
            name=f"upload → {len(instance.languages)} drafts in review, on the emulator",
            value=drafted / least_drafted,
            against=f"two hops and one answer of the engine: {least_drafted:.2f} s",
            command=COMMAND,
        ),
        Figure(
            name="approval → live, on the emulator",
            value=live / least_live,
            against=f"one request and one hop from the table's stream: {least_live:.2f} s",
            command=COMMAND,
        ),
    ]


def measure() -> list[Figure]:
    """Return both waits."""
    with tempfile.TemporaryDirectory() as directory:
        instance = Instance(
            directory=Path(directory),
            port=free_port(),
            engine_port=free_port(),
            engine_latency=int(LATENCY * 1000),
        )
        try:
            return run(instance)
        finally:
            machine.stop(instance)


if __name__ == "__main__":
    show(measure())
