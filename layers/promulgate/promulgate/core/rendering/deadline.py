"""Deadlines: Python-Markdown takes minutes for a few kilobytes that are written to hurt it.

They count the processor's time and not the clock's: that a machine is busy is no author's fault.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from promulgate.core.errors import PromulgateError

# With all around it, a file that is rendered is done within two seconds.
SECONDS = 1.3
# A text that is also aligned, put together and checked has this for each of its characters, if that
# is more: three times what an honest one takes.
SECONDS_A_CHARACTER = 50e-6
# How often it is stopped again, should something have caught the first TooSlow.
AGAIN = 0.1


class TooSlow(PromulgateError):  # noqa: N818
    """Rendering took longer than it may."""


def seconds_for(text: str) -> float:
    """Return how long it may take to draft, align or check a translation of ``text``."""
    return max(SECONDS, len(text) * SECONDS_A_CHARACTER)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what happens inside after ``seconds`` of this process's work by raising TooSlow there.

    It needs the main thread, where Lambda calls handlers: nothing else can stop a regular
    expression. Raises RuntimeError in another thread.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("only the main thread can be interrupted")

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"rendering took more than {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    try:
        try:
            signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    finally:
        # Once more, for an alarm that came on the way to the line above.
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
