"""Evidence: what a permanent copy was made from, who answers for it, and what came before it.

It is public for ever, beside the copy. So people stand in it as a role and a commitment: the
SHA-256 of ``<nonce> <name>``, whose nonce the policy's history keeps. Whoever is shown both can
check who it was; nobody else can guess it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from promulgate.core import digest, urls
from promulgate.core.errors import PromulgateError
from promulgate.core.findings import Failing
from promulgate.core.people import approvers, is_same
from promulgate.core.publishing import AUTOMATIC, ApprovalError
from promulgate.core.records import Draft, Override, Publication, Version

FORMAT = 1
# Some hundred bytes for each unit of the longest source that is taken in.
LARGEST = 8 * 1024 * 1024


class EvidenceError(PromulgateError):
    """These bytes are no evidence; the message says why, to follow the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The source as it was uploaded; ``object_version`` is the content bucket's name for it."""

    language: str
    key: str
    object_version: str
    digest: str
    uploaded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedCheck:
    """A check that failed at the approval; an empty ``unit`` means the whole text."""

    unit: str
    check: str
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """A word for the document of this digest: the role of who gave it, and when.

    ``person`` is the commitment, empty where the setting in ``by`` gave it. ``four_eyes``:
    somebody, or something, else had made the last change.
    """

    by: str
    person: str
    at: str
    document: str
    four_eyes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The evidence before in the policy's chain: its path and digest, empty for the first."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of one permanent copy.

    ``document``, ``target`` (``index.md``), ``glossary`` and ``page`` (``index.html``) are
    digests. ``sequence`` counts the policy's publications in all languages, from 1.
    """

    format: int
    policy: str
    language: str
    publication: str
    version: int
    sequence: int
    authoritative: str
    source: SourceFile
    document: str
    target: str
    glossary: str
    renderer: str
    page: str
    checks: tuple[FailedCheck, ...]
    overrides: tuple[Override, ...]
    approvals: tuple[Approved, ...]
    published_at: str
    effective_date: str
    effective_at: str
    previous: Before

    @property
    def path(self) -> str:
        """Return the path of the file that it stands in."""
        return urls.evidence(self.language, self.policy, self.publication)


def of(
    version: Version,
    draft: Draft,
    publication: Publication,
    *,
    failing: Sequence[Failing],
    previous: Publication | None,
) -> Evidence:
    """Return the evidence of ``publication``, which has its ``sequence`` and ``page_digest``.

    ``draft`` is what was approved and ``failing`` what the checks say of it; ``previous`` is the
    policy's publication with the sequence before. Raises ApprovalError for an unapproved draft.
    """
    approval = draft.approval
    if approval is None:
        raise ApprovalError("draft")
    return Evidence(
        format=FORMAT,
        policy=publication.policy,
        language=publication.language,
        publication=publication.number,
        version=version.version,
        sequence=publication.sequence,
        authoritative=version.authoritative,
        source=SourceFile(
            language=version.source_language,
            key=version.key,
            object_version=version.object_version,
            digest=version.source_digest,
            uploaded_at=version.uploaded_at,
        ),
        document=publication.draft_digest,
        target=publication.target_digest,
        glossary=draft.glossary_digest,
        renderer=approval.renderer,
        page=publication.page_digest,
        checks=tuple(
            FailedCheck(unit=one.unit, check=one.finding.name, severity=one.finding.severity)
            for one in failing
        ),
        overrides=approval.overrides,
        approvals=(_approved(draft, version.source_language),),
        published_at=publication.published_at,
        effective_date=publication.effective_date,
        effective_at=publication.effective_at,
        previous=_before(previous),
    )


def _approved(draft: Draft, source_language: str) -> Approved:
    approval = draft.approval
    if approval is None:
        raise ApprovalError("draft")
    automatic = approval.by == AUTOMATIC
    return Approved(
        by=AUTOMATIC if automatic else approvers(draft.language, source_language),
        person="" if automatic else commitment(approval.nonce, approval.by),
        at=approval.at,
        document=approval.draft_digest,
        four_eyes=not automatic
        and not is_same(approval.by, approval.by_id, draft.changed_by, draft.changed_by_id),
    )


def _before(previous: Publication | None) -> Before:
    if previous is None:
        return Before(path="", digest="")
    path = urls.evidence(previous.language, previous.policy, previous.number)
    return Before(path=path, digest=previous.evidence_digest)


def commitment(nonce: str, name: str) -> str:
    """Return what stands for a person in public.

    By hand: ``printf '%s %s' NONCE NAME | sha256sum``. Without a nonce there is nothing that
    could stand for them: a name alone is guessed.
    """
    return digest.of_text(f"{nonce} {name}") if nonce else ""


def encode(evidence: Evidence) -> bytes:
    """Return the evidence as canonical JSON in UTF-8."""
    return digest.canonical_json(asdict(evidence))


def decode(data: bytes) -> Evidence:
    """Return the evidence that ``encode`` made. Raises EvidenceError for any other bytes."""
    if len(data) > LARGEST:
        raise EvidenceError(f"is larger than {LARGEST} bytes")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise EvidenceError("is not JSON") from error
    if isinstance(value, dict) and value.get("format", FORMAT) != FORMAT:
        raise EvidenceError(f"has a format other than {FORMAT}, which is all that is known here")
    evidence: Evidence = _built(Evidence, value, "")
    if _again(evidence) != data:
        raise EvidenceError("is not the canonical form of what it says")
    return evidence


def _again(evidence: Evidence) -> bytes:
    try:
        return encode(evidence)
    except UnicodeEncodeError as error:
        raise EvidenceError("has half a surrogate pair in a text") from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _built(kind: Any, value: object, name: str) -> Any:
    """Return a JSON value as ``kind``; ``name`` is where it stands, for the error."""
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise EvidenceError(f"has no list as {name}")
        return tuple(_built(get_args(kind)[0], part, name) for part in value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        if not isinstance(value, dict) or value.keys() != hints.keys():
            raise EvidenceError(f"has not the fields of {name or 'evidence'}")
        return kind(**{part: _built(hints[part], value[part], part) for part in hints})
    if type(value) is not kind:
        raise EvidenceError(f"has no {kind.__name__} as {name}")
    return value
