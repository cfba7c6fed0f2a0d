"""Notices: when reviewers are told, and what a message looks like."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.notices import Kind, Reminders, due, kind_for, notice, one_line
from promulgate.core.records import Draft, LanguageStatus, Policy, Version
from promulgate.core.states import State

REMINDERS = Reminders(after_days=7, before_days=3)
MADE = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PAGE = "https://review.example/v1/"
HEAD = Policy(policy="gift-cards", source_language="en", key="gift-cards.md", version=2)
VERSION = Version(
    policy="gift-cards",
    version=2,
    key="gift-cards.md",
    object_version="1",
    source_digest="",
    source_language="en",
    title="Gift Cards",
    uploaded_at="2026-03-02T10:00:00Z",
    effective_date="2026-04-01",
    effective_at="2026-04-01T00:00:00Z",
    last_modified="",
    authoritative="en",
    change="material",
    change_note="",
    targets=("de",),
)
DRAFT = Draft(
    policy="gift-cards",
    version=2,
    language="de",
    state=State.IN_REVIEW,
    source_digest="",
    created_at="2026-03-02T10:00:00Z",
)


def after(reminders: Reminders | None = REMINDERS, draft: Draft = DRAFT, **age: int) -> Kind | None:
    return kind_for(draft, VERSION, MADE + timedelta(**age), reminders)


def test_a_draft_in_review_is_ready() -> None:
    assert after(None, minutes=1) is Kind.READY


def test_an_event_that_comes_late_reminds_nobody() -> None:
    assert after(None, days=60) is Kind.READY


@pytest.mark.parametrize(
    ("days", "kind"),
    [(6, Kind.READY), (7, Kind.WAITING), (26, Kind.WAITING), (27, Kind.DUE), (90, Kind.DUE)],
)
def test_reminders_come_after_a_week_and_three_days_before_the_text_takes_effect(
    days: int, kind: Kind
) -> None:
    assert after(days=days) is kind


def test_nobody_is_reminded_on_the_day_they_were_told() -> None:
    today = replace(VERSION, effective_at="2026-03-02T00:00:00Z")
    assert kind_for(DRAFT, today, MADE + timedelta(hours=23), REMINDERS) is Kind.READY
    assert kind_for(DRAFT, today, MADE + timedelta(hours=24), REMINDERS) is Kind.DUE


def is_due(status: LanguageStatus, version: Version = VERSION, **age: int) -> bool:
    head = replace(HEAD, languages={"de": status})
    return due(head, version, MADE + timedelta(**age), REMINDERS) == ("de",)


@pytest.mark.parametrize(
    "state", [State.QUEUED, State.FAILED, State.IN_REVIEW, State.CHANGES_REQUESTED]
)
@pytest.mark.parametrize(("days", "expected"), [(26, False), (27, True), (90, True)])
def test_a_language_is_due_near_its_day_whatever_it_waits_for(
    state: State, days: int, *, expected: bool
) -> None:
    assert is_due(LanguageStatus(version=2, state=state), days=days) is expected


def test_a_language_is_due_on_the_day_of_its_upload_if_the_text_takes_effect_tomorrow() -> None:
    tomorrow = replace(VERSION, effective_at="2026-03-03T00:00:00Z")
    assert is_due(LanguageStatus(version=2, state=State.IN_REVIEW), tomorrow, minutes=1)


def test_a_text_in_effect_since_its_upload_has_a_days_grace() -> None:
    today = replace(VERSION, effective_at="2026-03-02T00:00:00Z")
    waiting = LanguageStatus(version=2, state=State.IN_REVIEW)
    assert not is_due(waiting, today, hours=23)
    assert is_due(waiting, today, hours=24)


@pytest.mark.parametrize(
    "status",
    [
        LanguageStatus(version=2, state=State.APPROVED, approved_version=2),
        # A correction of what is out in this version already.
        LanguageStatus(version=2, state=State.IN_REVIEW, approved_version=2),
        # A language that the policy no longer has.
        LanguageStatus(version=1, state=State.SUPERSEDED),
    ],
)
def test_what_is_approved_or_no_longer_wanted_is_never_due(status: LanguageStatus) -> None:
    assert not is_due(status, days=90)


@pytest.mark.parametrize(
    "state", [State.QUEUED, State.FAILED, State.APPROVED, State.PUBLISHED, State.SUPERSEDED]
)
def test_a_draft_that_waits_for_no_reviewer_is_not_told_of(state: State) -> None:
    assert after(draft=replace(DRAFT, state=state), days=90) is None


def test_a_draft_sent_back_is_reminded_of_but_not_called_ready() -> None:
    sent_back = replace(DRAFT, state=State.CHANGES_REQUESTED)
    assert after(draft=sent_back, days=2) is None
    assert after(draft=sent_back, days=8) is Kind.WAITING


def test_a_notice_says_what_waits_where_and_until_when() -> None:
    told = notice(HEAD, VERSION, DRAFT, Kind.READY, PAGE)
    assert told.subject == "To review: gift-cards v2 in de"
    assert told.text == (
        "“Gift Cards”, version 2, is ready for your review in Deutsch (de).\n\n"
        "Effective date: 2026-04-01\n"
        "Read, correct and approve it: https://review.example/v1/#/gift-cards/2/de\n"
    )


@pytest.mark.parametrize(("language", "group"), [("de", "reviewer-de"), ("en", "publisher")])
def test_a_notice_is_for_the_group_that_may_approve(language: str, group: str) -> None:
    draft = replace(DRAFT, language=language)
    assert notice(HEAD, VERSION, draft, Kind.READY, PAGE).group == group


@given(st.text(max_size=300), st.sampled_from(Kind))
def test_a_title_adds_no_line_and_no_character_that_hides(title: str, kind: Kind) -> None:
    told = notice(HEAD, replace(VERSION, title=title), DRAFT, kind, PAGE)
    assert told.text.count("\n") == 4
    assert all(one.isprintable() for one in told.text.replace("\n", ""))


def test_a_title_that_poses_as_more_lines_stays_on_one() -> None:
    assert one_line("Gift\r\nCards\u202e \u2028now") == "Gift Cards now"


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), st.sampled_from(Kind))
def test_a_subject_is_one_that_the_topic_takes(policy: str, kind: Kind) -> None:
    subject = notice(HEAD, VERSION, replace(DRAFT, policy=policy * 20), kind, PAGE).subject
    assert len(subject) < 100
    assert subject.isascii()
    assert subject.isprintable()
