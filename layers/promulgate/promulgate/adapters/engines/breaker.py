"""A circuit breaker: an engine that is down is left alone for a while."""

import threading
import time
from collections.abc import Callable

THRESHOLD = 3
PAUSE = 30.0


class Breaker:
    """Opens after ``threshold`` questions in a row were given up, for ``pause`` seconds.

    Then one question may try: its success closes the breaker, its failure opens it again. All
    threads that ask one engine share it.
    """

    def __init__(
        self,
        *,
        threshold: int = THRESHOLD,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start closed."""
        self._threshold = threshold
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opens_at = 0.0
        self._trying = False

    def admit(self) -> float:
        """Return 0 when a question may be asked, else the seconds until one may.

        Whoever is admitted says afterwards how it went: ``succeeded`` or ``failed``.
        """
        with self._lock:
            if self._failures < self._threshold:
                return 0.0
            rest = self._opens_at - self._clock()
            if rest > 0:
                return rest
            if self._trying:
                return self._pause
            self._trying = True
            return 0.0

    def succeeded(self) -> None:
        """Note an answer: the engine is there."""
        with self._lock:
            self._failures = 0
            self._trying = False

    def failed(self, retry_after: float | None = None) -> None:
        """Note a question given up; the pause is at least ``retry_after`` seconds."""
        with self._lock:
            self._failures += 1
            self._trying = False
            self._opens_at = self._clock() + max(self._pause, retry_after or 0.0)
