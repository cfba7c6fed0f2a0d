"""Every AWS and engine call of the whole way, failed once in each way that a call can fail."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from traceback import format_exc
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
    """Counts AWS calls. ``fails`` says how call number so is to fail, if in one of these ways."""

    fails: Callable[[int, Sequence[str]], str | None] = lambda _number, _kinds: None
    calls: int = 0
    struck: bool = False

    def before(self, model: Any, **_: Any) -> None:
        """Count a call; fail it before it takes effect."""
        self.calls += 1
        self._strike(BEFORE, model.name)

    def after(self, model: Any, **_: Any) -> None:
        """Fail the call though it took effect."""
        self._strike(AFTER, model.name)

    def _strike(self, kinds: Sequence[str], operation: str) -> None:
        # Once: whatever is called while the error goes up is another call.
        if not self.struck and (kind := self.fails(self.calls, kinds)):
            self.struck = True
            raise _error(kind, operation)


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


def delivered(step: Callable[[], None]) -> list[str]:
    """Take a step, as often as it takes; return why it never succeeded, if it did not."""
    told: list[str] = []
    for _ in range(TRIES):
        try:
            step()
        except (Exception, KilledError):
            told = ["it never succeeded", *format_exc().splitlines()[-8:]]
        else:
            return []
    return told


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


def goes_on(way: Way, fault: Fault, good: Sequence[Undisturbed], *, to_the_end: bool) -> list[str]:
    """Return how a step that ``fault`` struck ended otherwise.

    Where a step ends with the same in every store, so does the rest of the way: nothing in it
    depends on the clock or on chance. ``to_the_end`` goes there and looks.
    """
    if (found := ended(way, good[fault.step])) or not to_the_end:
        return found
    for step in steps(way)[fault.step + 1 :]:
        step()
    return ended(way, good[-1])


def failing(fault: Fault) -> Callable[[Asked], Reply]:
    """Return an engine that ``fault`` strikes."""
    asked = 0

    def answer(question: Asked) -> Reply:
        nonlocal asked
        asked += 1
        if asked == fault.number and fault.kind in ENGINE_KINDS:
            return ENGINE_KINDS[fault.kind](question)
        return upper(question)

    return answer


@dataclass(slots=True)
class Strikes:
    """Faults in one step, each in a copy of this process, no more than ``most`` at a time.

    ``left``: those that have not struck yet. ``here``: this process and its fault, if it is a copy.
    """

    way: Way
    left: list[Fault]
    most: int
    under_way: deque[tuple[Fault, Copy]] = field(default_factory=deque)
    ended: list[tuple[Fault, list[str]]] = field(default_factory=list)
    here: tuple[Copy, Fault] | None = None
    engine: ExitStack = field(default_factory=ExitStack)

    def fails(self, call: int, kinds: Sequence[str]) -> str | None:
        """Return in which of ``kinds`` a call fails here; it fails in all of them in copies."""
        for fault in [one for one in self.left if one.number == call and one.kind in kinds]:
            if self.here or self.begins(fault):
                return fault.kind
        return None

    def begins(self, fault: Fault) -> bool:
        """Make a copy in which ``fault`` strikes; return whether this is the copy."""
        self.wait(self.most - 1)
        copy = Copy()
        if copy.here:
            self.here, self.left = (copy, fault), [fault]
            # The engine's thread did not come along.
            self.engine.enter_context(counting_engine(self.way, failing(fault)))
        else:
            self.left.remove(fault)
            self.under_way.append((fault, copy))
        return copy.here

    def wait(self, most: int = 0) -> None:
        """Wait until no more than ``most`` are under way."""
        while len(self.under_way) > most:
            fault, copy = self.under_way.popleft()
            self.ended.append((fault, copy.told()))


def strike(
    chosen: Sequence[Fault], good: Sequence[Undisturbed], processes: int
) -> Iterator[tuple[Fault, list[str]]]:
    """Yield each fault with how its step ended otherwise; at most ``processes`` at a time."""
    to_the_end = set(chosen[::TO_THE_END])
    with begun() as way:
        for number, step in enumerate(steps(way)):
            strikes = Strikes(way, [one for one in chosen if one.step == number], processes)
            # A copy is made at the call that fails; but threads, as a step has that asks an engine,
            # do not come along, so that it begins anew there.
            if good[number].requests:
                any(strikes.begins(fault) for fault in strikes.left[:])
            with metered(Meter(strikes.fails)):
                told = delivered(step)
            if strikes.here:
                copy, fault = strikes.here
                copy.tell(lambda: told or goes_on(way, fault, good, to_the_end=fault in to_the_end))  # noqa: B023
            assert not told, told
            strikes.wait()
            yield from strikes.ended
