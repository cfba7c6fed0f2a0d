"""How long authors and readers wait on the deployed template, beside what nobody can avoid.

    .venv/bin/python -m bench.waits

The template runs on the emulator, warm, with an engine that takes a fixed time for each request.
What nobody can avoid is measured in the same run: a hop, which is a message about nothing from its
queue through its function, and the engine's own time.
"""

import json
import tempfile
import time
from collections.abc import Callable
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
from tests.load import many

COMMAND = "python -m bench.waits"
LATENCY, RUNS, PATIENCE = 0.5, 5, 60.0
LANGUAGE = "de"


def until(look: Callable[[], bool]) -> float:
    """Return the seconds until ``look`` finds what it looks for. Raises TimeoutError."""
    begun = time.perf_counter()
    while not look():
        if time.perf_counter() > begun + PATIENCE:
            raise TimeoutError("it did not come")
        time.sleep(0.01)
    return time.perf_counter() - begun


def hop(instance: Instance, queue: str, message: object) -> float:
    """Return how long a message about nothing takes from its queue through its function."""
    url, sqs = many.queue_url(instance, queue), stack.client(instance, "sqs")
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps(message))
    return until(lambda: not many.held(instance, url))


def drafted(instance: Instance, outputs: Outputs, review: Review, number: int) -> float:
    """Upload a policy; return the seconds until all its drafts wait for their reviewers."""
    s3 = stack.client(instance, "s3")
    s3.put_object(
        Bucket=outputs.content_bucket,
        Key=f"policy-{number}.md",
        # A text that no translation memory knows.
        Body=pages.text(number).replace("Halden", f"Halden{number}").encode(),
    )

    def all_there() -> bool:
        found = [one for one in review.policies() if one["policy"] == f"policy-{number}"]
        states = [line["state"] for one in found for line in one["languages"]]
        return states.count("in_review") == len(instance.languages)

    return until(all_there)


def live(outputs: Outputs, review: Review, number: int) -> float:
    """Approve one draft of a policy; return the seconds until readers find its page."""
    path = draft_path(f"policy-{number}", 1, LANGUAGE)
    draft = review.get(path)
    body = {"overrides": approval.overrides(draft)}
    review.post(f"{path}/approve", body, {"If-Match": f'"{draft["digest"]}"'})
    page = outputs.site_url + urls.edition(LANGUAGE, f"policy-{number}")
    return until(lambda: b"<article" in fetch(page).body)


def run(instance: Instance) -> list[Figure]:
    """Measure on a stack that is deployed for this alone."""
    machine.start(instance)
    outputs = stack.deploy(instance, stack.build(instance))
    reviewers.create(instance, outputs, reviewers.reviewers(instance.languages))

    def person(group: str) -> Review:
        token = reviewers.sign_in(instance, outputs, reviewers.address(group))
        return Review(outputs.review_api_url, token)

    publisher, reviewer = person(reviewers.PUBLISHER), person(f"reviewer-{LANGUAGE}")
    nothing = {"policy": "nothing", "version": 1, "language": LANGUAGE}
    upload = {"detail": {"object": {"key": "nothing.md"}}}
    rows: list[tuple[float, float, float, float]] = []
    # The first is for warming up.
    for number in range(RUNS + 1):
        up, job = hop(instance, "UploadQueue", upload), hop(instance, "TranslationQueue", nothing)
        rows.append(
            (
                up,
                job,
                drafted(instance, outputs, publisher, number),
                live(outputs, reviewer, number),
            )
        )
    up, job, to_draft, to_live = (median(column) for column in zip(*rows[1:], strict=True))
    floor = up + job + LATENCY
    return [
        Figure(
            name=f"upload → {len(instance.languages)} drafts in review, on the emulator",
            value=to_draft / floor,
            against=f"two hops and one answer of the engine: {floor:.2f} s",
            command=COMMAND,
        ),
        Figure(
            name="approval → live, on the emulator",
            value=to_live / up,
            against=f"one hop: {up:.2f} s",
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
