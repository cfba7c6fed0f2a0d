"""MyMemory, a shared translation memory. No key; an ``email`` as its secret raises the quota."""

import re
from dataclasses import replace

from .codes import Codes
from .dialect import Dialect, Key
from .errors import EngineError, EngineRefused, EngineUnavailable
from .exchange import Answer, Request
from .loading import constants
from .sizes import utf8_bytes

_WAIT = re.compile(r"(\d+)\s+HOURS?\s+(\d+)\s+MINUTES?\s+(\d+)\s+SECONDS?", re.IGNORECASE)
_RENAMED = {"ar": "ar-SA", "no": "nb-NO"}


def _languages() -> tuple[Codes, Codes]:
    codes = Codes(frozenset(constants("MY_MEMORY_LANGUAGES_TO_CODES").values()), _RENAMED)
    return codes, codes


def _arguments(key: Key, _address: str) -> dict[str, object]:
    return {"email": key["email"]} if "email" in key else {}


def _adapt(request: Request) -> Request:
    """Send by TLS what deep-translator would send in the clear."""
    return replace(request, url=request.url.replace("http://", "https://", 1))


def _complaint(answer: Answer) -> EngineError | None:
    """MyMemory answers 200 and puts the quota notice, or the error, where the translation goes."""
    try:
        value = answer.json()
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    data = value.get("responseData")
    words = data.get("translatedText") if isinstance(data, dict) else None
    words = words if isinstance(words, str) else ""
    status = str(value.get("responseStatus", "200"))
    if status == "429" or value.get("quotaFinished") or words.startswith("MYMEMORY WARNING"):
        wait = _WAIT.search(words)
        hours, minutes, seconds = (int(part) for part in wait.groups()) if wait else (1, 0, 0)
        return EngineUnavailable(
            "mymemory", "the free quota is used up", hours * 3600.0 + minutes * 60 + seconds
        )
    if status not in {"200", "None"}:
        return EngineRefused("mymemory", f"answered {status} ({words[:120]})")
    return None


# A translation memory looks up whole sentences: joined texts would match nothing.
MYMEMORY = Dialect(
    name="mymemory",
    module="mymemory",
    class_name="MyMemoryTranslator",
    languages=_languages,
    limit=499,
    measure=utf8_bytes,
    styles=("bracket", "double"),
    arguments=_arguments,
    joins=False,
    adapt=_adapt,
    complaint=_complaint,
)
