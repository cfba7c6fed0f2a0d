"""What readers see of a policy: which files there are to be, and their bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from promulgate.core import digest, documents, keys, page, publishing, rendering, urls
from promulgate.core.brand import Brand
from promulgate.core.documents import Document
from promulgate.core.front_matter import body_of
from promulgate.core.page import Alternate, IndexEntry, IndexPage, PolicyPage
from promulgate.core.publishing import Digests
from promulgate.core.records import Edition, Policy, Publication, Version
from promulgate.core.rendering import RENDERER, Heading, HeadingsError

HTML, MARKDOWN, JSON = (
    "text/html; charset=utf-8",
    "text/markdown; charset=utf-8",
    "application/json",
)


class File(NamedTuple):
    """A file of the site: its key, its bytes, its media type."""

    key: str
    data: bytes
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all pages share: whose they are, and the address that paths stand below."""

    company_name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document and the whole source file that it translates."""

    document: Document
    source_text: str

    @property
    def title(self) -> str:
        """Return the title in the document's language."""
        return self._unit("title")

    @property
    def description(self) -> str:
        """Return the description in the document's language, or an empty text."""
        return self._unit("description")

    @property
    def keywords(self) -> tuple[str, ...]:
        """Return the keywords in the document's language."""
        return tuple(unit.target for unit in self.document.units if unit.kind == "keyword")

    def _unit(self, kind: str) -> str:
        return next((unit.target for unit in self.document.units if unit.kind == kind), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """All that is out of one policy, or is about to be."""

    site: Site
    head: Policy
    versions: Mapping[int, Version]
    publications: tuple[Publication, ...]

    def of_language(self, language: str) -> tuple[Publication, ...]:
        """Return the publications in one language, oldest text first."""
        mine = (one for one in self.publications if one.language == language)
        return tuple(sorted(mine, key=lambda one: one.order))

    def in_force_of(self, edition: Edition) -> Publication:
        """Return the publication that ``edition`` shows."""
        return next(
            one for one in self.of_language(edition.language) if one.number == edition.in_force
        )


def digests(text: Text, renderer: str) -> Digests:
    """Return what an approval of ``text`` is for, computed from the bytes themselves."""
    return Digests(
        draft=documents.digest_of(text.document),
        source=digest.of_text(text.source_text),
        target=digest.of_text(text.document.markdown),
        glossary=text.document.glossary_digest,
        renderer=renderer,
    )


def body(text: Text) -> tuple[str, tuple[Heading, ...]]:
    """Return a text as safe HTML, with the anchors that its source's headings have.

    A text whose headings are not those of its source (a reviewer overrode that check) keeps its
    own anchors.
    """
    markdown = body_of(text.document.markdown)
    shared = [heading.id for heading in rendering.headings(body_of(text.source_text))]
    try:
        html, found = rendering.page_body(markdown, shared)
    except HeadingsError:
        html, found = rendering.page_body(markdown, None)
    return html, found


def wanted(published: Published, now: str) -> tuple[Edition, ...]:
    """Return the edition of each language that has a publication in force at ``now``."""
    in_force = {
        publication.language: publication
        for language in dict.fromkeys(one.language for one in published.publications)
        if (publication := publishing.in_force(published.of_language(language), now))
    }
    return tuple(
        Edition(
            policy=publication.policy,
            language=publication.language,
            in_force=publication.number,
            title=publication.title,
            description=publication.description,
            since=publication.effective_date,
            changed_at=max(publication.published_at, publication.effective_at),
            face=_face_digest(published, publication, in_force),
        )
        for publication in in_force.values()
    )


def _face_digest(
    published: Published, publication: Publication, in_force: Mapping[str, Publication]
) -> str:
    source = in_force.get(published.head.source_language)
    return digest.of_value(
        {
            "publication": publication.number,
            "document": publication.draft_digest,
            "history": [one.number for one in published.of_language(publication.language)],
            "languages": sorted(in_force),
            "source": source.number if source else "",
            "renderer": RENDERER,
            "page": page.PAGE,
            "site": asdict(published.site),
        }
    )


def permanent_copy(published: Published, publication: Publication, text: Text) -> tuple[File, ...]:
    """Return a publication's permanent copy: the Markdown first, then the page."""
    path = urls.permanent(publication.language, publication.policy, publication.number)
    return (
        File(keys.markdown(path), text.document.markdown.encode(), MARKDOWN),
        File(keys.page(path), _page(published, publication, text, "permanent", path), HTML),
    )


def face(
    published: Published, edition: Edition, text: Text, beside: Sequence[Edition]
) -> tuple[File, ...]:
    """Return the files that change when another publication comes into force.

    ``beside`` are the policy's editions in every language, this one too.
    """
    publication = published.in_force_of(edition)
    path = urls.edition(edition.language, edition.policy)
    html = _page(published, publication, text, "in_force", path, beside)
    return (
        File(keys.markdown(path), text.document.markdown.encode(), MARKDOWN),
        File(keys.page(path), html, HTML),
        File(
            urls.versions(edition.language, edition.policy).lstrip("/"),
            _versions(published, edition),
            JSON,
        ),
    )


def _page(
    published: Published,
    publication: Publication,
    text: Text,
    kind: str,
    path: str,
    beside: Sequence[Edition] = (),
) -> bytes:
    html, headings = body(text)
    version = published.versions[publication.version]
    return page.policy_page(
        PolicyPage(
            brand=Brand(company_name=published.site.company_name),
            site_url=published.site.url,
            policy=publication.policy,
            language=publication.language,
            source_language=version.source_language,
            authoritative=version.authoritative,
            title=publication.title,
            description=publication.description,
            keywords=text.keywords,
            body=html,
            headings=headings,
            publication=publication.number,
            published_on=publication.published_at,
            effective_date=publication.effective_date,
            last_modified=version.last_modified,
            reviewed_on=publication.reviewed_on,
            kind=kind,
            path=path,
            alternates=tuple(
                Alternate(language=language, path=urls.edition(language, publication.policy))
                for language in sorted(edition.language for edition in beside)
            ),
        )
    )


def preview(site: Site, version: Version, language: str, text: Text) -> bytes:
    """Return the page that publishing ``text`` would make, marked as a preview."""
    html, headings = body(text)
    return page.policy_page(
        PolicyPage(
            brand=Brand(company_name=site.company_name),
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
            kind="preview",
            path=urls.edition(language, version.policy),
            alternates=(),
        )
    )


def _versions(published: Published, edition: Edition) -> bytes:
    """Return an edition's history for machines, the newest publication first."""
    in_source = published.of_language(published.head.source_language)
    return digest.canonical_json(
        {
            "policy": edition.policy,
            "language": edition.language,
            "in_force": edition.in_force,
            "source": {
                "language": published.head.source_language,
                "publications": [one.number for one in reversed(in_source)],
            },
            "publications": [
                {
                    "publication": one.number,
                    "version": one.version,
                    "published": one.published_at,
                    "effective": one.effective_date,
                    "change": one.change,
                    "change_note": one.change_note,
                    "source_digest": one.source_digest,
                    "target_digest": one.target_digest,
                    "url": urls.permanent(one.language, one.policy, one.number),
                }
                for one in reversed(published.of_language(edition.language))
            ],
        }
    )


def index_key(language: str) -> str:
    """Return the key of the page that lists the policies of one language."""
    return keys.page(urls.language_index(language))


def index(site: Site, language: str, shown: Sequence[Edition]) -> File:
    """Return the page that lists ``shown``, the policies of one language."""
    entries = tuple(
        IndexEntry(
            title=edition.title,
            description=edition.description,
            since=edition.since,
            path=urls.edition(language, edition.policy),
        )
        for edition in shown
    )
    here = Alternate(language=language, path=urls.language_index(language))
    shown_page = IndexPage(
        brand=Brand(company_name=site.company_name),
        site_url=site.url,
        language=language,
        source_language=language,
        alternates=(here,),
        entries=entries,
    )
    return File(index_key(language), page.language_index(shown_page), HTML)


def not_found(site: Site, languages: Sequence[str]) -> File:
    """Return the page for what is not there; it leads to the policies of each language."""
    return File(
        "404.html", page.not_found_page(Brand(company_name=site.company_name), languages), HTML
    )
