"""How long a text is, the way each engine counts it.

The measures add up: joining texts is never longer than the sum of their measures.
"""

from collections.abc import Callable
from urllib.parse import quote_plus

from promulgate.core import languages

type Measure = Callable[[str], int]


def characters(text: str) -> int:
    """Return the number of characters."""
    return len(text)


def utf8_bytes(text: str) -> int:
    """Return the number of bytes in UTF-8."""
    return len(text.encode())


def url_bytes(text: str) -> int:
    """Return the number of bytes ``text`` takes in a query string: CJK nine a character."""
    return len(quote_plus(text))


# What policies are written in, a little denser in accents and marks than they are.
_LATIN = "retention,é"
_TWO_BYTES = "хранение и,"
_THREE_BYTES = "保存期間について。"
_TWO_BYTE_SCRIPTS = {"Arab", "Armn", "Cyrl", "Grek", "Hebr", "Syrc", "Thaa"}


def characters_within(limit: int, measure: Measure, language: str) -> int:
    """Return how many characters of ordinary text in ``language`` (BCP 47) measure ``limit``."""
    script = languages.script(language)
    sample = (
        _LATIN if script == "Latn" else _TWO_BYTES if script in _TWO_BYTE_SCRIPTS else _THREE_BYTES
    )
    return limit * len(sample) // measure(sample)
