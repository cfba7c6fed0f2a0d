import pytest

from promulgate.core.people import (
    ForbiddenError,
    Person,
    four_eyes_for,
    require_publisher,
    require_reviewer,
    require_second_person,
)

MIKA = Person(name="mika", groups=frozenset({"reviewer-ja"}))


def test_a_reviewer_changes_drafts_of_their_language() -> None:
    require_reviewer(MIKA, "ja")


def test_a_reviewer_of_one_language_is_refused_in_another_with_the_group_named() -> None:
    with pytest.raises(ForbiddenError, match="reviewer-de"):
        require_reviewer(MIKA, "de")


def test_a_reviewer_is_no_publisher() -> None:
    with pytest.raises(ForbiddenError, match="publisher"):
        require_publisher(MIKA)


def test_a_publisher_is_no_reviewer() -> None:
    with pytest.raises(ForbiddenError):
        require_reviewer(Person(name="pia", groups=frozenset({"publisher"})), "ja")


def test_whoever_changed_a_draft_last_does_not_approve_it() -> None:
    with pytest.raises(ForbiddenError, match="another reviewer"):
        require_second_person(MIKA, "mika")


def test_another_reviewer_may_approve() -> None:
    require_second_person(MIKA, "sora")


@pytest.mark.parametrize(
    ("setting", "needed"), [("on", True), ("off", False), ("-ja,-de", False), ("-de", True)]
)
def test_four_eyes_can_be_switched_off_per_language(setting: str, needed: bool) -> None:
    assert four_eyes_for("ja", setting) is needed
