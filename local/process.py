"""Processes that outlive the command that started them.

A process holds a lock on its pid file for as long as it lives. So a pid file left behind by a
crash, or a pid that now belongs to another program, is never taken for a running process.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from local.instance import LocalError

STOPS_WITHIN = 30.0


def start(
    name: str, command: Sequence[str], *, directory: Path, environment: Mapping[str, str]
) -> None:
    """Start ``command`` in a session of its own, unless it runs; it logs to ``<name>.log``.

    Raises LocalError if another command is starting it at this moment.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / f"{name}.pid").open("a+") as pid_file:
        if not _lock(pid_file.fileno()):
            raise LocalError(f"{name} is already being started from {directory}")
        with (directory / f"{name}.log").open("wb") as log:
            # The lock belongs to the open file, which the process inherits.
            process = subprocess.Popen(
                command,
                cwd=directory,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=[pid_file.fileno()],
            )
        pid_file.truncate(0)
        pid_file.write(str(process.pid))


def running(name: str, directory: Path) -> int | None:
    """Return the pid of the process, or None if it does not run."""
    try:
        with (directory / f"{name}.pid").open("r+") as pid_file:
            if _lock(pid_file.fileno()):
                return None
            return int(pid_file.read() or 0) or None
    except FileNotFoundError:
        return None


def stop(name: str, directory: Path) -> bool:
    """End the process and what it started; return whether it ran.

    It has half a minute to save what it knows.
    """
    pid = running(name, directory)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + STOPS_WITHIN
    while running(name, directory) and time.monotonic() < until:
        time.sleep(0.05)
    if running(name, directory):
        os.killpg(pid, signal.SIGKILL)
    (directory / f"{name}.pid").unlink(missing_ok=True)
    return True


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
