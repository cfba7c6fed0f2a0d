"""Many policies uploaded at once to a deployed stack, and what came of them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from local import process, stack
from local.instance import Instance
from local.stack import Outputs

UPLOADS_AT_ONCE = 8
# A worker of the emulator is one environment of a function.
WORKER = re.compile(rb"ministack-lambda-[^/]*-(\w+)Function-")
# As the template has it: how many drafts at once (on the emulator), and the MB of a function.
DRAFTS_AT_ONCE, MEMORY = 4, 1024
PATIENCE, SHOWN_EVERY = 180.0, 10.0


def source(slug: str, languages: Sequence[str], units: int) -> bytes:
    """Return a policy of so many units, whose texts no other policy has; the title is one."""
    paragraphs = (f"Point {number} of {slug}.\n\n" for number in range(1, units))
    head = (
        f'---\ntitle: "Terms {slug}"\ntranslationKey: {slug}\nlanguages: [{", ".join(languages)}]'
    )
    return f"{head}\n---\n\n{''.join(paragraphs)}".encode()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands in the table when the queues are empty again."""

    seconds: float
    # By state.
    drafts: Mapping[str, int]
    # Drafts, versions and documents that are there more than once or not at all.
    wrong: tuple[str, ...]
    letters: int
    # The most that one environment of a function had in memory, in MB, and how many there were.
    memory: Mapping[str, int]
    environments: Mapping[str, int]


@dataclass(slots=True)
class Watch:
    """Looks at the emulator's workers until it is told to stop."""

    instance: Instance
    memory: Counter[str] = field(default_factory=Counter)
    workers: dict[str, set[int]] = field(default_factory=dict)
    stopping: Event = field(default_factory=Event)

    def look(self) -> None:
        """Note the memory of every worker, once in a while."""
        emulator = process.running("ministack", self.instance.directory)
        children = Path(f"/proc/{emulator}/task")
        while not self.stopping.wait(0.5):
            for listed in children.glob("*/children"):
                for worker in listed.read_text().split():
                    self._note(int(worker))

    def _note(self, worker: int) -> None:
        place = Path(f"/proc/{worker}")
        try:
            named = WORKER.search((place / "cmdline").read_bytes())
            status = (place / "status").read_text()
        except OSError:
            return
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        if named and peak:
            function = named[1].decode()
            self.workers.setdefault(function, set()).add(worker)
            self.memory[function] = max(self.memory[function], int(peak[1]) // 1024)


@contextmanager
def watched(instance: Instance) -> Iterator[Watch]:
    """Watch the emulator's workers meanwhile."""
    watch = Watch(instance)
    thread = Thread(target=watch.look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.stopping.set()
        thread.join()


def run(
    instance: Instance,
    outputs: Outputs,
    sources: Mapping[str, bytes],
    languages: Sequence[str],
    show: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Upload every one of ``sources``, by slug, at once; return what came of them."""
    s3, begun = stack.client(instance, "s3"), monotonic()
    with watched(instance) as watch:
        with ThreadPoolExecutor(UPLOADS_AT_ONCE) as pool:
            puts = [
                pool.submit(
                    s3.put_object, Bucket=outputs.content_bucket, Key=f"{slug}.md", Body=data
                )
                for slug, data in sources.items()
            ]
            for put in puts:
                put.result()
        show(f"uploaded {len(sources)} after {monotonic() - begun:.0f} s")
        seconds = _until_quiet(instance, begun, show)
    items = _items(instance, outputs, sources)
    drafts = [item for item in items if item["kind"]["S"] == "draft"]
    translations = [item for item in drafts if item["language"]["S"] in languages]
    return Outcome(
        seconds=seconds,
        drafts=Counter(item["state"]["S"] for item in translations),
        wrong=tuple(_wrong(instance, outputs, items, sources, languages)),
        letters=sum(held(instance, queue) for queue in _dead(outputs)),
        memory=dict(watch.memory),
        environments={name: len(workers) for name, workers in watch.workers.items()},
    )


def _until_quiet(instance: Instance, begun: float, show: Callable[[str], None]) -> float:
    """Wait until both queues are empty; return the seconds since ``begun`` when they first were.

    Raises AssertionError when nothing changes for three minutes.
    """
    queues = [queue_url(instance, name) for name in ("UploadQueue", "TranslationQueue")]
    before, until, seconds, shown = [-1, -1], 0.0, 0.0, 0.0
    while True:
        waiting = [held(instance, queue) for queue in queues]
        now = monotonic() - begun
        state = f"waiting: {waiting[0]} uploads, {waiting[1]} drafts, after {now:.0f} s"
        if any(waiting):
            seconds = 0.0
        elif seconds and now > seconds + 2:
            return seconds
        else:
            seconds = seconds or now
        if waiting != before:
            before, until = waiting, monotonic() + PATIENCE
        if now > shown + SHOWN_EVERY:
            shown = now
            show(state)
        assert monotonic() < until, f"nothing happened for {PATIENCE:.0f} s, {state}"
        sleep(1)


def queue_url(instance: Instance, name: str) -> str:
    """Return the address of a queue, by its name in the template."""
    answer = stack.client(instance, "cloudformation").describe_stack_resource(
        StackName=instance.stack, LogicalResourceId=name
    )
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])


def held(instance: Instance, queue: str) -> int:
    """Return how many messages a queue holds, those included that are being worked on."""
    numbers = stack.client(instance, "sqs").get_queue_attributes(
        QueueUrl=queue,
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )
    return sum(map(int, numbers["Attributes"].values()))


def _dead(outputs: Outputs) -> tuple[str, ...]:
    return (
        outputs.upload_dead_letter_queue,
        outputs.translate_dead_letter_queue,
        outputs.publish_dead_letter_queue,
    )


def _items(
    instance: Instance, outputs: Outputs, sources: Mapping[str, bytes]
) -> list[dict[str, Any]]:
    """Return what the table holds of the policies, item by item."""
    pages = (
        stack.client(instance, "dynamodb").get_paginator("scan").paginate(TableName=outputs.table)
    )
    wanted = {f"POLICY#{slug}" for slug in sources}
    return [item for page in pages for item in page["Items"] if item["pk"]["S"] in wanted]


def _wrong(
    instance: Instance,
    outputs: Outputs,
    items: Sequence[Mapping[str, Any]],
    sources: Mapping[str, bytes],
    languages: Sequence[str],
) -> Iterator[str]:
    """Yield what is not there exactly once: versions, drafts, their entries, their documents."""
    versions = Counter(_slug(one) for one in items if one["kind"]["S"] == "version")
    found = {
        "draft": Counter(_place(one) for one in items if one["kind"]["S"] == "draft"),
        "entry": Counter(_place(one) for one in items if one.get("action") == {"S": "drafted"}),
        "document": _documents(instance, outputs, sources),
    }
    for slug in sources:
        if versions[slug] != 1:
            yield f"{slug} has {versions[slug]} versions"
        for language in languages:
            for what in ("draft", "entry", "document"):
                if found[what][slug, language] != 1:
                    yield f"{slug} {language}: {found[what][slug, language]} times {what}"


def _slug(item: Mapping[str, Any]) -> str:
    return str(item["pk"]["S"]).removeprefix("POLICY#")


def _place(item: Mapping[str, Any]) -> tuple[str, str]:
    return _slug(item), str(item["language"]["S"])


def _documents(
    instance: Instance, outputs: Outputs, sources: Mapping[str, bytes]
) -> Counter[tuple[str, str]]:
    pages = (
        stack.client(instance, "s3")
        .get_paginator("list_objects_v2")
        .paginate(Bucket=outputs.draft_bucket, Prefix="drafts/")
    )
    names = (one["Key"].split("/") for page in pages for one in page.get("Contents", []))
    return Counter((slug, language) for _, slug, language, _ in names if slug in sources)
