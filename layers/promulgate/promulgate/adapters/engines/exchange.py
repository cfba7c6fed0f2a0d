"""One request to an engine and its answer, as values, and what the answer's status means."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from .errors import AnswerUnusable, EngineError, EngineRefused, EngineUnavailable

_TRY_LATER = {408, 425, 429}
_TOO_LONG = {413, 414, 431}
_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Request:
    """What goes to the engine. ``form`` or ``json`` is the body, ``params`` the query string."""

    method: str
    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    json: object = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, read to the end; to deep-translator it is a response of ``requests``."""

    status_code: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8, which every engine here speaks."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> object:
        """Return the body's JSON value; raises ValueError when it is none."""
        return json.loads(self.body)

    def close(self) -> None:
        """Do nothing: the body is read already, the connection is back in its pool."""


def judge(engine: str, answer: Answer) -> EngineError | None:
    """Return what the status says is wrong with ``answer``, ``None`` when it may be read."""
    status = answer.status_code
    if 200 <= status < 300:
        return None
    reason = f"answered {status}{_detail(answer)}"
    if status in _TRY_LATER or status >= 500:
        return EngineUnavailable(engine, reason, retry_after(answer))
    if status in _TOO_LONG:
        return AnswerUnusable(engine, reason)
    if 300 <= status < 400:
        return EngineRefused(engine, f"{reason}: it has moved; give its new address")
    return EngineRefused(engine, reason)


def retry_after(answer: Answer) -> float | None:
    """Return the seconds that ``Retry-After`` (RFC 9110, 10.2.3) asks for, by number or by date."""
    written = answer.headers.get("Retry-After", "").strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _detail(answer: Answer) -> str:
    """Return the engine's own words, when it sent them as JSON: ``error`` or ``message``."""
    try:
        value = answer.json()
    except ValueError:
        return ""
    for name in ("error", "message"):
        if isinstance(value, dict) and name in value:
            value = value[name]
    return f" ({' '.join(value.split())[:_DETAIL]})" if isinstance(value, str) and value else ""
