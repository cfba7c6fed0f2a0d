"""What readers see of a policy: which editions there are to be, and what each one shows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from promulgate.core import digest, documents, page, publishing, rendering, urls
from promulgate.core.bodies import body_of
from promulgate.core.brand import Brand
from promulgate.core.documents import Text
from promulgate.core.publishing import Digests
from promulgate.core.records import Absence, Edition, Policy, Publication, Ruling, Version
from promulgate.core.rendering import RENDERER, Heading, HeadingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all pages share: whose they are, and the address that paths stand below."""

    brand: Brand
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """All that is out of one policy, or is about to be; ``rulings`` are by language."""

    site: Site
    head: Policy
    versions: Mapping[int, Version]
    publications: tuple[Publication, ...]
    rulings: Mapping[str, Ruling] = field(default_factory=dict)

    def of_language(self, language: str) -> tuple[Publication, ...]:
        """Return the publications in one language, oldest text first."""
        mine = (one for one in self.publications if one.language == language)
        return tuple(sorted(mine, key=lambda one: one.order))

    def in_force(self, language: str, now: str) -> Publication | None:
        """Return the publication of one language that is in force at ``now``, or None."""
        mine = self.of_language(language)
        return publishing.in_force(mine, now, self.rulings.get(language))

    def shown_by(self, edition: Edition) -> Publication | None:
        """Return the publication that ``edition`` shows, or None if it shows an absence."""
        mine = self.of_language(edition.language)
        return next((one for one in mine if one.number == edition.in_force), None)

    def next_of(self, edition: Edition) -> Publication | None:
        """Return the publication that takes effect after what ``edition`` shows, or None."""
        mine = self.of_language(edition.language)
        ruling = self.rulings.get(edition.language)
        past = {edition.in_force, ruling.over if ruling else ""}
        last = max((one.order for one in mine if one.number in past), default=(0, 0))
        newer = (one for one in mine if one.order > last and not one.void)
        return min(newer, key=lambda one: (one.effective_at, one.order), default=None)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages readers may look for the policy in, its source language first."""
        newest = self.versions.get(self.head.version)
        return tuple(
            dict.fromkeys(
                (
                    self.head.source_language,
                    *(newest.targets if newest else ()),
                    *sorted(one.language for one in self.publications),
                )
            )
        )


def digests(text: Text, glossary: str, renderer: str) -> Digests:
    """Return what an approval of ``text`` is for, computed from the bytes themselves.

    ``glossary`` is the digest of the rules that are kept under the name that the text gives.
    """
    return Digests(
        draft=documents.digest_of(text.document),
        source=digest.of_text(text.source_text),
        target=digest.of_text(text.document.markdown),
        glossary=glossary,
        renderer=renderer,
    )


def body(text: Text) -> tuple[str, tuple[Heading, ...]]:
    """Return a text as safe HTML, with the anchors that its source's headings have.

    A text whose headings are not those of its source (a reviewer overrode that check) keeps its
    own anchors.
    """
    markdown = body_of(text.document.markdown)
    if text.document.markdown == text.source_text:
        return rendering.page_body(markdown)
    shared = [heading.id for heading in rendering.headings(body_of(text.source_text))]
    try:
        html, found = rendering.page_body(markdown, shared)
    except HeadingsError:
        html, found = rendering.page_body(markdown, None)
    return html, found


def wanted(published: Published, now: str) -> tuple[Edition, ...]:
    """Return what each language's edition is to show at ``now``.

    There is none at all before the source's first publication: that a policy is being written is
    nobody's business.
    """
    if not published.of_language(published.head.source_language):
        return ()
    in_force = {
        language: publication
        for language in published.languages
        if (publication := published.in_force(language, now))
    }
    return tuple(_edition(published, language, in_force) for language in published.languages)


def _edition(published: Published, language: str, in_force: Mapping[str, Publication]) -> Edition:
    mine = published.of_language(language)
    shown = in_force.get(language)
    ruling = published.rulings.get(language)
    absence = None if shown else _absence(mine, ruling)
    last = shown or (mine or published.of_language(published.head.source_language))[-1]
    edition = Edition(
        policy=published.head.policy,
        language=language,
        source_language=published.head.source_language,
        in_force=shown.number if shown else "",
        title=last.title,
        description=last.description,
        since=shown.effective_date if shown else _since(published, mine, ruling, absence),
        changed_at=max(shown.published_at, shown.effective_at) if shown else "",
        absence=absence,
        face="",
    )
    return replace(edition, face=_face_digest(published, edition, in_force))


def _since(
    published: Published,
    mine: Sequence[Publication],
    ruling: Ruling | None,
    absence: Absence | None,
) -> str:
    """Return when it was withdrawn, or the day on which the first of ``mine`` will take effect."""
    if absence == Absence.WITHDRAWN and ruling is not None:
        return ruling.at
    ahead = [one.effective_date for one in mine if not one.void]
    # What was postponed takes effect as the newest version does, once it is approved.
    return min(ahead) if ahead else published.head.effective_date if mine else ""


def _absence(mine: Sequence[Publication], ruling: Ruling | None) -> Absence:
    if not mine:
        return Absence.UNTRANSLATED
    # A ruling over nothing was about what had not taken effect.
    ruled = ruling is not None and (ruling.over or all(one.void for one in mine))
    return Absence.WITHDRAWN if ruled else Absence.PENDING


def _face_digest(
    published: Published, edition: Edition, in_force: Mapping[str, Publication]
) -> str:
    shown, following = published.shown_by(edition), published.next_of(edition)
    return digest.of_value(
        {
            "publication": edition.in_force,
            "document": shown.draft_digest if shown else "",
            "absence": edition.absence,
            "since": edition.since,
            "title": edition.title,
            "next": following.number if following else "",
            "history": [[one.number, one.void] for one in published.of_language(edition.language)],
            "languages": published.languages,
            "in_force": sorted(in_force),
            "renderer": RENDERER,
            "page": page.PAGE,
            "sitemap": urls.policy_sitemap(edition.policy),
            "site": asdict(published.site),
        }
    )


def next_effect(published: Published, shown: Sequence[Edition]) -> str | None:
    """Return the next instant at which one of ``shown`` shows another publication, or None."""
    following = (published.next_of(edition) for edition in shown)
    return min((one.effective_at for one in following if one), default=None)
