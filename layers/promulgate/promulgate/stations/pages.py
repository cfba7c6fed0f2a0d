"""The site's files: permanent copies, pages in force, language indexes."""

from collections.abc import Sequence
from hashlib import md5

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.retries import pauses
from promulgate.adapters.table import ConflictError, Table
from promulgate.core import editions
from promulgate.core.editions import File, Published, Site, Text
from promulgate.core.records import Edition, Policy, Publication
from promulgate.stations import texts

FOREVER = "public, max-age=31536000, immutable"
# The CDN is told of every change; a browser asks again after a minute.
BRIEFLY = "public, max-age=60, s-maxage=86400"


def write_permanent_copies(
    drafts: Bucket, site: Bucket, published: Published, publications: Sequence[Publication]
) -> None:
    """Write each publication's permanent copy; one that is there stays as it is."""
    for publication in publications:
        for file in editions.permanent_copy(published, publication, _text(drafts, publication)):
            site.put_forever(file.key, file.data, file.content_type, FOREVER)


def write_faces(
    table: Table,
    drafts: Bucket,
    site: Bucket,
    published: Published,
    head: Policy,
    wanted: Sequence[Edition],
    changing: Sequence[Edition],
) -> None:
    """Write the pages in force of ``changing``, some of all that are ``wanted``.

    They are written only while ``head`` is the policy's newest revision.
    Whoever changes the policy after that check finds the files that this call wrote, or makes its
    writes fail. Raises ConflictError in that case.
    """
    files = [
        file
        for edition in changing
        for file in editions.face(
            published, edition, _text(drafts, published.in_force_of(edition)), wanted
        )
    ]
    present = {file.key: site.etag(file.key) for file in files}
    newest = table.policy(head.policy)
    if newest is None or newest.revision != head.revision:
        raise ConflictError("the policy changed while its pages were made")
    for file in files:
        if not _put_over(site, present[file.key], file):
            raise ConflictError(f"{file.key} was written by somebody else")


def write_index(table: Table, site: Bucket, facts: Site, language: str) -> None:
    """Write the page that lists the policies of one language.

    Raises ConflictError when others kept writing it.
    """
    for pause in pauses():
        etag = site.etag(editions.index_key(language))
        shown = [edition for edition in table.editions_in(language) if edition.written]
        if _put_over(site, etag, editions.index(facts, language, shown)):
            return
        pause()
    raise ConflictError(f"the index of {language} kept changing")


def write_not_found(site: Bucket, facts: Site, languages: Sequence[str]) -> None:
    """Write the page for what is not there, unless it is as it should be."""
    file = editions.not_found(facts, languages)
    etag = site.etag(file.key)
    if etag is None or etag.strip('"') != md5(file.data, usedforsecurity=False).hexdigest():
        site.put(file.key, file.data, file.content_type, BRIEFLY)


def _put_over(site: Bucket, etag: str | None, file: File) -> bool:
    if etag is None:
        return site.put_new(file.key, file.data, file.content_type, BRIEFLY)
    return site.put_over(etag, file.key, file.data, file.content_type, BRIEFLY)


def _text(drafts: Bucket, publication: Publication) -> Text:
    return texts.text(
        drafts,
        publication.policy,
        publication.language,
        publication.draft_digest,
        publication.source_digest,
    )
