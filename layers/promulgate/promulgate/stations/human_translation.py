"""A translation that a person uploaded enters review as the draft of its language."""

from dataclasses import replace
from datetime import datetime

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core import digest, findings, instants
from promulgate.core.alignment import align_translation
from promulgate.core.changes import Change
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.errors import AuthorError
from promulgate.core.history import Event
from promulgate.core.records import Draft, Policy
from promulgate.core.rendering import TooSlow, seconds_for, within
from promulgate.core.states import State, changed
from promulgate.core.units import assemble, split
from promulgate.core.versions import Upload
from promulgate.stations import glossaries, texts
from promulgate.stations.settling import settle

# Whose drafts are nobody's work yet.
UNTOUCHED = ("", "machine")


def receive(table: Table, drafts: Bucket, upload: Upload, now: datetime) -> None:
    """Make ``upload`` the draft of its language for the policy's newest version.

    The same object again changes nothing, also when reviewers have worked on the draft since.
    Raises AuthorError when that version is not translated into this language.
    """

    def decide(head: Policy | None) -> Change | None:
        draft = table.draft(head.policy, head.version, upload.language) if head else None
        if head is None or draft is None:
            raise AuthorError(
                f"{upload.policy} is not translated into {upload.language}",
                "a language that the policy's front matter or the stack lists",
            )
        if draft.upload == upload.object_version:
            return None
        return _drafted(table, drafts, head, draft, upload, instants.text(now))

    settle(table, upload.policy, decide)


def take_along(table: Table, drafts: Bucket, upload: Upload, now: datetime) -> bool:
    """Make ``upload`` the draft of the policy's newest version if it was uploaded for that one.

    That is when it fits the version's source whole, nobody has worked on the draft, and the version
    before has not used it up: it was approved there, or a reviewer went on from it. Return whether
    the upload is the draft now.
    """

    def decide(head: Policy | None) -> Change | None:
        draft = table.draft(head.policy, head.version, upload.language) if head else None
        if head is None or draft is None or draft.upload or draft.changed_by not in UNTOUCHED:
            return None
        before = table.draft(head.policy, head.version - 1, upload.language)
        if before is not None and _is_used_up(before, upload):
            return None
        source_text = texts.source(drafts, head.policy, draft.source_digest)
        aligned = align_translation(source_text, upload.source.text)
        if aligned.unaligned_source or aligned.unaligned_translation:
            return None
        return _drafted(table, drafts, head, draft, upload, instants.text(now))

    head = settle(table, upload.policy, decide)
    draft = table.draft(upload.policy, head.version, upload.language) if head else None
    return draft is not None and draft.upload == upload.object_version


def _is_used_up(before: Draft, upload: Upload) -> bool:
    untouched = before.state == State.SUPERSEDED and before.changed_by == f"upload:{upload.key}"
    return before.upload == upload.object_version and not untouched


def _drafted(
    table: Table, drafts: Bucket, head: Policy, draft: Draft, upload: Upload, now: str
) -> Change:
    source_text = texts.source(drafts, head.policy, draft.source_digest)
    glossary_digest = glossaries.current(table)
    try:
        with within(seconds_for(source_text)):
            document = _document(head, draft, source_text, upload, glossary_digest)
            terms = glossaries.terms_of(drafts, document, source_text)
            found = findings.errors(findings.of(document, source_text, terms))
    except TooSlow as error:
        raise AuthorError(
            "the translation takes too long to compare with its source",
            "a translation with the headings, paragraphs, lists and tables of its source",
        ) from error
    draft_digest = texts.keep(drafts, document)
    by = f"upload:{upload.key}"
    new = replace(
        draft,
        state=changed(draft.state, State.IN_REVIEW),
        digest=draft_digest,
        target_digest=digest.of_text(document.markdown),
        glossary_digest=glossary_digest,
        failing=len(found),
        changed_at=now,
        changed_by=by,
        changed_by_id="",
        note="",
        approval=None,
        upload=upload.object_version,
    )
    event = Event(
        at=now,
        by=by,
        action="translation_uploaded",
        version=draft.version,
        language=draft.language,
        from_digest=draft.digest,
        to_digest=draft_digest,
        detail={"object_version": upload.object_version},
    )
    return Change(policy=head, records=(new,), events=(event,))


def _document(
    head: Policy, draft: Draft, source_text: str, upload: Upload, glossary_digest: str
) -> Document:
    aligned = align_translation(source_text, upload.source.text)
    drafted = tuple(
        DraftUnit(
            id=unit.id,
            kind=unit.kind,
            source=unit.text,
            target=aligned.targets.get(unit.id, unit.text),
            origin=Origin.HUMAN if unit.id in aligned.targets else Origin.SOURCE,
            flags=() if unit.id in aligned.targets else ("unaligned",),
        )
        for unit in split(source_text)
    )
    return Document(
        policy=head.policy,
        language=draft.language,
        source_language=head.source_language,
        source_digest=draft.source_digest,
        glossary_digest=glossary_digest,
        markdown=assemble(source_text, {unit.id: unit.target for unit in drafted}),
        units=drafted,
    )
