"""The errors that callers tell apart. Each carries what its catcher needs."""


class PromulgateError(Exception):
    """The base of every error that this project raises on purpose."""


class AuthorError(PromulgateError):
    """An uploaded file that its author must mend; trying it again unchanged cannot help.

    ``line`` counts from 1 in the file as uploaded; ``None`` where no single line is to blame.
    ``reason`` says what is wrong, ``expected`` what would be right, both in the author's words.
    """

    def __init__(self, reason: str, expected: str, line: int | None = None) -> None:
        """Keep the parts apart, for reports; the message joins them."""
        place = f"line {line}: " if line is not None else ""
        super().__init__(f"{place}{reason} (expected: {expected})")
        self.reason = reason
        self.expected = expected
        self.line = line


class OutdatedError(PromulgateError):
    """What was to be changed is no longer what the person saw; ``current`` is its digest now."""

    def __init__(self, reason: str, current: str) -> None:
        """Keep the digest for the answer."""
        super().__init__(reason)
        self.current = current
