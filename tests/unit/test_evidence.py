import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core import digest, evidence
from promulgate.core.checks import Finding
from promulgate.core.evidence import Evidence, EvidenceError
from promulgate.core.findings import Failing
from promulgate.core.publishing import AUTOMATIC, ApprovalError
from promulgate.core.records import Approval, Draft, Override, Publication, Version
from promulgate.core.states import State

NONCE = "5d41402abc4b2a76b9719d911017c592"
VERSION = Version(
    policy="returns",
    version=2,
    key="returns.md",
    object_version="3HL4kqtJlcpXrof3",
    source_digest="a1" * 32,
    source_language="en",
    title="Returns",
    uploaded_at="2026-03-01T08:00:00Z",
    effective_date="2026-04-01",
    effective_at="2026-03-31T15:00:00Z",
    last_modified="2026-03-01",
    authoritative="en",
    change="material",
    change_note="30 days instead of 14",
    targets=("ja",),
)
APPROVAL = Approval(
    by="mika@halden.example",
    at="2026-03-02T10:00:00Z",
    draft_digest="d1" * 32,
    source_digest=VERSION.source_digest,
    target_digest="e1" * 32,
    glossary_digest="b1" * 32,
    renderer="1",
    overrides=(Override(unit="u4", check="numbers", reason="the sum is in yen here"),),
    nonce=NONCE,
)
DRAFT = Draft(
    policy="returns",
    version=2,
    language="ja",
    state=State.APPROVED,
    source_digest=VERSION.source_digest,
    digest="d1" * 32,
    target_digest="e1" * 32,
    glossary_digest="b1" * 32,
    changed_by="sora@halden.example",
    approval=APPROVAL,
)
PUBLICATION = Publication(
    policy="returns",
    language="ja",
    version=2,
    correction=1,
    draft_digest="d1" * 32,
    source_digest=VERSION.source_digest,
    target_digest="e1" * 32,
    title="返品",
    description="",
    published_at="2026-03-02T10:00:05Z",
    effective_date="2026-04-01",
    effective_at="2026-03-31T15:00:00Z",
    reviewed_on="2026-03-02T10:00:00Z",
    change="material",
    change_note="30 days instead of 14",
    sequence=4,
    page_digest="c1" * 32,
)
BEFORE = replace(PUBLICATION, language="en", correction=0, sequence=3, evidence_digest="f1" * 32)
FAILING = Failing(
    unit="u4",
    finding=Finding(name="numbers", severity="error", message="20 became 3000", parts=("20",)),
)


def made(draft: Draft = DRAFT, before: Publication | None = BEFORE) -> Evidence:
    return evidence.of(VERSION, draft, PUBLICATION, failing=[FAILING], previous=before)


def said(**changed: Any) -> bytes:
    """Return the evidence's canonical JSON with other values in it."""
    return digest.canonical_json({**json.loads(evidence.encode(made())), **changed})


def test_evidence_says_what_the_copy_was_made_from() -> None:
    found = json.loads(evidence.encode(made()))
    assert found["source"] == {
        "language": "en",
        "key": "returns.md",
        "object_version": "3HL4kqtJlcpXrof3",
        "digest": "a1" * 32,
        "uploaded_at": "2026-03-01T08:00:00Z",
    }
    digests = {name: found[name] for name in ("document", "target", "glossary", "page")}
    assert digests == {
        "document": "d1" * 32,
        "target": "e1" * 32,
        "glossary": "b1" * 32,
        "page": "c1" * 32,
    }
    assert (found["publication"], found["sequence"], found["renderer"]) == ("2.1", 4, "1")


def test_evidence_lists_failed_checks_and_the_reasons_for_overriding_them() -> None:
    assert made().checks == (evidence.FailedCheck(unit="u4", check="numbers", severity="error"),)
    assert made().overrides[0].reason == "the sum is in yen here"


def test_evidence_names_the_evidence_before_it() -> None:
    assert made().previous == evidence.Before(path="/en/returns/v2/evidence.json", digest="f1" * 32)


def test_the_first_evidence_of_a_policy_has_none_before_it() -> None:
    assert made(before=None).previous == evidence.Before(path="", digest="")


def test_evidence_does_not_name_people() -> None:
    data = evidence.encode(made())
    assert b"mika" not in data
    assert b"sora" not in data


def test_who_is_shown_name_and_nonce_can_check_who_approved() -> None:
    (approved,) = made().approvals
    assert (approved.by, approved.at) == ("reviewer-ja", "2026-03-02T10:00:00Z")
    assert approved.person == digest.of_text(f"{NONCE} mika@halden.example")


def test_a_name_without_a_nonce_leaves_nothing_to_guess_it_by() -> None:
    draft = replace(DRAFT, approval=replace(APPROVAL, nonce=""))
    assert made(draft).approvals[0].person == ""


def test_an_approval_tells_whether_someone_else_made_the_last_change() -> None:
    alone = replace(DRAFT, changed_by="mika@halden.example")
    assert [made(draft).approvals[0].four_eyes for draft in (DRAFT, alone)] == [True, False]


def test_an_automatic_approval_says_so() -> None:
    automatic = replace(DRAFT, language="en", approval=replace(APPROVAL, by=AUTOMATIC, nonce=""))
    (approved,) = made(automatic).approvals
    assert (approved.by, approved.person, approved.four_eyes) == (AUTOMATIC, "", False)


def test_a_publisher_approves_a_source() -> None:
    assert made(replace(DRAFT, language="en")).approvals[0].by == "publisher"


def test_there_is_no_evidence_without_an_approval() -> None:
    with pytest.raises(ApprovalError):
        made(replace(DRAFT, approval=None))


def test_evidence_comes_back_as_it_was() -> None:
    assert evidence.decode(evidence.encode(made())) == made()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 10_000, "not JSON"),
        (b" " * (evidence.LARGEST + 1), "larger than"),
        (b"[]", "fields of evidence"),
        (b"{}", "fields of evidence"),
        (said(format=2), "format"),
        (said(surprise=1), "fields of evidence"),
        (said(version="2"), "no int as version"),
        (said(sequence=True), "no int as sequence"),
        (said(checks={}), "no list as checks"),
        (said(overrides=[{"unit": "u4"}]), "fields of overrides"),
        (said(source=[]), "fields of source"),
        (said() + b"\n", "canonical"),
        (said().replace(b'"version":2', b'"version":2,"version":2'), "canonical"),
        (said().replace(b'"u4"', b'"\\ud800"'), "surrogate"),
    ],
)
def test_what_is_no_evidence_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(EvidenceError, match=why):
        evidence.decode(data)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_evidence_or_refused(data: bytes) -> None:
    with pytest.raises(EvidenceError):
        evidence.decode(data)


@given(st.data())
def test_no_other_bytes_say_the_same(data: st.DataObject) -> None:
    whole = bytearray(evidence.encode(made()))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    try:
        read = evidence.decode(bytes(whole))
    except EvidenceError:
        return
    assert read != made()
