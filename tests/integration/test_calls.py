"""What an update asks of AWS and of the engine, as more policies, versions and languages exist."""

import pytest

from bench import calls
from bench.calls import Size, Step

ALONE = Size(languages=2)


@pytest.fixture(scope="module")
def alone() -> dict[str, Step]:
    """Return the steps of an update where no other policy is."""
    return {step.name: step for step in calls.update(ALONE)}


@pytest.mark.parametrize(
    "size",
    [
        Size(languages=2, policies=40),
        Size(languages=2, versions=4),
        Size(languages=6),
    ],
    ids=["policies", "versions", "languages"],
)
def test_no_step_makes_more_calls_for_what_it_does_not_touch(
    alone: dict[str, Step], size: Size
) -> None:
    found = {step.name: step.calls for step in calls.update(size)}
    assert found == {name: step.calls for name, step in alone.items()}


def test_a_changed_paragraph_is_all_that_the_engine_is_sent() -> None:
    sent, again, written = calls.engine()
    assert sent <= 1.05 * len(calls.PARAGRAPH.format(99))
    assert (again, written) == (0, 0)
