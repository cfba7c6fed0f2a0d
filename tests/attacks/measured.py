"""What a call costs, measured in a process of its own that may be killed."""

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# A call that takes longer than this has no deadline.
KILLED_AFTER = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """How a call ended; ``seconds`` of the processor, ``memory`` in bytes beyond what there was."""

    end: str
    seconds: float
    memory: int


def measured(call: Callable[[], str]) -> Cost:
    """Return what ``call`` answered and cost.

    It runs in a copy of this process, so that its peak of memory is its own, and one that never
    ends is killed. Raises AssertionError for such a one, and with the traceback of an error.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _answer(call, writing)
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], KILLED_AFTER)
        told = Path(f"/dev/fd/{reading}").read_text() if ready else ""
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not told:
        raise AssertionError(f"it did not end within {KILLED_AFTER:g} seconds, or its process died")
    found = json.loads(told)
    if "error" in found:
        raise AssertionError(found["error"])
    return Cost(**found)


def _answer(call: Callable[[], str], writing: int) -> None:
    """Tell the parent how ``call`` ended, and end this process with nothing else."""
    before, begun = resident("VmRSS"), time.process_time()
    try:
        end = call()
        spent = time.process_time() - begun
        memory = resident("VmHWM") - before
        found: dict[str, object] = {"end": end, "seconds": spent, "memory": memory}
    except BaseException:
        found = {"error": traceback.format_exc()[-3000:]}
    os.write(writing, json.dumps(found).encode())
    sys.stdout.flush()
    os._exit(0)


def resident(field: str) -> int:
    """Return this process's memory in bytes: now (VmRSS), or at its peak (VmHWM).

    https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
    """
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition(f"{field}:")[2].split()[0])
