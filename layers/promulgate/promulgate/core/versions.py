"""A new version of a source: its number, its drafts, and what it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from promulgate.core import days, digest
from promulgate.core.changes import Change
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.errors import AuthorError
from promulgate.core.front_matter import FrontMatter, Source
from promulgate.core.history import Event
from promulgate.core.publishing import AUTOMATIC
from promulgate.core.records import Approval, Draft, Policy, Version
from promulgate.core.rendering import RENDERER
from promulgate.core.states import ENDED_BY_A_NEWER_VERSION, State, changed
from promulgate.core.units import split

# A version is one change with a draft for each language, and ends those of the version before; a
# transaction takes 100 items.
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
MOST_LANGUAGES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An uploaded source, read and found good. ``object_version`` is S3's; ``at`` an instant."""

    key: str
    object_version: str
    at: str
    data_digest: str
    language: str
    source: Source

    @property
    def policy(self) -> str:
        """Return the slug of the policy that it belongs to."""
        return self.source.front_matter.translation_key

    @property
    def says_its_language(self) -> bool:
        """Return whether the file itself does, and not only its name."""
        return self.source.front_matter.language is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How this stack treats a new version."""

    target_languages: tuple[str, ...]
    time_zone: str
    approve_source: bool


def source_document(upload: Upload) -> Document:
    """Return the source as a document in its own language, every unit standing for itself."""
    text = upload.source.text
    return Document(
        policy=upload.policy,
        language=upload.language,
        source_language=upload.language,
        source_digest=upload.data_digest,
        glossary_digest="",
        markdown=text,
        units=tuple(
            DraftUnit(
                id=unit.id, kind=unit.kind, source=unit.text, target=unit.text, origin=Origin.SOURCE
            )
            for unit in split(text)
        ),
    )


def next_version(
    head: Policy | None,
    present: Sequence[Draft],
    upload: Upload,
    document_digest: str,
    rules: Rules,
    now: str,
) -> Change:
    """Return the change that makes ``upload`` the policy's newest version at the instant ``now``.

    ``present`` are the drafts of the version before; those still open end as superseded.
    ``document_digest`` names the upload's ``source_document``.
    """
    head = head or Policy(policy=upload.policy, source_language=upload.language, key=upload.key)
    version = version_of(upload, rules, head.version + 1)
    source = _source_draft(version, upload, document_digest, rules, now)
    drafts = (source, *(_queued(version, language, now) for language in version.targets))
    ended = tuple(
        replace(
            draft,
            state=changed(draft.state, State.SUPERSEDED),
            changed_at=now,
            note=f"version {version.version} of the source replaces this draft",
        )
        for draft in present
        if draft.state in ENDED_BY_A_NEWER_VERSION
    )
    return Change(
        policy=replace(
            head,
            key=upload.key,
            title=version.title,
            version=version.version,
            source_digest=version.source_digest,
            effective_date=version.effective_date,
        ),
        records=(version, *ended, *drafts),
        events=_events(head, version, source, now),
    )


def version_of(upload: Upload, rules: Rules, number: int) -> Version:
    """Return ``upload`` as version ``number``, its dates worked out.

    Raises AuthorError for more languages than a change can hold.
    """
    front = upload.source.front_matter
    day = days.day_of(upload.at, rules.time_zone)
    effective_date = front.effective_date or front.lastmod or front.date or day
    targets = front.languages if front.languages is not None else rules.target_languages
    if len(targets) > MOST_LANGUAGES:
        raise AuthorError("there are too many languages", f"at most {MOST_LANGUAGES}")
    return Version(
        policy=upload.policy,
        version=number,
        key=upload.key,
        object_version=upload.object_version,
        source_digest=upload.data_digest,
        source_language=upload.language,
        title=front.title,
        uploaded_at=upload.at,
        effective_date=effective_date,
        effective_at=days.starts(effective_date, rules.time_zone),
        last_modified=_last_modified(front, day),
        authoritative=front.authoritative or upload.language,
        change=front.change,
        change_note=front.change_note,
        targets=tuple(language for language in targets if language != upload.language),
        words_digest=_words_digest(upload.source),
    )


def _words_digest(source: Source) -> str:
    front = source.front_matter
    words = [
        front.title,
        front.description,
        *front.keywords,
        front.authoritative or "",
        source.body,
    ]
    return digest.of_value(words)


def _last_modified(front: FrontMatter, day: str) -> str:
    return front.lastmod or front.date or day


def _queued(version: Version, language: str, now: str) -> Draft:
    return Draft(
        policy=version.policy,
        version=version.version,
        language=language,
        state=State.QUEUED,
        source_digest=version.source_digest,
        created_at=now,
        changed_at=now,
    )


def _source_draft(
    version: Version, upload: Upload, document_digest: str, rules: Rules, now: str
) -> Draft:
    draft = Draft(
        policy=version.policy,
        version=version.version,
        language=version.source_language,
        state=State.IN_REVIEW,
        source_digest=version.source_digest,
        digest=document_digest,
        target_digest=digest.of_text(upload.source.text),
        created_at=now,
        changed_at=now,
        changed_by=f"upload:{upload.key}",
    )
    if not rules.approve_source:
        return draft
    approval = Approval(
        by=AUTOMATIC,
        at=now,
        draft_digest=draft.digest,
        source_digest=draft.source_digest,
        target_digest=draft.target_digest,
        glossary_digest=draft.glossary_digest,
        renderer=RENDERER,
    )
    return replace(draft, state=changed(draft.state, State.APPROVED), approval=approval)


def _events(head: Policy, version: Version, source: Draft, now: str) -> tuple[Event, ...]:
    uploaded = Event(
        at=now,
        by=f"upload:{version.key}",
        action="uploaded",
        version=version.version,
        language=version.source_language,
        from_digest=head.source_digest,
        to_digest=version.source_digest,
        detail={"object_version": version.object_version},
    )
    if source.approval is None:
        return (uploaded,)
    approved = Event(
        at=now,
        by=source.approval.by,
        action="approved",
        version=version.version,
        language=version.source_language,
        to_digest=source.digest,
    )
    return (uploaded, approved)
