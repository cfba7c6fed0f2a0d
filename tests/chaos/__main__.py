"""``make chaos``: calls that fail, events in every order, engines that misbehave, and poison."""

import os
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context

import pytest

from tests.conftest import AWS_OF_NOBODY

os.environ.update(AWS_OF_NOBODY)

from tests.chaos import faults, orders, outage

PROCESSES = os.cpu_count() or 1
# In lots of so many, each drawn from a seed of its own.
LOTS, LOT = 40, 25


def strike() -> bool:
    """Strike with every fault; print what did not converge, and how many did."""
    good = faults.undisturbed()
    chosen = faults.faults(good)
    calls, requests = (sum(getattr(one, name) for one in good) for name in ("calls", "requests"))
    print(f"{calls} AWS calls and {requests} engine requests on the way", flush=True)
    converged = 0
    for fault, told in faults.strike(chosen, good, processes=PROCESSES + 1):
        converged += not told
        if told:
            print(fault, *told, sep="\n    ", flush=True)
    print(f"{len(chosen)} faults, {converged} converged", flush=True)
    return converged == len(chosen)


def shuffle() -> bool:
    """Play the schedules; print the shortest after which a rule did not hold, and how many."""
    with get_context("spawn").Pool(PROCESSES) as pool:
        races = pool.map_async(orders.at_every_call, orders.NAMED, chunksize=1)
        drawn = pool.starmap_async(
            orders.in_every_order, [(seed, LOT) for seed in range(LOTS)], chunksize=1
        )
        raced, played = races.get(), drawn.get()
    for _, told in [*raced, *played]:
        if told:
            print(*told, sep="\n    ", flush=True)
    counts = [sum(number for number, _ in some) for some in (raced, played)]
    whole = not any(told for _, told in [*raced, *played])
    print(
        f"{counts[0]} races at every call, {counts[1]} schedules drawn:"
        f" {'all in order' if whole else 'NOT all in order'}",
        flush=True,
    )
    return whole


def misbehave() -> bool:
    """Let an engine misbehave for an hour in every way; print what was not as promised."""
    with get_context("spawn").Pool(PROCESSES) as pool:
        ways = list(outage.MISBEHAVIOURS)
        ended = dict(zip(ways, pool.map(outage.misbehaved, ways, chunksize=1), strict=True))
    for name, told in ended.items():
        if told:
            print(name, *told[:5], sep="\n    ", flush=True)
    good = sum(not told for told in ended.values())
    print(f"{len(ended)} hours of a misbehaving engine, {good} mended", flush=True)
    return good == len(ended)


def poison() -> bool:
    """Poison every queue and stream, on the deployed stack too."""
    parts = ["tests/integration/test_poison.py", "tests/e2e/test_poison.py"]
    return pytest.main([*parts, "-q"]) == pytest.ExitCode.OK


def main() -> int:
    """Carry out all parts; return the exit code."""
    parts: list[Callable[[], bool]] = [strike, shuffle, misbehave, poison]
    good, begun = [], time.monotonic()
    for part in parts:
        at = time.monotonic()
        good.append(part())
        print(f"  {time.monotonic() - at:.0f} s", flush=True)
    print(f"{'All' if all(good) else 'NOT all'} as promised, {time.monotonic() - begun:.0f} s")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
