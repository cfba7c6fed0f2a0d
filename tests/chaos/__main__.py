"""``make chaos``: every call of the way of a policy, failed once in every way; then every order."""

import os
import sys
import time
from multiprocessing import get_context

from tests.conftest import AWS_OF_NOBODY

os.environ.update(AWS_OF_NOBODY)

from tests.chaos import faults, orders

PROCESSES = os.cpu_count() or 1
SCHEDULES = 400


def strike() -> bool:
    """Strike with every fault; print what did not converge, and how many did."""
    begun = time.monotonic()
    good = faults.undisturbed()
    chosen = faults.faults(good)
    calls, requests = (sum(getattr(one, name) for one in good) for name in ("calls", "requests"))
    print(f"{calls} AWS calls and {requests} engine requests on the way", flush=True)
    converged = 0
    for fault, told in faults.strike(chosen, good, processes=PROCESSES):
        converged += not told
        if told:
            print(fault, *told, sep="\n    ", flush=True)
    took = time.monotonic() - begun
    print(f"{len(chosen)} faults, {converged} converged, {took:.0f} s", flush=True)
    return converged == len(chosen)


def shuffle() -> bool:
    """Go through the schedules; print those after which a rule did not hold, and how many did."""
    begun, whole = time.monotonic(), 0
    with get_context("spawn").Pool(PROCESSES) as pool:
        for seed, told in enumerate(pool.imap(orders.broken, range(SCHEDULES), chunksize=10)):
            whole += not told
            if told:
                print(f"schedule {seed}", *told, sep="\n    ", flush=True)
    print(f"{SCHEDULES} schedules, {whole} in order, {time.monotonic() - begun:.0f} s")
    return whole == SCHEDULES


if __name__ == "__main__":
    sys.exit(not all([strike(), shuffle()]))
