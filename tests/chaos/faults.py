"""Every AWS and engine call of the whole way, failed once in each way that a call can fail."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError, ReadTimeoutError

from promulgate.adapters import aws
from tests.chaos.copies import Copy
from tests.chaos.stores import Stores, differences, stores
from tests.chaos.way import Way, begun, counting_engine, steps
from tests.integration.engine_server import Asked, Reply, upper
from tests.integration.test_convergence import CLIENTS

CLIENTS_OF_THE_WAY = (*CLIENTS, aws.sns)

# Past botocore's own retries, which would hide them.
FAILED, THROTTLED, KILLED_BEFORE = BEFORE = (
    "failed before it took effect",
    "throttled",
    "process killed before it took effect",
)
LOST, TIMED_OUT, KILLED_AFTER = AFTER = (
    "failed after it took effect",
    "timed out after it took effect",
    "process killed after it took effect",
)
KINDS = (*BEFORE, *AFTER)
# A process that is killed while it waits for an engine is one killed at the AWS call before or,
# when the answer had come and was not kept yet, before the AWS call after it.
ENGINE_KINDS: dict[str, Callable[[Asked], Reply]] = {
    "answers 500": lambda _: Reply(status=500),
    "answers 429": lambda _: Reply(status=429, headers={"Retry-After": "0"}),
    "its answer is cut short": lambda asked: Reply(upper(asked).body[:-9]),
    "its answer is lost": lambda _: Reply(length=100),
    "hangs": lambda asked: Reply(upper(asked).body, wait=3),
}
TRIES = 6
# One fault in so many goes on to the end of the way, to see that a step that ends the same goes on
# the same.
TO_THE_END = 200


class FailedError(Exception):
    """The call did not come back."""


class KilledError(BaseException):
    """The process ended here."""


def _error(kind: str, operation: str) -> BaseException:
    match kind:
        case "throttled":
            error = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
            return ClientError(error, operation)  # type: ignore[arg-type]
        case "timed out after it took effect":
            return ReadTimeoutError(endpoint_url="https://aws.invalid")
        case _ if kind in (KILLED_BEFORE, KILLED_AFTER):
            return KilledError()
        case _:
            return FailedError()


@dataclass(slots=True)
class Meter:
    """Counts AWS calls, and fails number ``at`` of them in the way of ``kind``."""

    at: int = 0
    kind: str = FAILED
    names: list[str] = field(default_factory=list)

    @property
    def calls(self) -> int:
        """Return how many there were."""
        return len(self.names)

    def before(self, model: Any, **_: Any) -> None:
        """Count a call; fail it before it takes effect."""
        self.names.append(model.name)
        self._strike(BEFORE, model.name)

    def after(self, model: Any, **_: Any) -> None:
        """Fail the call though it took effect."""
        self._strike(AFTER, model.name)

    def _strike(self, kinds: Sequence[str], operation: str) -> None:
        if self.calls == self.at and self.kind in kinds:
            # Once: whatever is called while the error goes up is another call.
            self.at = -1
            raise _error(self.kind, operation)


@contextmanager
def metered(meter: Meter) -> Iterator[None]:
    """Have ``meter`` see every AWS call."""
    for client in CLIENTS_OF_THE_WAY:
        client().meta.events.register("before-call.*.*", meter.before, unique_id="before")
        client().meta.events.register("after-call.*.*", meter.after, unique_id="after")
    yield
    for client in CLIENTS_OF_THE_WAY:
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

    end: Stores
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
            found.append(Undisturbed(stores(), meter.calls, len(asked) - before, dict(way.paid)))
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


def ended(way: Way, good: Undisturbed) -> list[str]:
    """Return how a step ended otherwise than undisturbed."""
    return [
        *differences(stores(), good.end),
        *(
            f"paid {count} times: {text[:30]}"
            for text, count in way.paid.items()
            if count > good.paid.get(text, 0) + 1
        ),
    ]


def ends(way: Way, fault: Fault, good: Sequence[Undisturbed], *, to_the_end: bool) -> list[str]:
    """Return how the step ends otherwise when ``fault`` strikes and the step comes again.

    Where a step ends with the same in every store, so does the rest of the way: nothing in it
    depends on the clock or on chance. ``to_the_end`` goes there and looks.
    """
    asked = 0

    def failing(question: Asked) -> Reply:
        nonlocal asked
        asked += 1
        if asked == fault.number and fault.kind in ENGINE_KINDS:
            return ENGINE_KINDS[fault.kind](question)
        return upper(question)

    todo = steps(way)[fault.step :]
    # The engine's thread did not come along into this process.
    with counting_engine(way, failing):
        if fault.kind in ENGINE_KINDS:
            delivered(todo[0])
        else:
            with metered(Meter(at=fault.number, kind=fault.kind)):
                delivered(todo[0])
        if found := ended(way, good[fault.step]):
            return found
        for step in todo[1:] if to_the_end else ():
            step()
        return ended(way, good[-1]) if to_the_end else []


def strike(
    chosen: Sequence[Fault], good: Sequence[Undisturbed], processes: int
) -> Iterator[tuple[Fault, list[str]]]:
    """Yield each fault with how its step ended otherwise.

    Each strikes in a copy of this process at the beginning of its step; no more than ``processes``
    at a time.
    """
    to_the_end = set(chosen[::TO_THE_END])
    with begun() as way:
        for number, step in enumerate(steps(way)):
            mine = [fault for fault in chosen if fault.step == number]
            struck: deque[tuple[Fault, Copy]] = deque()
            for fault in mine:
                if len(struck) == processes:
                    first, copy = struck.popleft()
                    yield first, copy.told()
                struck.append(
                    (fault, Copy(lambda: ends(way, fault, good, to_the_end=fault in to_the_end)))  # noqa: B023
                )
            yield from ((fault, copy.told()) for fault, copy in struck)
            step()
