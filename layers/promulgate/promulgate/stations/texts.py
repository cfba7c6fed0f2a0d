"""The texts that the table names, out of the draft bucket."""

from promulgate.adapters.buckets import Bucket
from promulgate.core import digest, documents, keys
from promulgate.core.documents import Document, Text
from promulgate.core.errors import PromulgateError


class LostError(PromulgateError):
    """The table names a text that is not in the draft bucket."""


def document(drafts: Bucket, policy: str, language: str, draft_digest: str) -> Document:
    """Return a draft's document. Raises LostError."""
    return documents.decode(kept(drafts, keys.document(policy, language, draft_digest)))


def keep(drafts: Bucket, document: Document) -> str:
    """Store a draft's document, before anything names it; return its digest."""
    content = documents.encode(document)
    document_digest = digest.of_bytes(content)
    key = keys.document(document.policy, document.language, document_digest)
    drafts.put_new(key, content, "application/json")
    return document_digest


def source(drafts: Bucket, policy: str, source_digest: str) -> str:
    """Return a whole source file, front matter included. Raises LostError."""
    return kept(drafts, keys.source(policy, source_digest)).decode()


def text(drafts: Bucket, policy: str, language: str, draft_digest: str, source_digest: str) -> Text:
    """Return a draft's document beside its source. Raises LostError."""
    return Text(
        document=document(drafts, policy, language, draft_digest),
        source_text=source(drafts, policy, source_digest),
    )


def kept(drafts: Bucket, key: str) -> bytes:
    """Return the bytes that the draft bucket keeps under ``key``. Raises LostError."""
    stored = drafts.get(key)
    if stored is None:
        raise LostError(f"{key} is not in the draft bucket")
    return stored.data
