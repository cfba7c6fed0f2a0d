"""QCRI's service for Arabic, English and Spanish. Needs a ``key``."""

from .codes import Codes
from .dialect import Dialect, Key
from .sizes import url_bytes

_CODES = Codes(frozenset({"ar", "en", "es"}))


def _arguments(key: Key, _address: str) -> dict[str, object]:
    return {"api_key": key["key"]}


QCRI = Dialect(
    name="qcri",
    module="qcri",
    class_name="QcriTranslator",
    languages=lambda: (_CODES, _CODES),
    limit=4_000,
    measure=url_bytes,
    styles=("bracket", "double"),
    arguments=_arguments,
    needs=("key",),
    extras={"domain": "general"},
)
