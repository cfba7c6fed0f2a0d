from dataclasses import replace

import pytest
from promulgate.core.publishing import (
    ApprovalError,
    Digests,
    in_force,
    next_correction,
    next_effect,
    published_as,
    releasable,
    verify,
)
from promulgate.core.records import Approval, Draft, Publication
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


def test_each_language_goes_out_when_it_is_approved() -> None:
    waiting = replace(DRAFT, language="de", state=State.IN_REVIEW)
    assert releasable([DRAFT, waiting], together=False) == (DRAFT,)


def test_together_nothing_goes_out_before_the_last_is_approved() -> None:
    waiting = replace(DRAFT, language="de", state=State.IN_REVIEW)
    assert releasable([DRAFT, waiting], together=True) == ()


def test_together_all_go_out_with_the_last() -> None:
    last = replace(DRAFT, language="de")
    assert releasable([DRAFT, last], together=True) == (DRAFT, last)


def test_a_first_publication_has_the_number_of_its_version() -> None:
    assert next_correction(DRAFT, [publication(1), publication(1, 1)]) == 0


def test_a_corrected_translation_counts_on() -> None:
    assert next_correction(DRAFT, [publication(2), publication(2, 1)]) == 2


@pytest.mark.parametrize(("correction", "number"), [(0, "2"), (1, "2.1"), (10, "2.10")])
def test_a_publications_number_names_version_and_correction(correction: int, number: str) -> None:
    assert publication(2, correction).number == number


def test_the_same_text_is_the_same_publication() -> None:
    known = replace(publication(2), draft_digest="d")
    assert published_as(DRAFT, [publication(1), known]) == known


def test_the_newest_effective_publication_is_in_force() -> None:
    known = [publication(1), publication(2), publication(2, 1)]
    assert in_force(known, "2026-02-01T00:00:00Z") == known[2]


def test_a_publication_is_not_in_force_before_its_date() -> None:
    known = [publication(1), publication(2, effective="2026-03-01")]
    assert in_force(known, "2026-02-28T23:59:59Z") == known[0]


def test_a_publication_is_in_force_from_the_first_second_of_its_date() -> None:
    known = [publication(1), publication(2, effective="2026-03-01")]
    assert in_force(known, "2026-03-01T00:00:00Z") == known[1]


def test_the_next_effect_is_the_earliest_date_ahead() -> None:
    known = [publication(v, effective=f"2026-0{v}-01") for v in (1, 2, 3)]
    assert next_effect(known, "2026-01-15T00:00:00Z") == "2026-02-01T00:00:00Z"


def test_nothing_ahead_needs_no_wake_up() -> None:
    assert next_effect([publication(1)], "2026-02-01T00:00:00Z") is None
