"""Baidu's general translation API. Needs ``appid`` and ``appkey``."""

from .codes import Codes
from .dialect import Dialect, Key
from .errors import EngineError, EngineRefused, EngineUnavailable
from .exchange import Answer
from .loading import constants
from .sizes import url_bytes

# By Baidu's list of error codes: time-out, its own failure, too fast, long texts too often.
_TRY_LATER = {"52001", "52002", "54003", "54005"}
_RENAMED = {
    "ar": "ara",
    "bg": "bul",
    "da": "dan",
    "es": "spa",
    "et": "est",
    "fi": "fin",
    "fr": "fra",
    "ja": "jp",
    "ko": "kor",
    "ro": "rom",
    "sl": "slo",
    "sv": "swe",
    "vi": "vie",
    "zh-Hans": "zh",
    "zh-Hant": "cht",
}


def _languages() -> tuple[Codes, Codes]:
    # deep-translator writes Romanian as ``ro``; Baidu's own list says ``rom``.
    listed = frozenset(constants("BAIDU_LANGUAGE_TO_CODE").values()) - {"ro"} | {"rom"}
    codes = Codes(listed, _RENAMED)
    return codes, codes


def _arguments(key: Key, _address: str) -> dict[str, object]:
    return {"appid": key["appid"], "appkey": key["appkey"]}


def _complaint(answer: Answer) -> EngineError | None:
    """Baidu answers 200 to everything and puts its error's number into the body."""
    try:
        value = answer.json()
    except ValueError:
        return None
    code = str(value.get("error_code", "52000")) if isinstance(value, dict) else "52000"
    if code == "52000":
        return None
    reason = f"answered error {code}"
    if code in _TRY_LATER:
        return EngineUnavailable("baidu", reason)
    return EngineRefused("baidu", reason)


BAIDU = Dialect(
    name="baidu",
    module="baidu",
    class_name="BaiduTranslator",
    languages=_languages,
    limit=5_800,  # of 6,000 bytes, which travel in the query string
    measure=url_bytes,
    styles=("bracket", "double"),
    arguments=_arguments,
    needs=("appid", "appkey"),
    complaint=_complaint,
)
