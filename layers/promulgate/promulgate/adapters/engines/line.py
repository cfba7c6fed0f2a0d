"""One engine as this process reaches it: its threads, its wire, its breaker."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .answers import usable
from .breaker import Breaker
from .dialect import Dialect
from .errors import AnswerUnusable, EngineError, EngineRefused, EngineUnavailable
from .loading import Translator, TranslatorClass, translator_class
from .patience import Patience, persist
from .setting import Keys, key_of

CONCURRENCY = 8
TIMEOUT = 40.0


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """``url`` is LibreTranslate's address; ``keys`` are the secrets by engine; ``concurrency``
    the requests under way at once to one engine from this process; ``timeout`` the seconds for one
    request, from the connection to the last byte; ``patience`` how long one question goes on.
    """

    url: str = ""
    keys: Keys = field(default_factory=dict, hash=False, repr=False)
    concurrency: int = CONCURRENCY
    timeout: float = TIMEOUT
    patience: Patience = field(default_factory=Patience)


class Line:
    """Asks one engine, from several threads, for any pair of languages."""

    def __init__(
        self,
        dialect: Dialect,
        make: TranslatorClass,
        arguments: Mapping[str, object],
        options: EngineOptions,
        breaker: Breaker,
    ) -> None:
        """Take everything ready made; see ``open_line``."""
        self.dialect = dialect
        self.pool = ThreadPoolExecutor(options.concurrency, thread_name_prefix=dialect.name)
        self._make = make
        self._arguments = arguments
        self._patience = options.patience
        self._breaker = breaker

    def ask(self, text: str, codes: tuple[str, str], stop: threading.Event) -> str:
        """Return the engine's answer to ``text``, between the engine's codes for two languages.

        Asks again on failures that pass, until ``stop`` is set. Raises EngineUnavailable,
        EngineRefused, or AnswerUnusable when what came is no translation.
        """
        rest = self._breaker.admit()
        if rest:
            raise EngineUnavailable(self.dialect.name, "failed repeatedly and is left alone", rest)
        reached, retry_after = False, None
        try:
            answer = persist(
                lambda: self._once(text, codes), self._patience, stopped_while_waiting=stop.wait
            )
            reached = True
        except EngineUnavailable as unavailable:
            retry_after = unavailable.retry_after
            raise
        except EngineError:
            reached = True
            raise
        finally:
            if reached:
                self._breaker.succeeded()
            else:
                self._breaker.failed(retry_after)
        return answer

    def _once(self, text: str, codes: tuple[str, str]) -> str:
        # A translator keeps the question it was asked last, so each question gets its own.
        # deep-translator checks languages against lists that are short or old: "auto" passes, and
        # the codes set afterwards are not checked.
        translator: Translator = self._make(source="auto", target="auto", **self._arguments)
        translator.source, translator.target = codes
        name = self.dialect.name
        try:
            answer = translator.translate(text, **self.dialect.extras)
        except EngineError:
            raise
        except Exception as error:
            # On an answer it cannot read, deep-translator raises whatever its reading ran into.
            raise AnswerUnusable(name, f"answered unreadably ({type(error).__name__})") from None
        return usable(name, answer, text)


def open_line(dialect: Dialect, options: EngineOptions, breaker: Breaker | None = None) -> Line:
    """Make ready to ask ``dialect``'s engine; nothing is sent yet.

    Raises EngineRefused when a key is missing, or the address is none.
    """
    from .wire import Wire  # brings requests: 150 ms that a job from memory alone need not pay

    key = key_of(dialect.name, dialect.needs, options.keys)
    if key is None:
        wanted = " and ".join(dialect.needs)
        raise EngineRefused(dialect.name, f"needs its {wanted} in the engines' secret")
    wire = Wire(
        dialect.name,
        timeout=options.timeout,
        adapt=dialect.adapt,
        complaint=dialect.complaint,
        secrets=tuple(key.values()),
    )
    return Line(
        dialect,
        translator_class(dialect, wire),
        dialect.arguments(key, options.url),
        options,
        breaker or Breaker(),
    )
