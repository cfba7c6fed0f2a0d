"""Tries with growing, jittered pauses between them."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial

TRIES = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 1.0


def pauses(tries: int = TRIES) -> Iterator[Callable[[], None]]:
    """Yield one pause per try: call it after a try that failed.

    Full jitter between 0 and a bound that doubles from 0.02 to 1 second:
    https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
    """
    for attempt in range(tries):
        bound = min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt)
        yield partial(time.sleep, random.uniform(0, bound))  # noqa: S311
