from dataclasses import replace

import pytest

from promulgate.core.publishing import (
    AUTOMATIC,
    ApprovalError,
    Digests,
    in_force,
    new_publication,
    releasable,
    verify,
    voided,
    without_postponed,
)
from promulgate.core.records import Approval, Draft, Publication, Version
from promulgate.core.states import State

FOUND = Digests(draft="d", source="s", target="t", glossary="g", renderer="r")
APPROVAL = Approval(
    by="sora",
    at="2026-03-02T10:00:00Z",
    draft_digest="d",
    source_digest="s",
    target_digest="t",
    glossary_digest="g",
    renderer="r",
)
DRAFT = Draft(
    policy="terms",
    version=2,
    language="ja",
    state=State.APPROVED,
    source_digest="s",
    digest="d",
    target_digest="t",
    glossary_digest="g",
    approval=APPROVAL,
)


def publication(version: int, correction: int = 0, effective: str = "2026-01-01") -> Publication:
    return Publication(
        policy="terms",
        language="ja",
        version=version,
        correction=correction,
        draft_digest=f"d{version}.{correction}",
        source_digest="s",
        target_digest="t",
        title="利用規約",
        description="",
        published_at="2026-01-01T00:00:00Z",
        effective_date=effective,
        effective_at=f"{effective}T00:00:00Z",
        reviewed_on="",
        change="",
        change_note="",
    )


def test_what_was_approved_may_be_published() -> None:
    verify(DRAFT, FOUND)


@pytest.mark.parametrize("part", ["draft", "source", "target", "glossary", "renderer"])
def test_publishing_is_refused_when_one_digest_differs_from_the_approved(part: str) -> None:
    with pytest.raises(ApprovalError) as refused:
        verify(DRAFT, replace(FOUND, **{part: "other"}))
    assert refused.value.difference == part


def test_publishing_is_refused_without_an_approval() -> None:
    with pytest.raises(ApprovalError):
        verify(replace(DRAFT, approval=None), FOUND)


SOURCE = replace(DRAFT, language="en")
WAITING = replace(DRAFT, language="de", state=State.IN_REVIEW)


def released(*drafts: Draft, together: bool = False) -> tuple[Draft, ...]:
    return releasable(drafts, source_language="en", together=together)


def test_each_language_goes_out_when_it_is_approved() -> None:
    assert released(DRAFT, SOURCE, WAITING) == (SOURCE, DRAFT)


def test_no_translation_goes_out_before_its_source_is_approved() -> None:
    unapproved = replace(SOURCE, state=State.IN_REVIEW)
    assert released(DRAFT, unapproved) == ()


def test_together_nothing_goes_out_before_the_last_is_approved() -> None:
    assert released(DRAFT, SOURCE, WAITING, together=True) == ()


def test_together_all_go_out_with_the_last() -> None:
    last = replace(DRAFT, language="de")
    assert released(DRAFT, SOURCE, last, together=True) == (SOURCE, DRAFT, last)


VERSION = Version(
    policy="terms",
    version=2,
    key="terms.md",
    object_version="o2",
    source_digest="s",
    source_language="en",
    title="Terms",
    uploaded_at="2026-03-01T08:00:00Z",
    effective_date="2026-04-01",
    effective_at="2026-04-01T00:00:00Z",
    last_modified="2026-03-01",
    authoritative="en",
    change="material",
    change_note="Shorter delivery times",
    targets=("ja",),
)


def published(*known: Publication) -> Publication | None:
    return new_publication(DRAFT, VERSION, known, "利用規約", "", "2026-03-02T10:00:01Z")


def test_a_first_publication_has_the_number_of_its_version() -> None:
    made = published(publication(1), publication(1, 1))
    assert made
    assert made.number == "2"


def test_a_corrected_translation_counts_on() -> None:
    made = published(publication(2), publication(2, 1))
    assert made
    assert made.number == "2.2"


def test_the_same_text_is_not_published_twice() -> None:
    assert published(publication(1), replace(publication(2), draft_digest="d")) is None


def test_a_publication_takes_effect_when_its_version_does() -> None:
    made = published()
    assert made
    assert made.effective_at == "2026-04-01T00:00:00Z"


def test_a_translation_tells_when_a_person_reviewed_it() -> None:
    made = published()
    assert made
    assert made.reviewed_on == "2026-03-02T10:00:00Z"


def test_an_approval_that_no_longer_holds_sends_the_draft_back() -> None:
    back = voided(DRAFT, "renderer", "r2", "2026-03-03T00:00:00Z")
    assert (back.state, back.approval) == (State.IN_REVIEW, None)


def test_a_source_approved_by_rule_is_approved_anew_by_a_new_renderer() -> None:
    source = replace(DRAFT, approval=replace(APPROVAL, by=AUTOMATIC))
    again = voided(source, "renderer", "r2", "2026-03-03T00:00:00Z")
    verify(again, replace(FOUND, renderer="r2"))


@pytest.mark.parametrize(("correction", "number"), [(0, "2"), (1, "2.1"), (10, "2.10")])
def test_a_publications_number_names_version_and_correction(correction: int, number: str) -> None:
    assert publication(2, correction).number == number


def test_the_newest_effective_publication_is_in_force() -> None:
    known = [publication(1), publication(2), publication(2, 1)]
    assert in_force(known, "2026-02-01T00:00:00Z") == known[2]


def test_a_publication_is_not_in_force_before_its_date() -> None:
    known = [publication(1), publication(2, effective="2026-03-01")]
    assert in_force(known, "2026-02-28T23:59:59Z") == known[0]


def test_a_publication_is_in_force_from_the_first_second_of_its_date() -> None:
    known = [publication(1), publication(2, effective="2026-03-01")]
    assert in_force(known, "2026-03-01T00:00:00Z") == known[1]


POSTPONED = replace(
    VERSION,
    version=3,
    effective_date="2026-05-01",
    effective_at="2026-05-01T00:00:00Z",
)


def void(after: Version, known: int = 0, at: str = "2026-03-20T08:00:00Z") -> list[tuple[str, str]]:
    """Return what is void once ``after`` is out in its source language, as the third version.

    The first ``known`` publications were there before.
    """
    versions = {2: replace(VERSION, words_digest="w"), 3: after}
    second = publication(2, effective="2026-04-01")
    source = replace(publication(3, effective=after.effective_date), language="en", published_at=at)
    out = [replace(second, language="en"), second, source]
    found = without_postponed(out, out[:known], versions)
    return [(one.language, one.number) for one in found if one.void]


def test_the_same_text_with_a_later_date_postpones_what_is_ahead_in_all_languages() -> None:
    assert void(replace(POSTPONED, words_digest="w"), known=2) == [("en", "2"), ("ja", "2")]


def test_a_translation_approved_late_is_postponed_too() -> None:
    versions = {2: replace(VERSION, words_digest="w"), 3: replace(POSTPONED, words_digest="w")}
    source = replace(publication(3, effective="2026-05-01"), language="en")
    late = publication(2, effective="2026-04-01")
    assert without_postponed([source, late], [source], versions) == (
        source,
        replace(late, void=True),
    )


def test_a_postponement_that_a_publisher_undid_stays_undone() -> None:
    assert void(replace(POSTPONED, words_digest="w"), known=3) == []


@pytest.mark.parametrize(
    "after",
    [
        replace(POSTPONED, words_digest="other words"),
        replace(POSTPONED, words_digest="w", effective_at="2026-03-25T00:00:00Z"),
    ],
    ids=["another text", "an earlier date"],
)
def test_what_postpones_nothing(after: Version) -> None:
    assert void(after, known=2) == []


def test_what_took_effect_cannot_be_postponed() -> None:
    same = replace(POSTPONED, words_digest="w")
    assert void(same, known=2, at="2026-04-01T00:00:00Z") == []


def test_what_is_void_never_takes_effect() -> None:
    known = [publication(1), replace(publication(2), void=True)]
    assert in_force(known, "2026-02-01T00:00:00Z") == known[0]
