"""Decide upon what is, write, and decide anew when somebody else was faster."""

from collections.abc import Callable

from promulgate.adapters.retries import pauses
from promulgate.adapters.table import ConflictError, Table
from promulgate.core.changes import Change, seal
from promulgate.core.records import Policy


def settle(
    table: Table, policy: str, decide: Callable[[Policy | None], Change | None]
) -> Policy | None:
    """Commit what ``decide`` makes of the policy's head; return the head as it then is.

    ``decide`` reads whatever else it needs after the head; None means that nothing is to do. It
    may be called several times. Raises ConflictError when others were faster every time.
    """
    for pause in pauses():
        head = table.policy(policy)
        change = decide(head)
        if change is None:
            return head
        try:
            return table.commit(seal(change))
        except ConflictError:
            pause()
    raise ConflictError(f"policy {policy} kept changing")
