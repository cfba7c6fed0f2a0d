"""What the table remembers: one frozen value per word of the design.

Instants are ISO 8601 in UTC (``2026-11-23T21:15:17Z``), digests SHA-256 in hex, languages
canonical BCP 47 tags.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from promulgate.core.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageStatus:
    """One language's line in the overview of a policy."""

    version: int
    state: State
    digest: str = ""
    failing: int = 0
    since: str = ""
    in_force: str = ""
    # What the next draft builds upon: the newest approved document, and the newest of any state.
    approved_version: int = 0
    approved_digest: str = ""
    text_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy's head: read before and rewritten by every change, so that changes come in a row."""

    policy: str
    source_language: str
    key: str
    title: str = ""
    version: int = 0
    source_digest: str = ""
    revision: int = 0
    sequence: int = 0
    history_digest: str = ""
    effective_date: str = ""
    languages: Mapping[str, LanguageStatus] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A numbered state of the source, as it was uploaded.

    ``words_digest`` names all that readers are told in words, and no date; empty where unknown.
    """

    policy: str
    version: int
    key: str
    object_version: str
    source_digest: str
    source_language: str
    title: str
    uploaded_at: str
    effective_date: str
    effective_at: str
    last_modified: str
    authoritative: str
    change: str
    change_note: str
    targets: tuple[str, ...]
    words_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A reviewer's reason for approving in spite of a failing check."""

    unit: str
    check: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A named reviewer's word for exactly these bytes.

    ``by_id`` is the user pool's `sub` of ``by``, empty where no person gave it. ``nonce`` is what
    nobody can guess; with it the evidence commits to ``by`` without naming it.
    """

    by: str
    at: str
    draft_digest: str
    source_digest: str
    target_digest: str
    glossary_digest: str
    renderer: str
    overrides: tuple[Override, ...] = ()
    nonce: str = ""
    by_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One version in one language. ``digest`` names its document; empty while none exists."""

    policy: str
    version: int
    language: str
    state: State
    source_digest: str
    digest: str = ""
    target_digest: str = ""
    glossary_digest: str = ""
    failing: int = 0
    created_at: str = ""
    changed_at: str = ""
    changed_by: str = ""
    # The user pool's `sub` of that person; empty when a machine or an upload changed it.
    changed_by_id: str = ""
    note: str = ""
    approval: Approval | None = None
    # The version of the uploaded human translation that this draft took in, if one did.
    upload: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One approved text as a permanent copy; ``correction`` counts from 0 within a version.

    ``sequence`` is its place among the policy's publications in all languages, from 1. The page,
    its evidence and the edition's history up to it lie in the draft bucket under these digests
    before the copy is written. ``settled``: the copy is written, and all that it leads to.
    ``void``: it never takes effect. A publisher took it back before its day, or the same text was
    uploaded anew with a later date. ``human``: people made the translation and uploaded it.
    """

    policy: str
    language: str
    version: int
    correction: int
    draft_digest: str
    source_digest: str
    target_digest: str
    title: str
    description: str
    published_at: str
    effective_date: str
    effective_at: str
    reviewed_on: str
    change: str
    change_note: str
    sequence: int = 0
    page_digest: str = ""
    evidence_digest: str = ""
    history_digest: str = ""
    settled: bool = False
    void: bool = False
    human: bool = False
    # In which the change note is written; empty in what went out before this was kept.
    source_language: str = ""

    @property
    def number(self) -> str:
        """Return the publication's number as readers see it: ``2``, or ``2.1`` when corrected."""
        return f"{self.version}.{self.correction}" if self.correction else str(self.version)

    @property
    def order(self) -> tuple[int, int]:
        """Return what sorts publications from the oldest text to the newest."""
        return (self.version, self.correction)


class Absence(StrEnum):
    """Why an edition has nothing in force."""

    UNTRANSLATED = "untranslated"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A publisher's word on one edition, in the place of the rule that the newest is in force.

    ``publication`` is put back in force; an empty one withdraws the edition. ``over`` was in force
    then, and whatever is newer than it ends the ruling on its own effective date. ``touched_at`` is
    when the publisher last ruled on what has not taken effect yet.
    """

    policy: str
    language: str
    publication: str
    over: str
    by: str
    at: str
    touched_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What readers of one language see now: the publication in force and the files that show it.

    ``in_force`` is empty where there is none, and ``absence`` says why. ``face`` is the digest of
    everything that its changing files are made from. ``changed_at`` is the instant since which
    its URL shows that publication. ``written``: what is in force is at its URL, or was before it
    went away.
    ``settled``: files, language index, feed, sitemap and CDN all show ``face``.
    """

    policy: str
    language: str
    source_language: str = ""
    in_force: str
    title: str
    description: str
    since: str
    face: str
    changed_at: str = ""
    absence: Absence | None = None
    written: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a policy's history; ``previous`` chains it to the line before."""

    sequence: int
    at: str
    by: str
    action: str
    version: int
    language: str
    from_digest: str
    to_digest: str
    detail: Mapping[str, str]
    previous: str
    digest: str


type Record = Version | Draft | Publication | Ruling | Edition
