"""What every uploaded file must be: text in UTF-8, not too large, nothing hidden in it."""

import re

from promulgate.core.errors import AuthorError

MAX_BYTES = 262_144


def decoded(data: bytes) -> str:
    """Return an uploaded file as text, a byte order mark and line ends as they came.

    Raises AuthorError when it is not UTF-8 or too large.
    """
    if len(data) > MAX_BYTES:
        raise AuthorError("the file is too large", f"at most {MAX_BYTES // 1024} kB")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AuthorError("the file is not UTF-8", "text saved as UTF-8", line) from error


def refuse(pattern: re.Pattern[str], text: str, reason: str) -> None:
    """Raise AuthorError with ``reason``, line and character where ``text`` has the pattern."""
    if found := pattern.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise AuthorError(f"{reason} (U+{ord(found[0]):04X})", "text without such characters", line)
