"""Processes that outlive the command that started them."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local import process
from local.instance import LocalError

SLEEPER = [sys.executable, "-c", "import time; print('awake', flush=True); time.sleep(60)"]

type Start = Callable[[], int]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a process that sleeps for a minute; return its pid."""

    def started() -> int:
        process.start("sleeper", SLEEPER, directory=tmp_path, environment={})
        pid = process.running("sleeper", tmp_path)
        assert pid
        return pid

    yield started
    process.stop("sleeper", tmp_path)


def reap(pid: int) -> None:
    """Let go of an ended child, as init does when the command that started it is gone."""
    os.waitpid(pid, 0)


def test_a_started_process_runs_in_a_session_of_its_own(start: Start) -> None:
    pid = start()
    assert os.getsid(pid) == pid


def test_a_process_logs_to_a_file_of_its_name(start: Start, tmp_path: Path) -> None:
    start()
    until = time.monotonic() + 10
    while "awake" not in (tmp_path / "sleeper.log").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_process_is_not_started_twice(start: Start) -> None:
    start()
    with pytest.raises(LocalError, match="already"):
        start()


def test_a_stopped_process_runs_no_more(start: Start, tmp_path: Path) -> None:
    start()
    assert process.stop("sleeper", tmp_path)
    assert process.running("sleeper", tmp_path) is None
    assert not process.stop("sleeper", tmp_path)


def test_a_process_that_was_killed_can_be_started_again(start: Start) -> None:
    pid = start()
    os.kill(pid, signal.SIGKILL)
    reap(pid)
    assert start() != pid


def test_a_pid_that_belongs_to_another_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sleeper.pid").write_text(str(os.getpid()))
    assert process.running("sleeper", tmp_path) is None
    assert not process.stop("sleeper", tmp_path)


def test_nothing_runs_where_nothing_was_started(tmp_path: Path) -> None:
    assert process.running("sleeper", tmp_path) is None
