"""The site's files: their keys, their bytes, and what they are served as."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from promulgate.core import digest, feed, keys, page, sitemap, urls
from promulgate.core.documents import Text
from promulgate.core.editions import Published, Site, body
from promulgate.core.histories import Histories
from promulgate.core.page import (
    AbsencePage,
    Alternate,
    Copy,
    HistoryEntry,
    HistoryPage,
    IndexEntry,
    IndexPage,
    PolicyPage,
)
from promulgate.core.records import Absence, Edition, Policy, Publication, Version

HTML, MARKDOWN, JSON = (
    "text/html; charset=utf-8",
    "text/markdown; charset=utf-8",
    "application/json",
)
NOT_FOUND_KEY = "404.html"
# RFC 9110, 15.5.5 and 15.5.11.
NOT_FOUND, GONE = 404, 410


class File(NamedTuple):
    """A file of the site: its key, its bytes, its media type, the status it is served with."""

    key: str
    data: bytes
    content_type: str
    status: int = 200


def permanent_page(published: Published, publication: Publication, text: Text) -> bytes:
    """Return the page of a publication's permanent copy: it shows nothing that can change."""
    path = urls.permanent(publication.language, publication.policy, publication.number)
    return page.policy_page(_published_page(published, publication, text, "permanent", path))


def permanent_copy(
    publication: Publication, markdown: str, html: bytes, evidence: bytes
) -> tuple[File, ...]:
    """Return a publication's permanent copy, the page last: what it leads to is there before it."""
    path = urls.permanent(publication.language, publication.policy, publication.number)
    return (
        File(keys.markdown(path), markdown.encode(), MARKDOWN),
        File(
            keys.file(urls.evidence(publication.language, publication.policy, publication.number)),
            evidence,
            JSON,
        ),
        File(keys.page(path), html, HTML),
    )


def face(
    published: Published,
    edition: Edition,
    text: Text | None,
    beside: Sequence[Edition],
    histories: Histories,
) -> tuple[File, ...]:
    """Return the files that change when another publication comes into force, the page last.

    ``text`` is that of the publication in force, ``beside`` the policy's editions in every
    language, this one too; ``histories`` tell how its publications differ.
    """
    path = urls.edition(edition.language, edition.policy)
    versions = File(
        keys.file(urls.versions(edition.language, edition.policy)),
        _versions(published, edition),
        JSON,
    )
    shown = published.shown_by(edition)
    if shown is None or text is None:
        status = GONE if edition.absence == Absence.WITHDRAWN else NOT_FOUND
        html = page.absence_page(_absence_page(published, edition, beside))
        return (
            *_history(published, edition, beside, histories),
            versions,
            File(keys.markdown(path), f"{edition.absence}\n".encode(), MARKDOWN, status),
            File(keys.page(path), html, HTML, status),
        )
    return (
        *_history(published, edition, beside, histories),
        versions,
        File(keys.markdown(path), text.document.markdown.encode(), MARKDOWN),
        page_in_force(published, edition, shown, text, beside),
    )


def page_in_force(
    published: Published,
    edition: Edition,
    shown: Publication,
    text: Text,
    beside: Sequence[Edition],
) -> File:
    """Return the page that shows ``shown``, which is in force; the rest is as with ``face``."""
    path = urls.edition(edition.language, edition.policy)
    following = published.next_of(edition)
    html = page.policy_page(
        replace(
            _published_page(published, shown, text, "in_force", path),
            alternates=_alternates(beside),
            missing=_missing(beside),
            next_publication=following.number if following else "",
            next_effective_date=following.effective_date if following else "",
        )
    )
    return File(keys.page(path), html, HTML)


def _history(
    published: Published, edition: Edition, beside: Sequence[Edition], histories: Histories
) -> tuple[File, ...]:
    """Return the page of an edition's history; there is none before its first publication."""
    mine = published.of_language(edition.language)
    if not mine:
        return ()
    entries = tuple(
        HistoryEntry(
            number=one.number,
            effective_date=one.effective_date,
            published_on=one.published_at,
            change=one.change,
            change_note=one.change_note,
            path=urls.permanent(one.language, one.policy, one.number),
            comparison=histories.get(one.number, ()),
            void=one.void,
        )
        for one in reversed(mine)
    )
    html = page.history_page(
        HistoryPage(
            brand=published.site.brand,
            site_url=published.site.url,
            language=edition.language,
            source_language=published.head.source_language,
            alternates=_histories_of(published, beside),
            policy=edition.policy,
            title=edition.title,
            in_force=edition.in_force,
            entries=entries,
        )
    )
    return (File(keys.page(urls.history(edition.language, edition.policy)), html, HTML),)


def _histories_of(published: Published, beside: Sequence[Edition]) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(language=one.language, path=urls.history(one.language, one.policy))
        for one in sorted(beside, key=lambda one: one.language)
        if published.of_language(one.language)
    )


def _absence_page(published: Published, edition: Edition, beside: Sequence[Edition]) -> AbsencePage:
    return AbsencePage(
        brand=published.site.brand,
        site_url=published.site.url,
        language=edition.language,
        source_language=published.head.source_language,
        alternates=_alternates(beside),
        missing=_missing(beside),
        policy=edition.policy,
        title=edition.title,
        reason=edition.absence or Absence.UNTRANSLATED,
        since=edition.since,
        copies=tuple(
            Copy(
                number=one.number,
                effective_date=one.effective_date,
                path=urls.permanent(one.language, one.policy, one.number),
            )
            for one in reversed(published.of_language(edition.language))
        ),
    )


def _missing(beside: Sequence[Edition]) -> tuple[str, ...]:
    return tuple(one.language for one in beside if one.absence)


def _alternates(beside: Sequence[Edition]) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(language=one.language, path=urls.edition(one.language, one.policy))
        for one in sorted(beside, key=lambda one: one.language)
        if not one.absence
    )


def preview(site: Site, version: Version, language: str, text: Text) -> bytes:
    """Return the page that publishing ``text`` would make, marked as a preview."""
    path = urls.edition(language, version.policy)
    return page.policy_page(_page(site, version, language, text, "preview", path))


def _published_page(
    published: Published, publication: Publication, text: Text, kind: str, path: str
) -> PolicyPage:
    version = published.versions[publication.version]
    return replace(
        _page(published.site, version, publication.language, text, kind, path),
        publication=publication.number,
        published_on=publication.published_at,
        reviewed_on=publication.reviewed_on,
        by_machine=not publication.human,
    )


def _page(
    site: Site, version: Version, language: str, text: Text, kind: str, path: str
) -> PolicyPage:
    html, headings = body(text)
    return PolicyPage(
        brand=site.brand,
        site_url=site.url,
        policy=version.policy,
        language=language,
        source_language=version.source_language,
        authoritative=version.authoritative,
        title=text.title,
        description=text.description,
        keywords=text.keywords,
        body=html,
        headings=headings,
        publication="",
        published_on="",
        effective_date=version.effective_date,
        last_modified=version.last_modified,
        reviewed_on="",
        kind=kind,
        path=path,
    )


def _versions(published: Published, edition: Edition) -> bytes:
    """Return an edition's history for machines, the newest publication first."""
    shown = published.shown_by(edition)
    return digest.canonical_json(
        {
            "policy": edition.policy,
            "language": edition.language,
            "source_language": published.head.source_language,
            "in_force": shown.number if shown else None,
            "version": shown.version if shown else None,
            "since": edition.since,
            "absence": edition.absence or "",
            "publications": [
                {
                    "publication": one.number,
                    "version": one.version,
                    "published": one.published_at,
                    "effective": one.effective_date,
                    "void": one.void,
                    "change": one.change,
                    "change_note": one.change_note,
                    "source_digest": one.source_digest,
                    "target_digest": one.target_digest,
                    "evidence_digest": one.evidence_digest,
                    "url": urls.permanent(one.language, one.policy, one.number),
                }
                for one in reversed(published.of_language(edition.language))
            ],
        }
    )


def index_key(language: str) -> str:
    """Return the key of the page that lists the policies of one language."""
    return keys.page(urls.language_index(language))


def index(
    site: Site,
    source_language: str,
    languages: Sequence[str],
    language: str,
    editions: Sequence[Edition],
) -> File:
    """Return the page that lists what is in force of ``editions``, those of one language.

    ``languages`` are those that have such a page, this one too; ``source_language`` is the site's.
    """
    entries = tuple(
        IndexEntry(
            title=edition.title,
            description=edition.description,
            since=edition.since,
            path=urls.edition(language, edition.policy),
        )
        for edition in editions
        if edition.written and not edition.absence
    )
    shown = IndexPage(
        brand=site.brand,
        site_url=site.url,
        language=language,
        source_language=source_language,
        alternates=tuple(
            Alternate(language=one, path=urls.language_index(one)) for one in languages
        ),
        entries=entries,
    )
    return File(index_key(language), page.language_index(shown), HTML)


def feed_of(site: Site, language: str, publications: Sequence[Publication]) -> File:
    """Return the Atom feed of one language, whose newest ``publications`` are given."""
    sources = {one.policy: one.source_language for one in publications}
    data = feed.build(site.url, site.brand.company_name, language, publications, sources)
    return File(keys.file(urls.feed(language)), data, feed.MEDIA_TYPE)


def sitemap_of(site: Site, head: Policy, editions: Sequence[Edition]) -> File:
    """Return the sitemap of those of a policy's ``editions`` that are in force."""
    written = [one for one in editions if one.written]
    data = sitemap.build(site.url, written, head.source_language)
    return File(keys.file(urls.policy_sitemap(head.policy)), data, sitemap.XML)


def sitemap_index(site: Site, policies: Iterable[str]) -> File:
    """Return the list of the sitemaps of ``policies``."""
    return File(keys.file(urls.SITEMAP), sitemap.index(site.url, policies), sitemap.XML)


def robots(site: Site) -> File:
    """Return what crawlers read first."""
    return File(keys.file(urls.ROBOTS), sitemap.robots(site.url), sitemap.TEXT)


def not_found(site: Site, languages: Sequence[str]) -> File:
    """Return the page for what is not there; it leads to the policies of each language."""
    return File(NOT_FOUND_KEY, page.not_found_page(site.brand, languages), HTML)
