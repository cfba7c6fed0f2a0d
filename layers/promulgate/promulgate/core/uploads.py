"""What every uploaded file must be: text in UTF-8, not too large, nothing hidden in it."""

import re

from promulgate.core.errors import AuthorError

MAX_BYTES = 262_144

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
# Letters that turn the direction of others: a reviewer would read another text than the reader.
# Arabic and Hebrew prose embeds and isolates what is foreign; overrides have no such use.
OVERRIDE = re.compile("[\u202d\u202e]")
HIDDEN = re.compile(f"{CONTROL.pattern}|{OVERRIDE.pattern}")
# Front matter goes into titles and lists, where what is left open would run on into other text.
UNSEEN = re.compile(f"{CONTROL.pattern}|[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
