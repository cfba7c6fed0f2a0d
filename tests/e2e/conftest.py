"""The real template on the emulator, with ports and state of its own."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from local import approval, content, machine, progress, reviewers, stack
from local.content import Upload
from local.instance import Instance
from local.review import Review, draft_path
from local.stack import Outputs
from local.web import Answer, fetch
from tests.e2e.browsing import Reviewing, launch, person

MIKA = reviewers.Reviewer(email="mika@halden.example", groups=("reviewer-ja", "reviewer-de"))

# Where the emulator writes down what each role was asked to be allowed; see recording.py.
BOOK = "calls.jsonl"


def free_port() -> int:
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Way:
    """What a test may do: be an author, a reviewer, a reader."""

    instance: Instance
    outputs: Outputs

    def upload(self, key: str, data: bytes) -> None:
        """Put a file into the content bucket as its author would."""
        content.upload(self.instance, self.outputs, (Upload(key=key, data=data),))

    def upload_policy(self, key: str, policy: str, data: bytes) -> None:
        """Put a policy there and wait until its drafts are in review."""
        files = (Upload(key=key, data=data, policy=policy),)
        content.upload(self.instance, self.outputs, files)
        progress.wait(self.instance, self.outputs, self.person(reviewers.PUBLISHER), files)

    def approve_all(self, policy: str) -> list[str]:
        """Approve every open draft of a policy; return the readers' addresses."""
        return approval.approve_all(self.instance, self.outputs, only=policy)

    def person(self, group: str) -> Review:
        """Return the API as the demo reviewer in ``group`` sees it."""
        return self.signed_in(reviewers.address(group))

    def signed_in(self, email: str) -> Review:
        """Return the API as the person with that address sees it."""
        token = reviewers.sign_in(self.instance, self.outputs, email)
        return Review(self.outputs.review_api_url, token)

    def ask(
        self, review: Review, method: str, path: str, value: object = None, digest: str = ""
    ) -> Answer:
        """Return the API's raw answer."""
        headers = {"Authorization": f"Bearer {review.token}", "Content-Type": "application/json"}
        if digest:
            headers["If-Match"] = f'"{digest}"'
        body = None if value is None else json.dumps(value).encode()
        return fetch(review.url + path, method, headers=headers, body=body)

    def draft(self, policy: str, version: int, language: str) -> dict[str, Any]:
        """Return a draft as its reviewer sees it."""
        return self.person(reviewers.PUBLISHER).get(draft_path(policy, version, language))

    def policy(self, slug: str) -> dict[str, Any]:
        """Return a policy's line in the overview."""
        policies = self.person(reviewers.PUBLISHER).policies()
        return next(policy for policy in policies if policy["policy"] == slug)

    def page(self, path: str, **headers: str) -> Answer:
        """Return what a reader gets from the CDN."""
        return fetch(self.outputs.site_url + path, headers=headers)

    def objects(self, bucket: str) -> set[tuple[str, str]]:
        """Return every object version in a bucket."""
        pages = stack.client(self.instance, "s3").get_paginator("list_object_versions")
        return {
            (version["Key"], version["VersionId"])
            for page in pages.paginate(Bucket=bucket)
            for version in page.get("Versions", [])
        }

    def files(self, bucket: str) -> dict[str, bytes]:
        """Return every object of a bucket as it is now, by key."""
        s3 = stack.client(self.instance, "s3")
        keys = {key for key, _ in self.objects(bucket)}
        return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}

    def engine(self) -> tuple[int, int]:
        """Return the requests and characters that have come to the translation engine's door."""
        stats = json.loads(fetch(f"{self.instance.engine_url}stats").body)
        return stats["requests"], stats["characters"]

    def eventually[T](self, look: Callable[[], T | None], seconds: float = 30) -> T:
        """Return what ``look`` finds, as soon as it finds something."""
        until = time.monotonic() + seconds
        while True:
            found = look()
            if found is not None:
                return found
            if time.monotonic() > until:
                raise AssertionError(f"nothing within {seconds} seconds")
            time.sleep(0.2)


@pytest.fixture(scope="session")
def way(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Way]:
    """Deploy the template and give it demo reviewers; take all down in the end."""
    directory: Path = tmp_path_factory.mktemp("run")
    instance = Instance(
        directory=directory,
        port=free_port(),
        engine_port=free_port(),
        emulator=(str(Path(__file__).with_name("recording.py")), str(directory / BOOK)),
    )
    try:
        machine.start(instance)
        outputs = stack.deploy(instance, stack.build(instance))
        people = (*reviewers.reviewers(instance.languages), MIKA)
        reviewers.create(instance, outputs, people)
        yield Way(instance, outputs)
    finally:
        machine.stop(instance)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, way: Way) -> Iterator[Callable[..., Reviewing]]:
    """Return how to open the page as somebody; nothing may go wrong in anybody's console."""
    everybody: list[Reviewing] = []

    def open_as(email: str, place: str = "", **settings: Any) -> Reviewing:
        everybody.append(person(browser, way.outputs, email, **settings))
        everybody[-1].enter(place)
        return everybody[-1]

    yield open_as
    faults = [fault for one in everybody for fault in one.faults]
    for one in everybody:
        one.context.close()
    assert faults == []
