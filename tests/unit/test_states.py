import pytest

from promulgate.core.states import ALLOWED, State, StateError, changed


def test_a_reviewed_draft_can_be_approved() -> None:
    assert changed(State.IN_REVIEW, State.APPROVED) is State.APPROVED


@pytest.mark.parametrize("state", [State.QUEUED, State.FAILED, State.SUPERSEDED])
def test_what_nobody_could_read_cannot_be_approved(state: State) -> None:
    with pytest.raises(StateError):
        changed(state, State.APPROVED)


def test_only_an_approved_draft_becomes_published() -> None:
    assert [state for state in State if State.PUBLISHED in ALLOWED[state]] == [State.APPROVED]


def test_a_superseded_draft_stays_superseded() -> None:
    assert ALLOWED[State.SUPERSEDED] == frozenset()


def test_a_refused_change_names_both_states() -> None:
    with pytest.raises(StateError, match="a draft that is queued cannot become published"):
        changed(State.QUEUED, State.PUBLISHED)
