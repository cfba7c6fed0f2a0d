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


def test_the_same_person_under_another_name_is_no_second_person() -> None:
    renamed = Person(name="m.ito", groups=frozenset({"reviewer-ja"}), id="sub-1")
    with pytest.raises(ForbiddenError, match="another reviewer"):
        require_second_person(renamed, "mika", "sub-1")


def test_two_people_of_one_name_are_two() -> None:
    namesake = Person(name="mika", groups=frozenset({"reviewer-ja"}), id="sub-2")
    require_second_person(namesake, "mika", "sub-1")


def test_without_an_id_a_name_in_other_capitals_is_the_same_name() -> None:
    with pytest.raises(ForbiddenError):
        require_second_person(MIKA, "Mika")


def test_the_languages_of_a_person_are_those_of_their_groups() -> None:
    groups = frozenset({"reviewer-pt-BR", "reviewer-ja", "publisher", "others"})
    assert Person(name="ana", groups=groups).languages == ("ja", "pt-BR")
