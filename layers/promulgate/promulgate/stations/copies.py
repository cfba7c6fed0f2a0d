"""Permanent copies: made and kept before the table names them, then written once.

Between a copy's place in the chain of publications and its bytes in the site bucket anything may
happen, a new release of this program too. So the bytes come first: whatever the table names lies
in the draft bucket already.
"""

from collections.abc import Sequence
from dataclasses import replace

from promulgate.adapters.buckets import Bucket
from promulgate.core import digest, evidence, files, histories, keys, redline
from promulgate.core.bodies import body_of
from promulgate.core.documents import Text
from promulgate.core.editions import Published
from promulgate.core.findings import Failing
from promulgate.core.histories import Histories
from promulgate.core.passages import Passage
from promulgate.core.records import Draft, Publication
from promulgate.stations import texts

FOREVER = "public, max-age=31536000, immutable"


def prepare(
    drafts: Bucket,
    published: Published,
    publication: Publication,
    draft: Draft,
    text: Text,
    failing: Sequence[Failing],
) -> Publication:
    """Keep the bytes of a planned publication; return it with its place and its digests.

    ``published`` holds what is out or planned before it, ``failing`` what the checks say of it.
    """
    before = max(published.publications, key=lambda one: one.sequence, default=None)
    placed = replace(publication, sequence=before.sequence + 1 if before else 1)
    html = files.permanent_page(published, placed, text)
    placed = replace(placed, page_digest=digest.of_bytes(html))
    proof = evidence.encode(
        evidence.of(
            published.versions[placed.version], draft, placed, failing=failing, previous=before
        )
    )
    compared = histories.encode(_compared(drafts, published, placed, text))
    placed = replace(
        placed,
        evidence_digest=digest.of_bytes(proof),
        history_digest=digest.of_bytes(compared),
    )
    policy = placed.policy
    drafts.put_new(keys.copy(policy, placed.page_digest), html, files.HTML)
    drafts.put_new(keys.evidence(policy, placed.evidence_digest), proof, files.JSON)
    drafts.put_new(keys.history(policy, placed.history_digest), compared, files.JSON)
    return placed


def _compared(
    drafts: Bucket, published: Published, publication: Publication, text: Text
) -> Histories:
    """Return the history of the edition with ``publication`` in it."""
    mine = published.of_language(publication.language)
    older = [one for one in mine if one.order < publication.order]
    passages: tuple[Passage, ...] = ()
    if older:
        before = texts.document(
            drafts, publication.policy, publication.language, older[-1].draft_digest
        )
        passages = redline.compare(
            body_of(before.markdown), body_of(text.document.markdown), publication.language
        )
    return {**history(drafts, mine), publication.number: passages}


def history(drafts: Bucket, publications: Sequence[Publication]) -> Histories:
    """Return how each of one language's ``publications`` differs from the one before."""
    newest = max(publications, key=lambda one: one.sequence, default=None)
    # What went out before histories were kept has none, and must not keep the rest from going out.
    if newest is None or not newest.history_digest:
        return {}
    return histories.decode(texts.kept(drafts, keys.history(newest.policy, newest.history_digest)))


def write(drafts: Bucket, site: Bucket, publications: Sequence[Publication]) -> None:
    """Write each publication's permanent copy; one that is there stays as it is."""
    for publication in publications:
        document = texts.document(
            drafts, publication.policy, publication.language, publication.draft_digest
        )
        html = texts.kept(drafts, keys.copy(publication.policy, publication.page_digest))
        proof = texts.kept(drafts, keys.evidence(publication.policy, publication.evidence_digest))
        for file in files.permanent_copy(publication, document.markdown, html, proof):
            site.put_forever(file.key, file.data, file.content_type, FOREVER)
