"""What may go out, under which number, and which publication is in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from promulgate.core.errors import PromulgateError
from promulgate.core.records import Draft, Publication, Ruling, Version
from promulgate.core.states import State, changed

# In the name of the parameter that says so: a source that nobody need approve.
AUTOMATIC = "SourceApproval=automatic"


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
    """Raise ApprovalError unless ``draft`` is approved for exactly what ``found`` names."""
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


def voided(draft: Draft, difference: str, renderer: str, now: str) -> Draft:
    """Return a draft whose approval does not hold because ``difference`` is another one now.

    It goes back to its reviewer; only where no person gave the approval, and nothing but the
    renderer changed, is it given anew.
    """
    approval = draft.approval
    if approval is not None and approval.by == AUTOMATIC and difference == "renderer":
        return replace(draft, approval=replace(approval, renderer=renderer, at=now))
    return replace(
        draft,
        state=changed(draft.state, State.IN_REVIEW),
        changed_at=now,
        approval=None,
        note=f"the approval no longer holds: the {difference} has changed since",
    )


def awaited(drafts: Sequence[Draft], *, source_language: str, together: bool) -> tuple[Draft, ...]:
    """Return those of ``drafts`` whose approval the others of their version wait for.

    No translation goes out before its source is approved, and with ``together`` nothing before
    every language of its version is.
    """
    ready = {State.APPROVED, State.PUBLISHED}
    return tuple(
        draft
        for draft in drafts
        if draft.state not in ready and (together or draft.language == source_language)
    )


def releasable(
    drafts: Sequence[Draft], *, source_language: str, together: bool
) -> tuple[Draft, ...]:
    """Return the approved among ``drafts`` that may go out now, a version's source first.

    All drafts of each version are given.
    """
    waiting = {
        draft.version
        for draft in awaited(drafts, source_language=source_language, together=together)
    }
    free = (
        draft for draft in drafts if draft.state == State.APPROVED and draft.version not in waiting
    )
    return tuple(sorted(free, key=lambda draft: (draft.version, draft.language != source_language)))


def new_publication(
    draft: Draft,
    version: Version,
    known: Sequence[Publication],
    title: str,
    description: str,
    at: str,
) -> Publication | None:
    """Return the publication of an approved draft going out at ``at``; None if ``known`` has it."""
    approval = draft.approval
    if approval is None:
        raise ApprovalError("draft")
    same = [
        publication
        for publication in known
        if publication.language == draft.language and publication.version == draft.version
    ]
    if any(publication.draft_digest == draft.digest for publication in same):
        return None
    return Publication(
        policy=draft.policy,
        language=draft.language,
        version=draft.version,
        correction=1 + max((publication.correction for publication in same), default=-1),
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
        human=bool(draft.upload),
        source_language=version.source_language,
    )


def without_postponed(
    publications: Sequence[Publication],
    known: Sequence[Publication],
    versions: Mapping[int, Version],
) -> tuple[Publication, ...]:
    """Return ``publications`` with those void that a later version postpones.

    That is one with the same words and a later date, out in its source language before this took
    effect. What took effect stays; other words are another text with a day of its own.
    Only what is not ``known`` yet postpones or is postponed, so that a publisher may decide
    otherwise.
    """
    numbers = {(one.language, one.version, one.correction) for one in known}
    fresh = [
        one for one in publications if (one.language, one.version, one.correction) not in numbers
    ]
    sources = [one for one in publications if one.language == versions[one.version].source_language]

    def is_postponed(one: Publication) -> bool:
        later = sources if one in fresh else [source for source in fresh if source in sources]
        return any(
            source.published_at < one.effective_at
            and _postpones(versions[source.version], versions[one.version])
            for source in later
        )

    return tuple(replace(one, void=True) if is_postponed(one) else one for one in publications)


def _postpones(after: Version, before: Version) -> bool:
    return (
        before.version < after.version
        and before.words_digest == after.words_digest != ""
        and before.effective_at < after.effective_at
    )


def in_force(
    publications: Iterable[Publication], now: str, ruling: Ruling | None = None
) -> Publication | None:
    """Return the publication of one language that is in force at ``now``, or None.

    That is the newest that is not void and whose effective date has come, unless a publisher ruled
    otherwise: the ``ruling`` holds until something newer than what it was given over takes effect.
    """
    mine = tuple(publications)
    effective = [one for one in mine if one.effective_at <= now and not one.void]
    if ruling is not None:
        over = next((one.order for one in mine if one.number == ruling.over), (0, 0))
        newer = [one for one in effective if one.order > over]
        effective = newer or [one for one in effective if one.number == ruling.publication]
    return max(effective, key=lambda one: one.order, default=None)
