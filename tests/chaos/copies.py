"""Copies of this process: what happens in one, nobody else learns of but by what it tells."""

import gc
import os
import warnings
from collections.abc import Callable
from traceback import format_exc
from typing import NoReturn


class Copy:
    """A copy of this process that finds something out; ``here`` in the copy itself."""

    def __init__(self) -> None:
        """Fork."""
        # Memory that nobody sweeps is not copied.
        gc.freeze()
        self._answer, self._writing = os.pipe()
        with warnings.catch_warnings():
            # The threads that do not come along are the engine's, and a copy starts one of its own.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process = os.fork()
        self.here = not self._process
        if self.here:
            gc.disable()
        else:
            os.close(self._writing)

    def tell(self, look: Callable[[], list[str]]) -> NoReturn:
        """In the copy: look, tell what was found, and end."""
        try:
            told = look()
        except BaseException:
            told = format_exc().splitlines()[-12:]
        os.write(self._writing, "\n".join(["done", *told]).encode()[:60_000])
        os._exit(0)

    def told(self) -> list[str]:
        """Return what the copy found, when it has."""
        told = b"".join(iter(lambda: os.read(self._answer, 65_536), b"")).decode()
        os.close(self._answer)
        os.waitpid(self._process, 0)
        return told.splitlines()[1:] if told else ["the process ended"]


def copied(look: Callable[[], list[str]]) -> Copy:
    """Return a copy that looks."""
    copy = Copy()
    if copy.here:
        copy.tell(look)
    return copy
