"""A LibreTranslate server, at the operator's own address. A key only where the server wants one."""

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from .codes import Codes
from .dialect import Dialect, Key
from .errors import AnswerUnusable, EngineError, EngineRefused
from .exchange import Answer, Request
from .sizes import url_bytes

# deep-translator insists on a key, LibreTranslate refuses one it does not know: this one stays.
_NO_KEY = "none"

# LibreTranslate 1.x; older servers know Chinese as zh and zt only, newer ones take both names.
_LANGUAGES = (
    "ar az be bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms"
    " nb nl pl pt ro ru sk sl sq sr sv th tl tr uk ur vi zh zt"
)
_CODES = Codes(
    frozenset(_LANGUAGES.split()),
    {"zh-Hans": "zh", "zh-Hant": "zt", "fil": "tl", "no": "nb"},
    open=True,
)


def _arguments(key: Key, address: str) -> dict[str, object]:
    return {"api_key": key.get("key", _NO_KEY), "custom_url": base_address(address)}


def base_address(written: str) -> str:
    """Return a LibreTranslate server's address, ending in ``/`` as deep-translator needs it.

    Raises EngineRefused for what is no http or https address; without one, deep-translator would
    send the texts to a public server.
    """
    parts = urlsplit(written.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise EngineRefused("libre", "needs its address in EngineUrl (http:// or https://)")
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + "/", "", ""))


def _adapt(request: Request) -> Request:
    if request.params.get("api_key") != _NO_KEY:
        return request
    return replace(
        request, params={name: value for name, value in request.params.items() if name != "api_key"}
    )


def _complaint(answer: Answer) -> EngineError | None:
    """A server's own limit on characters comes as 400: fewer texts at a time may fit it."""
    if answer.status_code == 400 and "exceeds text limit" in answer.text:
        return AnswerUnusable("libre", "the text is longer than this server takes")
    return None


# The address may hide any engine: the neural ones tried keep "[900]", Apertium keeps "⟦0⟧".
LIBRE = Dialect(
    name="libre",
    module="libre",
    class_name="LibreTranslator",
    languages=lambda: (_CODES, _CODES),
    limit=6_000,  # text and key travel in the query string, and common servers stop at 8 kB
    measure=url_bytes,
    styles=("bracket", "double", "xml", "underscore"),
    arguments=_arguments,
    adapt=_adapt,
    complaint=_complaint,
)
