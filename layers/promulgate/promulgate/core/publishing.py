"""What may go out, under which number, and which publication is in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from promulgate.core.errors import PromulgateError
from promulgate.core.records import Draft, Policy, Publication, Version
from promulgate.core.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """What an approval was given for, computed anew from what is about to be published."""

    draft: str
    source: str
    target: str
    glossary: str
    renderer: str


class ApprovalError(PromulgateError):
    """What would be published is not what was approved; ``difference`` names the part."""

    def __init__(self, difference: str) -> None:
        """Keep the part for the history."""
        super().__init__(f"the {difference} is not the one that was approved")
        self.difference = difference


def verify(draft: Draft, found: Digests) -> None:
    """Raise ApprovalError unless ``draft`` is approved for exactly the bytes that ``found`` names."""
    approval = draft.approval
    if approval is None:
        raise ApprovalError("draft")
    approved = Digests(
        draft=approval.draft_digest,
        source=approval.source_digest,
        target=approval.target_digest,
        glossary=approval.glossary_digest,
        renderer=approval.renderer,
    )
    for part in Digests.__slots__:
        if getattr(found, part) != getattr(approved, part):
            raise ApprovalError(part)


def releasable(drafts: Sequence[Draft], *, together: bool) -> tuple[Draft, ...]:
    """Return the approved drafts of one version that may go out now.

    With ``together`` none goes out before every language of the version is approved.
    """
    ready = {State.APPROVED, State.PUBLISHED}
    if together and not all(draft.state in ready for draft in drafts):
        return ()
    return tuple(draft for draft in drafts if draft.state == State.APPROVED)


def published_as(draft: Draft, publications: Iterable[Publication]) -> Publication | None:
    """Return the publication that already carries this very text, or None."""
    return next(
        (
            publication
            for publication in publications
            if publication.language == draft.language
            and publication.version == draft.version
            and publication.draft_digest == draft.digest
        ),
        None,
    )


def next_correction(draft: Draft, publications: Iterable[Publication]) -> int:
    """Return the correction number of a new publication of this draft's version: 0, 1, 2 …"""
    return 1 + max(
        (
            publication.correction
            for publication in publications
            if publication.language == draft.language and publication.version == draft.version
        ),
        default=-1,
    )


def publication(
    draft: Draft,
    version: Version,
    correction: int,
    *,
    title: str,
    description: str,
    at: str,
) -> Publication:
    """Return the record of an approved draft going out at the instant ``at``."""
    approval = draft.approval
    if approval is None:
        raise ApprovalError("draft")
    return Publication(
        policy=draft.policy,
        language=draft.language,
        version=draft.version,
        correction=correction,
        draft_digest=draft.digest,
        source_digest=draft.source_digest,
        target_digest=draft.target_digest,
        title=title,
        description=description,
        published_at=at,
        effective_date=version.effective_date,
        effective_at=version.effective_at,
        reviewed_on=approval.at if draft.language != version.source_language else "",
        change=version.change,
        change_note=version.change_note,
    )


def in_force(publications: Iterable[Publication], now: str) -> Publication | None:
    """Return the newest publication whose effective date has come at ``now``, or None."""
    return max(
        (publication for publication in publications if publication.effective_at <= now),
        key=lambda publication: publication.order,
        default=None,
    )


def next_effect(publications: Iterable[Publication], now: str) -> str | None:
    """Return the next instant after ``now`` at which another publication takes effect, or None."""
    return min(
        (
            publication.effective_at
            for publication in publications
            if publication.effective_at > now
        ),
        default=None,
    )


def languages_of(policy: Policy) -> tuple[str, ...]:
    """Return every language that the policy has or waits for, the source language first."""
    others = sorted(language for language in policy.languages if language != policy.source_language)
    return (policy.source_language, *others)
