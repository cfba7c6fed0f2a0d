"""What the review API answers: frozen values whose fields are the JSON's."""

from dataclasses import dataclass
from typing import Literal

from promulgate.core.people import May, Person
from promulgate.core.records import Draft, Entry, Override, Policy, Publication, Version

type Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageView:
    """One language of a policy in the overview. ``since`` is when the state last changed."""

    language: str
    version: int
    state: str
    digest: str
    failing: int
    since: str
    in_force: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """One policy in the overview."""

    policy: str
    title: str
    source_language: str
    version: int
    effective_date: str
    languages: tuple[LanguageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliciesView:
    """A page of the overview; ``next`` is the cursor of the page behind it, if there is one."""

    policies: tuple[PolicyView, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version of a policy's source."""

    version: int
    title: str
    uploaded_at: str
    effective_date: str
    change: str
    change_note: str
    source_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One draft of a policy, without its text."""

    version: int
    language: str
    state: str
    digest: str
    failing: int
    changed_at: str
    changed_by: str
    note: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """One publication; ``path`` is that of its permanent copy, below the site's address.

    ``digest`` is that of the draft that it was made of; ``held_back`` says whether a publisher's
    ruling keeps it out of force.
    """

    publication: str
    language: str
    version: int
    published_at: str
    effective_date: str
    path: str
    digest: str
    held_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDetail:
    """One policy with what belongs to a page of its versions, oldest first.

    ``next`` is the cursor of the page of older versions, if there is one.
    """

    policy: PolicyView
    versions: tuple[VersionView, ...]
    drafts: tuple[DraftLine, ...]
    publications: tuple[PublicationView, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """A page of a policy's history; ``next`` is the cursor of the page behind it.

    ``whole``: no entry of the page, and none beside it, was altered or deleted since it was
    written; else ``broken_at`` is the number of the first that was.
    """

    entries: tuple[Entry, ...]
    whole: bool
    broken_at: int | None
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A failed check; ``parts`` are the pieces of text that it is about."""

    name: str
    severity: str
    message: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A stretch of words that stayed ``equal``, or that ``was`` otherwise than it is ``now``."""

    equal: bool
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HintView:
    """The approved pair whose source is nearest, and how that source became the present one."""

    source: str
    target: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A glossary term in a unit; no target means that it is never translated."""

    source: str
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """One unit of a draft; ``changes`` lead from ``previous_source`` to ``source``."""

    id: str
    kind: str
    source: str
    target: str
    previous_source: str | None
    changes: tuple[ChangeView, ...] | None
    origin: str
    flags: tuple[str, ...]
    hint: HintView | None
    terms: tuple[TermView, ...]
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedUnit:
    """What the checks would say of a unit, and how it would look, if it were saved so."""

    id: str
    checks: tuple[CheckView, ...]
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedView:
    """The units that were to be checked."""

    units: tuple[CheckedUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """Who approved a draft, when, and in spite of what."""

    by: str
    at: str
    overrides: tuple[Override, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoesLive:
    """Where an approved draft will be the page in force, and at which instant (or ``now``).

    ``waits_for`` are the languages that must be approved before, where all go out together.
    """

    path: str
    at: str
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft as its reviewer sees it; ``checks`` are those of the whole draft.

    A draft that waits for the machine has no units, and an empty digest.
    """

    policy: str
    version: int
    language: str
    direction: Direction
    source_language: str
    source_direction: Direction
    title: str
    effective_date: str
    targets_path: str
    state: str
    digest: str
    changed_at: str
    changed_by: str
    note: str
    glossary_changed: bool
    may: May
    approval: ApprovalView | None
    goes_live: GoesLive | None
    units: tuple[UnitView, ...]
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Who is signed in, and what they may do: ``languages`` are those whose drafts they edit."""

    name: str
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    publisher: bool


def of_policy(head: Policy) -> PolicyView:
    """Return a policy's line in the overview, its source language first."""
    ordered = sorted(head.languages.items(), key=lambda item: item[0] != head.source_language)
    return PolicyView(
        policy=head.policy,
        title=head.title,
        source_language=head.source_language,
        version=head.version,
        effective_date=head.effective_date,
        languages=tuple(
            LanguageView(
                language=language,
                version=status.version,
                state=status.state,
                digest=status.digest,
                failing=status.failing,
                since=status.since,
                in_force=status.in_force,
            )
            for language, status in ordered
        ),
    )


def of_version(version: Version) -> VersionView:
    """Return one version's line."""
    return VersionView(
        version=version.version,
        title=version.title,
        uploaded_at=version.uploaded_at,
        effective_date=version.effective_date,
        change=version.change,
        change_note=version.change_note,
        source_digest=version.source_digest,
    )


def of_draft(draft: Draft) -> DraftLine:
    """Return one draft's line."""
    return DraftLine(
        version=draft.version,
        language=draft.language,
        state=draft.state,
        digest=draft.digest,
        failing=draft.failing,
        changed_at=draft.changed_at,
        changed_by=draft.changed_by,
        note=draft.note,
        approved_by=draft.approval.by if draft.approval else "",
    )


def of_publication(publication: Publication, path: str, *, held_back: bool) -> PublicationView:
    """Return one publication's line."""
    return PublicationView(
        publication=publication.number,
        language=publication.language,
        version=publication.version,
        published_at=publication.published_at,
        effective_date=publication.effective_date,
        path=path,
        digest=publication.draft_digest,
        held_back=held_back,
    )


def of_person(person: Person) -> PersonView:
    """Return who is signed in."""
    return PersonView(
        name=person.name,
        groups=tuple(sorted(person.groups)),
        languages=person.languages,
        publisher=person.is_publisher,
    )
