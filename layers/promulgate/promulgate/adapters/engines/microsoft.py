"""Azure Translator. Needs a ``key``, and the ``region`` of a resource that is bound to one."""

from .codes import Codes
from .dialect import Dialect, Key
from .sizes import characters

# Text translation languages of API 3.0; ``pt`` is Brazilian Portuguese there.
_LANGUAGES = (
    "af am ar as az ba be bg bho bn bo brx bs ca cs cy da de doi dsb dv el en en-GB es et eu fa"
    " fi fil fj fo fr fr-CA ga gl gom gu ha he hi hr hsb ht hu hy id ig ikt is it iu iu-Latn ja"
    " ka kk km kmr kn ko ks ku ky ln lo lt lug lv lzh mai mg mi mk ml mn-Cyrl mn-Mong mni mr ms"
    " mt mww my nb ne nl nso nya or otq pa pl prs ps pt pt-PT ro ru run rw sd si sk sl sm sn so"
    " sq sr-Cyrl sr-Latn st sv sw ta te th ti tk tn to tr tt ty ug uk ur uz vi xh yo yua yue"
    " zh-Hans zh-Hant zu"
)
_CODES = Codes(
    frozenset(_LANGUAGES.split()),
    {"no": "nb", "lg": "lug", "ny": "nya", "rn": "run", "kok": "gom"},
)


def _arguments(key: Key, _address: str) -> dict[str, object]:
    return {"api_key": key["key"], "region": key.get("region")}


MICROSOFT = Dialect(
    name="microsoft",
    module="microsoft",
    class_name="MicrosoftTranslator",
    languages=lambda: (_CODES, _CODES),
    limit=45_000,  # of 50,000 a request
    measure=characters,
    styles=("bracket", "double", "xml"),
    arguments=_arguments,
    needs=("key",),
    # deep-translator asks Azure for the list of languages each time it makes a translator.
    replaced={"_get_supported_languages": lambda _self: {}},
)
