"""How a translation engine fails: for now, for good, or for one text only."""

from promulgate.core.errors import PromulgateError


class EngineError(PromulgateError):
    """The base: ``engine`` is its name, ``reason`` a phrase for the operator, without secrets."""

    def __init__(self, engine: str, reason: str) -> None:
        """Keep the parts apart; the message joins them."""
        super().__init__(f"{engine}: {reason}")
        self.engine = engine
        self.reason = reason


class EngineUnavailable(EngineError):  # noqa: N818
    """The engine cannot answer now; the same question may do later.

    ``retry_after`` is the number of seconds the engine asked for, ``None`` where it named none.
    """

    def __init__(self, engine: str, reason: str, retry_after: float | None = None) -> None:
        """Keep the wait beside the reason, for the queue that asks again."""
        super().__init__(engine, reason)
        self.retry_after = retry_after


class EngineRefused(EngineError):  # noqa: N818
    """Asking again is no use: a bad key, an unknown language, a wrong address."""


class AnswerUnusable(EngineError):  # noqa: N818
    """The answer is no translation of this text; another text may fare better."""
