"""The glossary in use: the table names it, the draft bucket keeps every one there ever was."""

from functools import lru_cache

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core import glossary, keys
from promulgate.core.glossary import EMPTY, Glossary, Term


def current(table: Table) -> str:
    """Return the digest of the glossary in use, or an empty text while there is none."""
    item = table.get_plain("GLOSSARY", "GLOSSARY")
    return item["digest"] if item else ""


def terms(drafts: Bucket, digest: str, source: str, target: str) -> tuple[Term, ...]:
    """Return the terms of the glossary ``digest`` for one pair of languages."""
    return glossary.terms_for(_read(drafts, digest), source, target)


# A glossary never changes under its digest; a warm function need not fetch it again.
@lru_cache(maxsize=4)
def _read(drafts: Bucket, digest: str) -> Glossary:
    if not digest:
        return EMPTY
    stored = drafts.get(keys.glossary(digest))
    if stored is None:
        raise LookupError(f"the glossary {digest} is not in the draft bucket")
    return glossary.parse(stored.data)
