"""DeepL's API. Needs a key; one that ends in ``:fx`` belongs to the free service."""

from dataclasses import replace

from .codes import Codes
from .dialect import Dialect, Key
from .exchange import Request
from .sizes import utf8_bytes

_BASES = (
    "AR BG CS DA DE EL EN ES ET FI FR HE HU ID IT JA KO LT LV NB NL PL PT RO RU SK SL SV TH TR UK"
    " VI ZH"
)
_VARIANTS = "EN-GB EN-US ES-419 PT-BR PT-PT ZH-HANS ZH-HANT"
_RENAMED = {"no": "NB"}
_SOURCES = Codes(frozenset(_BASES.split()), _RENAMED | {"zh-Hant": "ZH"})
# EN, PT and ZH alone are deprecated as targets: the variant would be DeepL's guess.
_TARGETS = Codes(
    frozenset(_BASES.split()) - {"EN", "PT", "ZH"} | frozenset(_VARIANTS.split()), _RENAMED
)


def _arguments(key: Key, _address: str) -> dict[str, object]:
    return {"api_key": key["key"], "use_free_api": key["key"].endswith(":fx")}


def _adapt(request: Request) -> Request:
    """Turn deep-translator's GET into what DeepL still takes.

    DeepL stopped reading GET requests to /translate in March 2025 and keys outside the header in
    January 2026 (developers.deepl.com, "Breaking changes"); deep-translator 1.11.4 sends both.
    """
    form = {name: value for name, value in request.params.items() if name != "auth_key"}
    key = request.params["auth_key"]
    return replace(
        request,
        method="POST",
        params={},
        form=form,
        headers={**request.headers, "Authorization": f"DeepL-Auth-Key {key}"},
    )


# Brackets for the reason given for Google; DeepL was made to carry XML tags, so those come next.
DEEPL = Dialect(
    name="deepl",
    module="deepl",
    class_name="DeeplTranslator",
    languages=lambda: (_SOURCES, _TARGETS),
    limit=30_000,  # of the 128 KiB a request may have, so that one answer stays quick
    measure=utf8_bytes,
    styles=("bracket", "xml", "double"),
    arguments=_arguments,
    needs=("key",),
    adapt=_adapt,
)
