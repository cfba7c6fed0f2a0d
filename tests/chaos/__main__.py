"""``make chaos``: every call of the way of a policy, failed once in every way it can fail."""

import os
import sys
import time

from tests.conftest import AWS_OF_NOBODY

os.environ.update(AWS_OF_NOBODY)

from tests.chaos import faults


def main() -> int:
    """Strike with every fault, print what did not converge, and how many did."""
    begun = time.monotonic()
    good = faults.undisturbed()
    chosen = faults.faults(good)
    calls, requests = (sum(getattr(one, name) for one in good) for name in ("calls", "requests"))
    print(f"{calls} AWS calls and {requests} engine requests on the way", flush=True)
    converged = 0
    for fault, told in faults.strike(chosen, good, processes=os.cpu_count() or 1):
        converged += not told
        if told:
            print(fault, *told, sep="\n    ", flush=True)
    print(f"{len(chosen)} faults, {converged} converged, {time.monotonic() - begun:.0f} s")
    return int(converged < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
