"""What engines have answered, kept so that a job which comes again pays nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from promulgate.adapters.engines import Engine
from promulgate.adapters.table import Table
from promulgate.core import digest

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one engine, in the table."""

    table: Table
    engine: Engine
    now: datetime
    # How many characters each request that was answered had.
    sent: list[int] = field(default_factory=list)

    def ask(self, texts: Sequence[str]) -> list[str | None]:
        """Return the engine's answer to each of ``texts``, from the table where it is known."""
        return self.engine.ask(texts, known=self._known(texts), keep=self._keep)

    def _known(self, texts: Sequence[str]) -> dict[str, str]:
        keys = {text: (self._pk(text), "ANSWER") for text in texts}
        found = self.table.get_many(list(keys.values()))
        return {text: found[key]["answer"] for text, key in keys.items() if key in found}

    def _keep(self, answers: Mapping[str, str]) -> None:
        self.sent.append(sum(map(len, answers)))
        expires_at = int((self.now + KEPT).timestamp())
        self.table.put_many(
            {"pk": self._pk(text), "sk": "ANSWER", "answer": answer, "expires_at": expires_at}
            for text, answer in answers.items()
        )

    def _pk(self, text: str) -> str:
        asked = [self.engine.name, self.engine.source, self.engine.target, text]
        return f"ANSWER#{digest.of_value(asked)}"
