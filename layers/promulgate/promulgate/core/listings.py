"""``versions.json`` as a stranger reads it: which publications an edition lists, and what of them.

Nothing in it is trusted.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from promulgate.core import keys, urls
from promulgate.core.evidence import Evidence

LARGEST = 8 * 1024 * 1024
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A publication's number, the digest of its evidence, and all else that the list says."""

    number: str
    evidence: str
    said: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The list of one edition; ``refused`` says why it is none, to follow its key."""

    key: str
    language: str
    in_force: str = ""
    lines: tuple[Line, ...] = ()
    refused: str = ""


def read(policy: str, language: str, reader: Callable[[str], bytes | None]) -> Listing:
    """Return the list of an edition; ``reader`` gives the bytes of a key, or None."""
    key = keys.file(urls.versions(language, policy))
    data = reader(key)
    if data is None:
        return Listing(key=key, language=language, refused="is missing")
    if len(data) > LARGEST:
        return Listing(key=key, language=language, refused=f"is larger than {LARGEST} bytes")
    try:
        value = json.loads(data)
        lines = tuple(_line(entry) for entry in value["publications"])
        if (value["policy"], value["language"]) != (policy, language):
            return Listing(key=key, language=language, refused="is the list of another edition")
        in_force = value["in_force"] or ""
        if not isinstance(in_force, str):
            raise TypeError
        return Listing(key=key, language=language, in_force=in_force, lines=lines)
    except (ValueError, RecursionError, KeyError, TypeError):
        return Listing(key=key, language=language, refused="is no list of publications")


def _line(entry: Mapping[str, object]) -> Line:
    number, named = entry["publication"], entry["evidence_digest"]
    if not (isinstance(number, str) and isinstance(named, str) and _NUMBER.fullmatch(number)):
        raise ValueError
    return Line(number=number, evidence=named, said=entry)


def differences(line: Line, claimed: Evidence) -> tuple[str, ...]:
    """Return the names of what the list says of a publication and its evidence says otherwise."""
    as_claimed: Mapping[str, object] = {
        "version": claimed.version,
        "published": claimed.published_at,
        "effective": claimed.effective_date,
        "source_digest": claimed.source.digest,
        "target_digest": claimed.target,
        "url": urls.permanent(claimed.language, claimed.policy, claimed.publication),
    }
    return tuple(name for name, value in as_claimed.items() if line.said.get(name) != value)
