from dataclasses import replace

import pytest

from promulgate.core.changes import Change, seal
from promulgate.core.people import ForbiddenError, Person
from promulgate.core.publishing import in_force
from promulgate.core.records import LanguageStatus, Policy, Publication, Ruling
from promulgate.core.ruling import RulingError, holds_back, restore, withdraw
from promulgate.core.states import State
from tests.unit.test_publishing import publication

PIA = Person(name="pia@halden.example", groups=frozenset({"publisher"}))
MIKA = Person(name="mika@halden.example", groups=frozenset({"reviewer-ja"}))
HEAD = Policy(policy="terms", source_language="en", key="terms.md", version=2)
NOW = "2026-03-02T10:00:00Z"
FIRST, SECOND = publication(1), publication(2, effective="2026-03-01")
THIRD = publication(3, effective="2026-05-01")
FOURTH = publication(4, effective="2026-09-01")
SUMMER, AUTUMN = "2026-06-01T00:00:00Z", "2026-10-01T00:00:00Z"


def ruling(number: str, over: str) -> Ruling:
    return Ruling(policy="terms", language="ja", publication=number, over=over, by=PIA.name, at=NOW)


def number_in_force(known: Ruling, now: str, *publications: Publication) -> str:
    found = in_force(publications, now, known)
    return found.number if found else ""


def test_a_withdrawn_edition_has_nothing_in_force() -> None:
    assert number_in_force(ruling("", over="2"), NOW, FIRST, SECOND) == ""


def test_a_restored_publication_is_in_force_in_place_of_the_newest() -> None:
    assert number_in_force(ruling("1", over="2"), NOW, FIRST, SECOND) == "1"


@pytest.mark.parametrize("number", ["", "1"])
def test_whatever_is_newer_ends_a_ruling_on_its_day(number: str) -> None:
    known = ruling(number, over="2")
    assert number_in_force(known, "2026-04-30T23:59:59Z", FIRST, SECOND, THIRD) == number
    assert number_in_force(known, "2026-05-01T00:00:00Z", FIRST, SECOND, THIRD) == "3"


def test_a_correction_of_what_was_withdrawn_ends_the_withdrawal() -> None:
    corrected = publication(2, 1, effective="2026-03-01")
    assert number_in_force(ruling("", over="2"), NOW, FIRST, SECOND, corrected) == "2.1"


def test_a_correction_of_an_older_version_does_not() -> None:
    corrected = publication(1, 1)
    assert number_in_force(ruling("", over="2"), NOW, FIRST, corrected, SECOND) == ""


def test_a_withdrawal_is_given_over_what_is_in_force() -> None:
    change = withdraw(HEAD, "ja", [FIRST, SECOND], None, "", PIA, NOW)
    assert change
    assert change.records == (ruling("", over="2"),)
    assert [(event.action, event.by) for event in change.events] == [("withdrawn", PIA.name)]


def test_withdrawing_twice_is_one_withdrawal() -> None:
    assert withdraw(HEAD, "ja", [FIRST, SECOND], ruling("", over="2"), "", PIA, NOW) is None


def test_what_never_was_in_force_cannot_be_withdrawn() -> None:
    with pytest.raises(RulingError, match="nothing of terms is in force in ja"):
        withdraw(HEAD, "ja", [THIRD], None, "", PIA, NOW)


def test_a_withdrawn_edition_is_restored_by_its_number() -> None:
    change = restore(HEAD, "ja", [FIRST, SECOND], ruling("", over="2"), "2", PIA, NOW)
    assert change
    assert change.records == (ruling("2", over="2"),)
    assert change.events[0].action == "restored"


def test_the_overview_tells_at_once_what_a_ruling_put_in_force() -> None:
    status = LanguageStatus(version=2, state=State.PUBLISHED, in_force="2")
    head = replace(HEAD, languages={"ja": status})
    withdrawn = withdraw(head, "ja", [FIRST, SECOND], None, "", PIA, NOW)
    restored = restore(head, "ja", [FIRST, SECOND], None, "1", PIA, NOW)
    told = [
        seal(change).policy.languages["ja"].in_force for change in (withdrawn, restored) if change
    ]
    assert told == ["", "1"]


def test_restoring_twice_is_one_restoration() -> None:
    assert restore(HEAD, "ja", [FIRST, SECOND], ruling("1", over="2"), "1", PIA, NOW) is None


def test_what_is_not_out_cannot_be_restored() -> None:
    with pytest.raises(RulingError, match="no publication 7"):
        restore(HEAD, "ja", [FIRST, SECOND], None, "7", PIA, NOW)


def test_what_is_no_longer_in_force_cannot_be_withdrawn() -> None:
    with pytest.raises(RulingError, match="publication 1 is not in force"):
        withdraw(HEAD, "ja", [FIRST, SECOND], None, "1", PIA, NOW)


def after(change: Change | None, *publications: Publication) -> list[Publication]:
    """Return the publications as ``change`` leaves them."""
    assert change
    changed = {one.number: one for one in change.records if isinstance(one, Publication)}
    return [changed.get(one.number, one) for one in publications]


def test_what_has_not_taken_effect_is_withdrawn_by_its_number_and_restored_by_it() -> None:
    withdrawn = after(withdraw(HEAD, "ja", [SECOND, THIRD], None, "3", PIA, NOW), SECOND, THIRD)
    assert number_in_force(ruling("2", over="2"), SUMMER, *withdrawn) == "2"
    assert withdraw(HEAD, "ja", withdrawn, ruling("2", over="2"), "3", PIA, NOW) is None
    restored = after(restore(HEAD, "ja", withdrawn, None, "3", PIA, NOW), *withdrawn)
    assert number_in_force(ruling("2", over="2"), SUMMER, *restored) == "3"


def test_publishing_is_told_of_what_was_withdrawn_before_its_day() -> None:
    change = withdraw(HEAD, "ja", [SECOND, THIRD], ruling("2", over="2"), "3", PIA, NOW)
    assert change
    assert replace(ruling("2", over="2"), touched_at=NOW) in change.records
    assert [(event.action, event.version) for event in change.events] == [("withdrawn", 3)]


def test_one_withdrawn_before_its_day_leaves_the_others_that_are_ahead() -> None:
    change = withdraw(HEAD, "ja", [SECOND, THIRD, FOURTH], None, "4", PIA, NOW)
    left = after(change, SECOND, THIRD, FOURTH)
    assert [one.number for one in left if one.void] == ["4"]
    assert number_in_force(ruling("2", over="2"), AUTUMN, *left) == "3"


def test_one_restored_before_its_day_does_not_bring_back_the_others() -> None:
    taken = [SECOND, replace(THIRD, void=True), replace(FOURTH, void=True)]
    left = after(restore(HEAD, "ja", taken, None, "3", PIA, NOW), *taken)
    assert [one.number for one in left if one.void] == ["4"]


def test_what_was_withdrawn_before_its_day_can_be_put_in_force_after_it() -> None:
    taken = [SECOND, replace(THIRD, void=True)]
    change = restore(HEAD, "ja", taken, None, "3", PIA, SUMMER)
    left = after(change, *taken)
    assert number_in_force(ruling("3", over="2"), SUMMER, *left) == "3"


def test_a_withdrawal_of_what_is_ahead_keeps_the_day_on_which_the_page_went() -> None:
    gone = replace(ruling("", over="2"), at="2026-02-01T00:00:00Z")
    change = withdraw(HEAD, "ja", [SECOND, THIRD], gone, "3", PIA, NOW)
    assert change
    assert replace(gone, touched_at=NOW) in change.records


def test_what_will_take_effect_need_not_be_restored() -> None:
    assert restore(HEAD, "ja", [SECOND, THIRD], None, "3", PIA, NOW) is None


def test_a_withdrawal_does_not_bring_back_what_was_withdrawn_before_its_day() -> None:
    out = [FIRST, SECOND, replace(THIRD, void=True)]
    change = withdraw(HEAD, "ja", out, ruling("2", over="2"), "", PIA, NOW)
    assert change
    assert change.records == (ruling("", over="2"),)
    assert number_in_force(ruling("", over="2"), SUMMER, *out) == ""


def test_only_publishers_rule() -> None:
    with pytest.raises(ForbiddenError, match="publisher"):
        withdraw(HEAD, "ja", [FIRST], None, "", MIKA, NOW)
    with pytest.raises(ForbiddenError, match="publisher"):
        restore(HEAD, "ja", [FIRST, SECOND], None, "1", MIKA, NOW)


@pytest.mark.parametrize(
    ("known", "held_back"),
    [
        (None, []),
        (ruling("", over="2"), ["1", "2"]),
        (ruling("1", over="2"), ["2"]),
        (ruling("2", over="2"), []),
    ],
    ids=["none", "withdrawn", "restored", "confirmed"],
)
def test_a_ruling_holds_back_what_would_otherwise_be_in_force(
    known: Ruling | None, held_back: list[str]
) -> None:
    publications = (FIRST, SECOND, THIRD)
    assert [one.number for one in publications if holds_back(one, publications, known)] == held_back


def test_what_a_publisher_took_back_before_its_day_is_held_back() -> None:
    assert holds_back(replace(THIRD, void=True), (FIRST, THIRD), None)
