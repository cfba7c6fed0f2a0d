import signal
import threading
import time
from contextlib import suppress

import pytest

from promulgate.core.errors import AuthorError
from promulgate.core.rendering import TooSlow, render, seconds_for, within

# Inputs on which Python-Markdown was seen to take from one second to minutes.
EXPLOSIVE = {
    "brackets": "[" * 10_000,
    "images": "![" * 5_000,
    "references": "[a][" * 2_500,
    "footnotes": "[^a]" * 2_500 + "\n\n[^a]: x\n",
    "attributes": "# h {:   " * 11_000,
    "autolinks": "<a@b" * 25_000,
    "admonitions": "!!! note\n" * 11_000,
    "backslashes": "\\" * 100_000,
    "headings": "# a\n" * 25_000,
    "quotes": ">" * 100_000,
    "links": "[a](<" * 16_000,
}


@pytest.mark.parametrize("attack", EXPLOSIVE.values(), ids=EXPLOSIVE)
def test_rendering_that_takes_too_long_is_stopped(attack: str) -> None:
    started = time.process_time()
    with pytest.raises(TooSlow), within(0.2):
        render(attack)
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    "attack",
    [
        "".join("    " * depth + "- a\n" for depth in range(250)),
        "- " * 495 + "a",
        "".join(f"term {n}\n: text\n" for n in range(495)),
        "<div>" * 50_000,
    ],
    ids=["lists", "list in a line", "definitions", "html"],
)
def test_text_nested_too_deep_is_the_authors_to_mend(attack: str) -> None:
    started = time.process_time()
    with pytest.raises(AuthorError, match="nested"), within(2.0):
        render(attack)
    assert time.process_time() - started < 2.5


def test_the_largest_text_has_time_to_be_checked_and_leaves_time_to_answer() -> None:
    # An honest one takes 5 seconds; the API's function has 29, a batch of uploads 60.
    assert 10 < seconds_for("x" * 262_144) < 25


def test_what_is_done_in_time_is_left_alone() -> None:
    with within(0.05):
        html = render("**a**")
    work(0.1)
    assert html == "<p><strong>a</strong></p>"


def test_waiting_for_a_busy_machine_counts_for_nothing() -> None:
    with within(0.05):
        time.sleep(0.2)


def work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_an_error_inside_comes_out_and_ends_the_deadline() -> None:
    with pytest.raises(ValueError, match="mine"), within(0.05):
        raise ValueError("mine")
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_an_interruption_that_was_swallowed_comes_again() -> None:
    def swallow() -> None:
        with suppress(TooSlow):
            render("[" * 10_000)
        render("[" * 10_000)

    with pytest.raises(TooSlow), within(0.05):
        swallow()


def test_another_thread_is_told_that_it_cannot_be_interrupted() -> None:
    errors: list[RuntimeError] = []

    def enter() -> None:
        try:
            with within(1):
                pass
        except RuntimeError as error:
            errors.append(error)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert len(errors) == 1
