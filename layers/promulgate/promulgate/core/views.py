"""What the review API answers: frozen values whose fields are the JSON's."""

from dataclasses import dataclass

from promulgate.core.findings import Failing
from promulgate.core.records import Approval, Draft, Entry, Policy, Publication, Version
from promulgate.core.reviewing import Reviewed


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
    """One publication; ``path`` is that of its permanent copy, below the site's address."""

    publication: str
    language: str
    version: int
    published_at: str
    effective_date: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDetail:
    """One policy with all that belongs to it."""

    policy: PolicyView
    versions: tuple[VersionView, ...]
    drafts: tuple[DraftLine, ...]
    publications: tuple[PublicationView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """A page of a policy's history; ``next`` is the cursor of the page behind it."""

    entries: tuple[Entry, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """A failed check; ``parts`` are the pieces of text that it is about."""

    name: str
    severity: str
    message: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """One unit of a draft."""

    id: str
    kind: str
    source: str
    target: str
    previous_source: str | None
    origin: str
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """Who approved a draft, and when."""

    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft as its reviewer sees it; ``checks`` are those of the whole draft."""

    policy: str
    version: int
    language: str
    source_language: str
    state: str
    digest: str
    changed_at: str
    changed_by: str
    note: str
    approval: ApprovalView | None
    units: tuple[UnitView, ...]
    checks: tuple[CheckView, ...]


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


def of_publication(publication: Publication, path: str) -> PublicationView:
    """Return one publication's line."""
    return PublicationView(
        publication=publication.number,
        language=publication.language,
        version=publication.version,
        published_at=publication.published_at,
        effective_date=publication.effective_date,
        path=path,
    )


def of_reviewed(seen: Reviewed) -> DraftView:
    """Return a draft with its units and what the checks say of each."""
    return DraftView(
        policy=seen.draft.policy,
        version=seen.draft.version,
        language=seen.draft.language,
        source_language=seen.document.source_language,
        state=seen.draft.state,
        digest=seen.draft.digest,
        changed_at=seen.draft.changed_at,
        changed_by=seen.draft.changed_by,
        note=seen.draft.note,
        approval=_approval(seen.draft.approval),
        units=tuple(
            UnitView(
                id=unit.id,
                kind=unit.kind,
                source=unit.source,
                target=unit.target,
                previous_source=unit.previous_source or None,
                origin=unit.origin,
                checks=of_findings(seen.findings, unit.id),
            )
            for unit in seen.document.units
        ),
        checks=of_findings(seen.findings, ""),
    )


def _approval(approval: Approval | None) -> ApprovalView | None:
    return ApprovalView(by=approval.by, at=approval.at) if approval else None


def of_findings(findings: tuple[Failing, ...], unit: str) -> tuple[CheckView, ...]:
    """Return the findings about one unit, or with an empty id those about the whole draft."""
    return tuple(
        CheckView(
            name=failing.finding.name,
            severity=failing.finding.severity,
            message=failing.finding.message,
            parts=failing.finding.parts,
        )
        for failing in findings
        if failing.unit == unit
    )
