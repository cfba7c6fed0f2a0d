from dataclasses import replace

import pytest

from promulgate.core import reviewing
from promulgate.core.changes import Change
from promulgate.core.documents import Origin
from promulgate.core.errors import OutdatedError
from promulgate.core.people import ForbiddenError, May, Person
from promulgate.core.records import Draft, Override
from promulgate.core.refusals import BlockedError, OverrideError, UnitError
from promulgate.core.reviewing import Reviewed
from promulgate.core.states import State, StateError
from tests.unit.reviewed import (
    DOCUMENT,
    DRAFT,
    MIKA,
    NUMBERS,
    PIA,
    SHORT,
    SORA,
    SOURCE,
    seen,
    source,
)

NOW = "2026-03-05T10:00:00Z"
REASON = Override(unit="u0002", check="numbers", reason="spelled out")


def approve(
    of: Reviewed, by: Person = SORA, *overrides: Override, four_eyes: bool = True
) -> Change | None:
    """Approve a draft."""
    return reviewing.approve(
        of, overrides, by, renderer="r", four_eyes=four_eyes, nonce="n", now=NOW
    )


def draft_of(change: Change | None) -> Draft:
    """Return the draft that a change writes."""
    assert change
    (draft,) = change.records
    assert isinstance(draft, Draft)
    return draft


def test_an_approval_names_the_digests_of_all_that_was_approved() -> None:
    approval = draft_of(approve(seen())).approval
    assert approval
    assert (approval.draft_digest, approval.source_digest, approval.renderer) == (
        DRAFT.digest,
        "s",
        "r",
    )


def test_whoever_changed_the_draft_last_cannot_approve_it() -> None:
    with pytest.raises(ForbiddenError, match="four eyes"):
        approve(seen(), MIKA)


def test_where_four_eyes_are_off_they_can() -> None:
    assert draft_of(approve(seen(), MIKA, four_eyes=False)).state == State.APPROVED


def test_a_failing_check_of_severity_error_blocks_an_approval() -> None:
    with pytest.raises(BlockedError) as blocked:
        approve(seen(DRAFT, NUMBERS, SHORT))
    assert blocked.value.failing == (NUMBERS,)


def test_an_override_with_a_reason_lets_it_stand_and_is_kept() -> None:
    approval = draft_of(approve(seen(DRAFT, NUMBERS), SORA, REASON)).approval
    assert approval
    assert approval.overrides == (REASON,)


def test_an_override_without_a_reason_does_not() -> None:
    with pytest.raises(BlockedError):
        approve(seen(DRAFT, NUMBERS), SORA, replace(REASON, reason=" "))


@pytest.mark.parametrize(
    "override", [REASON, replace(REASON, unit=""), replace(REASON, check="dates")]
)
def test_an_override_of_what_does_not_fail_is_refused(override: Override) -> None:
    with pytest.raises(OverrideError):
        approve(seen(DRAFT, SHORT), SORA, override)


def test_what_is_approved_already_is_not_approved_again_by_anybody() -> None:
    approved = draft_of(approve(seen()))
    assert approve(seen(approved), MIKA) is None


def test_an_edit_takes_the_approval_back_and_names_its_editor() -> None:
    approved = draft_of(approve(seen()))
    changed = reviewing.edited(DOCUMENT, SOURCE, {"u0001": "Rücksendung"}, "g2")
    draft = draft_of(reviewing.save(seen(approved), changed, "d", 0, SORA, NOW))
    assert (draft.state, draft.approval, draft.changed_by, draft.changed_by_id) == (
        State.IN_REVIEW,
        None,
        SORA.name,
        SORA.id,
    )


def test_an_edit_that_changes_nothing_makes_nobody_the_last_editor() -> None:
    same = reviewing.edited(DOCUMENT, SOURCE, {"u0001": "Rückgabe"}, "g2")
    assert reviewing.save(seen(), same, DRAFT.digest, 0, SORA, NOW) is None


def test_an_edited_unit_is_a_persons_and_no_longer_doubted() -> None:
    edited = reviewing.edited(DOCUMENT, SOURCE, {"u0002": "Binnen 30 Tagen."}, "g2").units[1]
    assert (edited.origin, edited.flags) == (Origin.HUMAN, ())


def test_a_machines_text_sent_back_as_it_is_is_confirmed() -> None:
    target = DOCUMENT.units[1].target
    confirmed = reviewing.edited(DOCUMENT, SOURCE, {"u0002": target}, "g2").units[1]
    assert (confirmed.target, confirmed.origin, confirmed.flags) == (target, Origin.HUMAN, ())


def test_what_a_person_confirmed_is_not_confirmed_again() -> None:
    change = {"u0002": DOCUMENT.units[1].target}
    confirmed = reviewing.edited(DOCUMENT, SOURCE, change, "g2")
    assert reviewing.edited(confirmed, SOURCE, change, "g3") == confirmed


def test_an_edited_draft_is_to_fit_the_glossary_in_force() -> None:
    edited = reviewing.edited(DOCUMENT, SOURCE, {"u0001": "Rücksendung"}, "g2")
    draft = draft_of(reviewing.save(seen(), edited, "d", 0, SORA, NOW))
    assert (edited.glossary_digest, draft.glossary_digest) == ("g2", "g2")


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        ("u0009", "Text"),
        ("u0001", " \n"),
        ("u0001", "a\x00b"),
        ("u0001", "a\u202eb"),
        ("u0001", "a" * 20_001),
    ],
    ids=["unknown", "empty", "control character", "reversed", "too long"],
)
def test_a_text_that_no_unit_can_have_is_refused(unit: str, target: str) -> None:
    with pytest.raises(UnitError, match=unit):
        reviewing.edited(DOCUMENT, SOURCE, {unit: target}, "g2")


def test_a_change_of_another_draft_than_the_one_seen_tells_the_digest_now() -> None:
    with pytest.raises(OutdatedError) as outdated:
        reviewing.require_current(DRAFT, "another")
    assert outdated.value.current == DRAFT.digest


def test_nobody_edits_a_source_in_review() -> None:
    reviewer = replace(MIKA, groups=frozenset({"reviewer-en", "publisher"}))
    with pytest.raises(ForbiddenError, match="its author uploads it"):
        reviewing.require_editor(reviewer, source())


def test_a_source_is_approved_by_a_publisher_and_by_no_reviewer() -> None:
    assert draft_of(approve(source(), PIA)).state == State.APPROVED
    with pytest.raises(ForbiddenError, match="publisher"):
        approve(source(), SORA)


def test_requested_changes_keep_who_last_changed_the_text() -> None:
    draft = draft_of(reviewing.request_changes(seen(), "formal, please", SORA, NOW))
    assert (draft.note, draft.changed_by_id) == ("formal, please", MIKA.id)


def test_what_a_newer_version_replaced_can_no_longer_be_approved() -> None:
    with pytest.raises(StateError):
        approve(seen(replace(DRAFT, state=State.SUPERSEDED)))


@pytest.mark.parametrize(
    ("who", "edit", "approval", "reason"),
    [
        (SORA, True, True, ""),
        (MIKA, True, False, "four eyes"),
        (PIA, False, False, "reviewer-de"),
    ],
)
def test_what_a_person_may_is_told_before_they_try(
    who: Person, edit: bool, approval: bool, reason: str
) -> None:
    told = reviewing.may(seen(), who, four_eyes=True)
    assert (told.edit, told.approve) == (edit, approval)
    assert reason in told.reason


def test_an_approved_draft_names_its_approver_instead_of_being_approved_again() -> None:
    approved = draft_of(approve(seen()))
    told = reviewing.may(seen(approved), SORA, four_eyes=True)
    assert told == May(edit=True, approve=False, reason="sora@halden.example has approved it")


def test_a_superseded_draft_can_only_be_read() -> None:
    told = reviewing.may(seen(replace(DRAFT, state=State.SUPERSEDED)), SORA, four_eyes=True)
    assert (told.edit, told.approve, "superseded" in told.reason) == (False, False, True)
