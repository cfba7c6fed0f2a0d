"""Every AWS and engine call of the whole way, failed once in each way that a call can fail."""

import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from botocore.exceptions import ClientError, ReadTimeoutError

from tests.chaos.way import Way, begun, counting_engine, state, steps
from tests.integration.engine_server import Asked, Reply, upper
from tests.integration.test_convergence import CLIENTS

# Past botocore's own retries, which would hide them.
FAILED, LOST, THROTTLED, TIMED_OUT, KILLED = KINDS = (
    "failed before it took effect",
    "failed after it took effect",
    "throttled",
    "timed out",
    "process killed",
)
ENGINE_KINDS = {
    "answers 500": Reply(status=500),
    "answers 429": Reply(status=429),
    "answers half a JSON": Reply(b'{"translatedText": "'),
    "hangs": Reply(wait=3),
}
TRIES = 6


class FailedError(Exception):
    """The call did not come back."""


class KilledError(BaseException):
    """The process ended here."""


@dataclass(slots=True)
class Meter:
    """Counts AWS calls, and fails number ``at`` of them in the way of ``kind``."""

    at: int = 0
    kind: str = FAILED
    calls: int = 0
    names: list[str] = field(default_factory=list)

    def before(self, model: Any, **_: Any) -> None:
        """Count a call; fail it before it takes effect."""
        self.calls += 1
        self.names.append(model.name)
        if self.calls == self.at and self.kind in (FAILED, THROTTLED):
            if self.kind == THROTTLED:
                error = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
                raise ClientError(error, model.name)  # type: ignore[arg-type]
            raise FailedError

    def after(self, **_: Any) -> None:
        """Fail the call though it took effect."""
        if self.calls == self.at and self.kind in (LOST, TIMED_OUT, KILLED):
            # Once: whatever is called while the error goes up is another call.
            self.at = -1
            if self.kind == KILLED:
                raise KilledError
            if self.kind == TIMED_OUT:
                raise ReadTimeoutError(endpoint_url="https://aws.invalid")
            raise FailedError


@contextmanager
def metered(meter: Meter) -> Iterator[None]:
    """Have ``meter`` see every AWS call."""
    for client in CLIENTS:
        client().meta.events.register("before-call.*.*", meter.before, unique_id="before")
        client().meta.events.register("after-call.*.*", meter.after, unique_id="after")
    yield
    for client in CLIENTS:
        client().meta.events.unregister("before-call.*.*", unique_id="before")
        client().meta.events.unregister("after-call.*.*", unique_id="after")


def delivered(step: Callable[[], None]) -> None:
    """Take a step, as often as it takes."""
    for _ in range(TRIES):
        try:
            return step()
        except (Exception, KilledError) as error:
            last = error
    raise AssertionError("a step never succeeded") from last


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """One step without faults: what it ended in, what it called, and what had been paid for."""

    end: tuple[Any, ...]
    calls: int
    requests: int
    paid: Mapping[str, int]


def undisturbed() -> list[Undisturbed]:
    """Return how each step of the way ends when nothing fails."""
    asked: list[str] = []

    def counted(question: Asked) -> Reply:
        asked.append(question.text)
        return upper(question)

    found = []
    with begun(counted) as way:
        for step in steps(way):
            meter, before = Meter(), len(asked)
            with metered(meter):
                step()
            found.append(Undisturbed(state(way), meter.calls, len(asked) - before, dict(way.paid)))
    return found


@dataclass(frozen=True, slots=True)
class Fault:
    """In step ``step``, AWS call or engine request ``number`` fails in the way of ``kind``."""

    step: int
    number: int
    kind: str

    def __str__(self) -> str:
        """Return it in words."""
        return f"step {self.step}, call {self.number}: {self.kind}"


def faults(good: Sequence[Undisturbed]) -> list[Fault]:
    """Return every fault there is."""
    return [
        Fault(step, number, kind)
        for step, one in enumerate(good)
        for count, kinds in ((one.calls, KINDS), (one.requests, tuple(ENGINE_KINDS)))
        for number in range(1, count + 1)
        for kind in kinds
    ]


def differences(way: Way, good: Undisturbed) -> list[str]:
    """Return how a step ended otherwise than undisturbed."""
    found = []
    for name, mine, theirs in zip(("table", "site"), state(way), good.end, strict=True):
        keys = [key for key in {**mine, **theirs} if mine.get(key) != theirs.get(key)]
        found += [f"{name} {key}" for key in keys[:3]]
    return found + [
        f"paid {count} times: {text[:30]}"
        for text, count in way.paid.items()
        if count > good.paid.get(text, 0) + 1
    ]


def ends(way: Way, fault: Fault, good: Undisturbed) -> list[str]:
    """Return how the step ends otherwise when ``fault`` strikes and the step comes again.

    Where a step ends as it does undisturbed, so does the rest of the way: nothing in it depends on
    the clock or on chance.
    """
    asked = 0

    def failing(question: Asked) -> Reply:
        nonlocal asked
        asked += 1
        if asked == fault.number and fault.kind in ENGINE_KINDS:
            return ENGINE_KINDS[fault.kind]
        return upper(question)

    step = steps(way)[fault.step]
    # The engine's thread did not come along into this process.
    with counting_engine(way, failing):
        if fault.kind in ENGINE_KINDS:
            delivered(step)
        else:
            with metered(Meter(at=fault.number, kind=fault.kind)):
                delivered(step)
    return differences(way, good)


def strike(
    chosen: Sequence[Fault], good: Sequence[Undisturbed], processes: int
) -> Iterator[tuple[Fault, list[str]]]:
    """Yield each fault with how its step ended otherwise.

    Each strikes in a copy of this process at the beginning of its step; no more than ``processes``
    at a time.
    """
    with begun() as way:
        for number, step in enumerate(steps(way)):
            mine = [fault for fault in chosen if fault.step == number]
            for together in batched(mine, processes, strict=False):
                children = [(fault, _copy(way, fault, good[number])) for fault in together]
                for fault, (process, answer) in children:
                    told = b"".join(iter(lambda: os.read(answer, 65_536), b"")).decode()  # noqa: B023
                    os.close(answer)
                    os.waitpid(process, 0)
                    yield fault, told.splitlines()[1:] if told else ["the process ended"]
            step()


def _copy(way: Way, fault: Fault, good: Undisturbed) -> tuple[int, int]:
    """Fork; return the child's id, and where it writes ``done`` and the differences, by line."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # The threads that do not come along are the engine's, and the copy has one of its own.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        told = ends(way, fault, good)
    except BaseException as error:
        told = [repr(error)]
    os.write(writing, "\n".join(["done", *told]).encode()[:60_000])
    os._exit(0)
