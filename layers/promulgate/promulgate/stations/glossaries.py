"""The glossary in use: the table names it, the draft bucket keeps every one there ever was."""

from functools import lru_cache

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core import glossary, keys
from promulgate.core.documents import Document
from promulgate.core.glossary import EMPTY, Glossary, Term
from promulgate.core.names import with_names


def current(table: Table) -> str:
    """Return the digest of the glossary in use, or an empty text while there is none."""
    item = table.get_plain("GLOSSARY", "GLOSSARY")
    return item["digest"] if item else ""


def terms(
    drafts: Bucket, digest: str, source: str, target: str, source_text: str
) -> tuple[Term, ...]:
    """Return what counts between two languages: the glossary's terms, and the text's own names."""
    return with_names(glossary.terms_for(_read(drafts, digest), source, target), source_text)


def terms_of(drafts: Bucket, document: Document, source_text: str) -> tuple[Term, ...]:
    """Return what counts for a document, by the glossary that it was made with."""
    return terms(
        drafts,
        document.glossary_digest,
        document.source_language,
        document.language,
        source_text,
    )


def found(drafts: Bucket, digest: str) -> str:
    """Return the digest of the glossary that is kept under ``digest``, by what it says."""
    return _read(drafts, digest).digest


# A glossary never changes under its digest; a warm function need not fetch it again.
@lru_cache(maxsize=4)
def _read(drafts: Bucket, digest: str) -> Glossary:
    if not digest:
        return EMPTY
    stored = drafts.get(keys.glossary(digest))
    if stored is None:
        raise LookupError(f"the glossary {digest} is not in the draft bucket")
    # For the first draft of a stack that has a glossary.
    from promulgate.core import glossary_file

    return glossary_file.parse(stored.data)
