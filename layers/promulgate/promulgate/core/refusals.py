"""Why a change of a draft is refused; each error carries what its catcher needs.

They stand apart from what raises them: an answer that has nothing to do with a draft's text is told
apart from these without the checks and the parsers of Markdown.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from promulgate.core.errors import AuthorError, PromulgateError
from promulgate.core.states import State

if TYPE_CHECKING:
    from promulgate.core.findings import Failing
    from promulgate.core.units import Unit


class UnitError(PromulgateError):
    """A change names a unit that is not there, or a text that no unit can have."""


class NoTextError(PromulgateError):
    """The draft has no text to review yet, or will never have one."""

    def __init__(self, state: State) -> None:
        """Keep the state for the caller's answer."""
        super().__init__(f"this draft is {state}: it has no text to review")
        self.state = state


class OverrideError(PromulgateError):
    """An override gives a reason for a check that does not fail."""


class BlockedError(PromulgateError):
    """Failing checks stand against an approval; ``failing`` lists them."""

    def __init__(self, failing: Sequence["Failing"]) -> None:
        """Keep the checks for the answer."""
        super().__init__("checks of severity error fail and are not overridden with a reason")
        self.failing = tuple(failing)


class UnalignedError(PromulgateError):
    """A file has not the draft's units; taking in the rest would lose what its author wrote.

    ``missing`` are the texts of the source that it does not clearly translate, ``unknown`` those of
    the file that belong to none.
    """

    def __init__(self, missing: Sequence["Unit"], unknown: Sequence["Unit"]) -> None:
        """Keep both for the answer."""
        super().__init__(
            "the file's headings, paragraphs, lists and tables are not those of the source; "
            "nothing was taken in"
        )
        self.missing = tuple(missing)
        self.unknown = tuple(unknown)


class FieldsError(PromulgateError):
    """A file's front matter says otherwise what a translation cannot change."""


class XliffError(AuthorError):
    """An XLIFF file that its translator must mend; ``unit`` names the unit to blame, if one is."""

    def __init__(
        self, reason: str, expected: str, *, unit: str = "", line: int | None = None
    ) -> None:
        """Keep the unit for the answer."""
        super().__init__(f"unit {unit}: {reason}" if unit else reason, expected, line)
        self.unit = unit
