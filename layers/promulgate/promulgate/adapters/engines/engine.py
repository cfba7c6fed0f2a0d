"""Many texts, one engine, one pair of languages: in batches, in parallel, nothing asked twice."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, wait

from .answers import translatable
from .batches import join, pack, split
from .errors import AnswerUnusable, EngineUnavailable
from .line import Line
from .sizes import characters_within

type Keep = Callable[[Mapping[str, str]], None]
"""Takes the answers of one request by text, to remember them."""

_NOTHING: Mapping[str, str] = {}


class Engine:
    """An engine bound to a source and a target language.

    ``style_names`` are the mask tokens it keeps, best first. ``limit`` is the number of
    characters of one text that surely fit a request; a longer text is not sent.
    """

    def __init__(self, line: Line, *, source: str, target: str, codes: tuple[str, str]) -> None:
        """Bind ``line``; ``codes`` are the engine's own for the two languages."""
        dialect = line.dialect
        self.name = dialect.name
        self.source = source
        self.target = target
        self.style_names = dialect.styles
        self.limit = characters_within(dialect.limit, dialect.measure, source)
        self._line = line
        self._codes = codes
        self._witness: str | None = None

    def ask(
        self,
        texts: Sequence[str],
        *,
        known: Mapping[str, str] = _NOTHING,
        keep: Keep | None = None,
    ) -> list[str | None]:
        """Return the translation of each of ``texts``, in order.

        A text in ``known`` is not asked again. ``keep`` is given every answer as soon as it has
        arrived, before the same thread asks for more, by one thread at a time; what it raises ends
        the asking. A text without letters is its own translation. ``None`` stands
        for a text that is too long, or that gets no usable answer while others do.

        Raises EngineUnavailable or EngineRefused; what arrived until then has been kept.
        """
        answers = {text: text for text in texts if not translatable(text)}
        answers |= {text: known[text] for text in texts if text in known}
        asked = [text for text in dict.fromkeys(texts) if text not in answers and self._fits(text)]
        dialect = self._line.dialect
        batches = pack(asked, limit=dialect.limit, measure=dialect.measure, joins=dialect.joins)
        answers |= self._round(batches, keep)
        self._witness = next((text for text in asked if text in answers), self._witness)
        left = [text for text in asked if text not in answers]
        if left:
            answers |= self._round([(text,) for text in left], keep)
            self._blame(answers, asked)
        return [answers.get(text) for text in texts]

    def _fits(self, text: str) -> bool:
        return self._line.dialect.measure(text.strip()) <= self._line.dialect.limit

    def _round(self, batches: Sequence[tuple[str, ...]], keep: Keep | None) -> dict[str, str]:
        """Ask all ``batches``; a batch without a usable answer is missing from the result."""
        stop, keeping = threading.Event(), threading.Lock()

        def one(batch: tuple[str, ...]) -> dict[str, str]:
            try:
                answers = {} if stop.is_set() else self._batch(batch, stop)
                if keep and answers:
                    with keeping:
                        keep(answers)
            except BaseException:
                stop.set()  # here, before this thread takes the next batch
                raise
            return answers

        asking = [self._line.pool.submit(one, batch) for batch in batches]
        finished, unfinished = wait(asking, return_when=FIRST_EXCEPTION)
        for question in unfinished:
            question.cancel()
        wait(unfinished)
        answers: dict[str, str] = {}
        for question in finished:
            answers |= question.result()
        return answers

    def _batch(self, batch: tuple[str, ...], stop: threading.Event) -> dict[str, str]:
        try:
            answer = self._line.ask(join(batch), self._codes, stop)
        except AnswerUnusable:
            return {}
        parts = split(answer, batch)
        return dict(zip(batch, parts, strict=True)) if parts else {}

    def _blame(self, answers: Mapping[str, str], asked: Sequence[str]) -> None:
        """Raise EngineUnavailable if texts are left because the engine is out of order.

        If it translates others, or one that it has translated before, the texts are to blame, and
        the draft can do without them better than without all.
        """
        if any(text in answers for text in asked):
            return
        witness = self._witness or next(filter(translatable, answers), None)
        if witness is None or not self._round([(witness,)], None):
            raise EngineUnavailable(self.name, "gives no usable answer")
