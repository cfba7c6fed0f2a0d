"""The one place that hashes: what a digest is, of bytes and of values."""

import hashlib
import json
from typing import Any


def of_bytes(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def of_text(text: str) -> str:
    """Return the digest of ``text`` in UTF-8."""
    return of_bytes(text.encode())


def canonical_json(value: Any) -> bytes:
    """Return ``value`` as JSON in UTF-8, keys sorted, no spare space: equal values, equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def of_value(value: Any) -> str:
    """Return the digest of a JSON value's canonical form."""
    return of_bytes(canonical_json(value))
