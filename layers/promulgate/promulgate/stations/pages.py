"""The site's files that change: pages in force, and what all policies share."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import md5

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.retries import pauses
from promulgate.adapters.table import ConflictError, Table
from promulgate.core import feed, files, keys, urls
from promulgate.core.documents import Text
from promulgate.core.editions import Published, Site
from promulgate.core.files import File
from promulgate.core.openings import View
from promulgate.core.records import Edition, Policy
from promulgate.stations import brands, copies, texts

# The CDN is told of every change; a browser asks again after a minute.
BRIEFLY = "public, max-age=60, s-maxage=86400"
# Of a new language, the CDN is not told for every other language's index: there may be dozens.
MINUTES = "public, max-age=60, s-maxage=300"
# The languages that have an index, each under its own key; ``named`` once all others name it.
_INDEXES = "INDEXES"
# The policies that have a sitemap, each under its own key; ``named`` is the site's address under
# which the list of all sitemaps names it.
_SITEMAPS = "SITEMAPS"


def write_brand(drafts: Bucket, site: Bucket, facts: Site) -> None:
    """Write what every page of the company's brand needs; each file is named by its content."""
    for file in brands.files(drafts, facts.brand):
        site.put_new(file.key, file.data, file.content_type, copies.FOREVER)


def open_languages(
    table: Table, site: Bucket, facts: Site, languages: Sequence[str], changing: Sequence[Edition]
) -> None:
    """Write a feed and an index where a language of ``changing`` has none: its pages lead there.

    ``languages`` are those of the site. Raises ConflictError when others kept writing one of them.
    """
    indexed = _indexed(table)
    for language in _languages(changing):
        if language not in indexed:
            _write_feed(table, site, facts, language)
            _write_index(table, site, facts, languages[0], language)
            table.put_once(_INDEXES, language, {"named": False})


def write_faces(
    table: Table, drafts: Bucket, site: Bucket, head: Policy, views: Iterable[View]
) -> None:
    """Write the pages in force that ``views`` are of, in this order.

    They are written only while ``head`` is the policy's newest revision.
    Whoever changes the policy after that check finds the files that this call wrote, or makes its
    writes fail. Raises ConflictError in that case.
    """
    made = [file for view in views for file in _face(drafts, view)]
    present = {file.key: site.etag(file.key) for file in made}
    newest = table.policy(head.policy)
    if newest is None or newest.revision != head.revision:
        raise ConflictError("the policy changed while its pages were made")
    for file in made:
        if not _put_over(site, present[file.key], file):
            raise ConflictError(f"{file.key} was written by somebody else")
        present[file.key] = _etag(file)


def _face(drafts: Bucket, view: View) -> tuple[File, ...]:
    published, edition = view.published, view.edition
    history = copies.history(drafts, published.of_language(edition.language))
    text = _shown_text(drafts, published, edition)
    return files.face(published, edition, text, view.beside, history)


def write_shared(
    table: Table,
    site: Bucket,
    facts: Site,
    languages: Sequence[str],
    head: Policy,
    changing: Sequence[Edition],
) -> None:
    """Write what policies share: feeds and indexes of ``changing``, and the policy's sitemap.

    ``languages`` are those of the site. Raises ConflictError when others kept writing one of them.
    """
    own = _languages(changing)
    for language in own:
        _write_feed(table, site, facts, language)
    _write_indexes(table, site, facts, languages[0], own)
    _write_sitemaps(table, site, facts, head)
    _write_shared(site, keys.file(urls.ROBOTS), lambda: files.robots(facts))
    listed = [language for language in languages if language in _indexed(table)]
    _write_shared(site, files.NOT_FOUND_KEY, lambda: files.not_found(facts, listed))


def _languages(changing: Sequence[Edition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edition.language for edition in changing))


def _write_sitemaps(table: Table, site: Bucket, facts: Site, head: Policy) -> None:
    """Write the policy's sitemap, and the list of all sitemaps unless it names this one already.

    A call that is cut off in between leaves no mark, so that the next one writes the list.
    """
    policy = head.policy
    _write_shared(
        site,
        keys.file(urls.policy_sitemap(policy)),
        lambda: files.sitemap_of(facts, head, table.editions(policy)),
    )
    known = table.get_plain(_SITEMAPS, policy)
    if known is not None and known["named"] == facts.url:
        return
    if known is None:
        table.put_plain(_SITEMAPS, policy, {"named": ""})
    _write_shared(
        site,
        keys.file(urls.SITEMAP),
        lambda: files.sitemap_index(facts, (one["sk"] for one in table.plain_under(_SITEMAPS))),
        MINUTES,
    )
    table.put_plain(_SITEMAPS, policy, {"named": facts.url})


def _write_indexes(
    table: Table, site: Bucket, facts: Site, source_language: str, own: Sequence[str]
) -> None:
    """Write the indexes of the languages ``own``, and all others when one of these is new.

    A call that is cut off in between leaves a mark, by which the next one writes them all.
    """
    indexed = _indexed(table)
    unnamed = [language for language, is_named in indexed.items() if not is_named]
    for language in indexed if unnamed else own:
        _write_index(table, site, facts, source_language, language)
    for language in unnamed:
        table.put_plain(_INDEXES, language, {"named": True})


def _write_index(
    table: Table, site: Bucket, facts: Site, source_language: str, language: str
) -> None:
    def index() -> File:
        named = sorted({language, *_indexed(table)})
        return files.index(facts, source_language, named, language, table.editions_in(language))

    _write_shared(site, files.index_key(language), index, MINUTES)


def _write_feed(table: Table, site: Bucket, facts: Site, language: str) -> None:
    _write_shared(site, keys.file(urls.feed(language)), partial(_feed, table, facts, language))


def _indexed(table: Table) -> dict[str, bool]:
    """Return the languages that have an index, and whether all the others name it."""
    return {item["sk"]: item["named"] for item in table.plain_under(_INDEXES)}


def _feed(table: Table, facts: Site, language: str) -> File:
    newest = table.newest_publications(language, limit=feed.MOST_ENTRIES)
    # Another policy's may be planned and not there yet.
    out = [publication for publication in newest if publication.settled]
    return files.feed_of(facts, language, out)


def _write_shared(site: Bucket, key: str, make: Callable[[], File], caching: str = BRIEFLY) -> None:
    """Write what ``make`` returns over what was there before it looked."""
    for pause in pauses():
        etag = site.etag(key)
        if _put_over(site, etag, make(), caching):
            return
        pause()
    raise ConflictError(f"{key} kept changing")


def _put_over(site: Bucket, etag: str | None, file: File, caching: str = BRIEFLY) -> bool:
    """Write ``file`` over what had ``etag``; return whether it is there now."""
    if etag is None:
        return site.put_new(file.key, file.data, file.content_type, caching, file.status)
    if etag == _etag(file):
        return True
    return site.put_over(etag, file.key, file.data, file.content_type, caching, file.status)


def _etag(file: File) -> str:
    """Return the ETag of an object put in one piece: its MD5.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
    """
    return f'"{md5(file.data, usedforsecurity=False).hexdigest()}"'


def _shown_text(drafts: Bucket, published: Published, edition: Edition) -> Text | None:
    shown = published.shown_by(edition)
    if shown is None:
        return None
    return texts.text(drafts, shown.policy, shown.language, shown.draft_digest, shown.source_digest)
