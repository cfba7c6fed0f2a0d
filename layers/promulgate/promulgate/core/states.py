"""The states of a draft, and which change is allowed."""

from enum import StrEnum

from promulgate.core.errors import PromulgateError


class State(StrEnum):
    """Where a draft stands on its way to the public."""

    QUEUED = "queued"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    FAILED = "failed"


WAITING_FOR_MACHINE = frozenset({State.QUEUED, State.FAILED})
EDITABLE = frozenset({State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPROVED, State.PUBLISHED})
# A newer version of the source ends these; what is approved goes out, what is out stays.
ENDED_BY_A_NEWER_VERSION = frozenset(
    {State.QUEUED, State.FAILED, State.IN_REVIEW, State.CHANGES_REQUESTED}
)

ALLOWED: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.IN_REVIEW, State.FAILED, State.SUPERSEDED}),
    State.FAILED: frozenset({State.IN_REVIEW, State.FAILED, State.SUPERSEDED}),
    State.IN_REVIEW: frozenset(
        {State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPROVED, State.SUPERSEDED}
    ),
    State.CHANGES_REQUESTED: frozenset(
        {State.IN_REVIEW, State.CHANGES_REQUESTED, State.APPROVED, State.SUPERSEDED}
    ),
    State.APPROVED: frozenset({State.PUBLISHED, State.IN_REVIEW, State.CHANGES_REQUESTED}),
    State.PUBLISHED: frozenset({State.IN_REVIEW}),
    State.SUPERSEDED: frozenset(),
}


class StateError(PromulgateError):
    """A change that the draft's present state does not allow."""

    def __init__(self, state: State, wanted: State) -> None:
        """Keep both states for the caller's answer."""
        super().__init__(f"a draft that is {state} cannot become {wanted}")
        self.state = state
        self.wanted = wanted


def changed(state: State, wanted: State) -> State:
    """Return ``wanted`` if a draft in ``state`` may go there; raise StateError otherwise."""
    if wanted not in ALLOWED[state]:
        raise StateError(state, wanted)
    return wanted
