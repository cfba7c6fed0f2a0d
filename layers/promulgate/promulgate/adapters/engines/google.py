"""Google Translate's page for simple phones, as deep-translator reads it. No key."""

from .codes import Codes
from .dialect import Dialect
from .errors import EngineError, EngineUnavailable
from .exchange import Answer
from .loading import constants
from .sizes import url_bytes

# deep-translator refuses 5,000 characters; Google refuses about 1,800 of CJK, nine bytes each.
_CHARACTERS = 4_999
_URL_BYTES_A_CHARACTER = 3

_RENAMED = {
    "he": "iw",
    "jv": "jw",
    "fil": "tl",
    "nb": "no",
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "kok": "gom",
    "mni": "mni-Mtei",
    "tw": "ak",
}


def _size(text: str) -> int:
    return max(len(text) * _URL_BYTES_A_CHARACTER, url_bytes(text))


def _languages() -> tuple[Codes, Codes]:
    listed = frozenset(constants("GOOGLE_LANGUAGES_TO_CODES").values())
    # Without pt-PT, European Portuguese would silently come out Brazilian.
    return Codes(listed, _RENAMED), Codes(listed | {"pt-PT"}, _RENAMED)


def _complaint(answer: Answer) -> EngineError | None:
    """Google sends a caller it takes for a robot to a page with a puzzle, not to a 429."""
    if answer.status_code == 302 and "/sorry/" in answer.headers.get("Location", ""):
        return EngineUnavailable("google", "takes this address for a robot")
    return None


# A number in square brackets looks like the citation mark of every encyclopaedia page, which an
# engine trained on the web copies; the double bracket is rarer, and underscores tend to be spaced.
GOOGLE = Dialect(
    name="google",
    module="google",
    class_name="GoogleTranslator",
    languages=_languages,
    limit=_CHARACTERS * _URL_BYTES_A_CHARACTER,
    measure=_size,
    styles=("bracket", "double", "underscore"),
    arguments=lambda _key, _address: {},
    complaint=_complaint,
)
