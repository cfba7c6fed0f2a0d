from dataclasses import replace

import pytest

from promulgate.core.draft_views import Around, of_reviewed, redline, without_text
from promulgate.core.memory import nearest
from promulgate.core.people import May
from promulgate.core.records import Approval
from promulgate.core.states import State
from promulgate.core.views import ChangeView, TermView
from tests.unit.reviewed import DRAFT, NUMBERS, VERSION, seen

AROUND = Around(
    version=VERSION,
    may=May(edit=True, approve=False, reason="four eyes"),
    now="2026-03-05T10:00:00Z",
)
APPROVAL = Approval(
    by="sora",
    at="2026-03-05T10:00:00Z",
    draft_digest=DRAFT.digest,
    source_digest="s",
    target_digest="t",
    glossary_digest="",
    renderer="r",
)


def test_a_unit_shows_what_its_source_said_when_it_was_last_approved() -> None:
    unit = of_reviewed(seen(), AROUND).units[1]
    assert unit.changes
    assert [part.was for part in unit.changes if not part.equal] == ["14"]
    assert [part.now for part in unit.changes if not part.equal] == ["30"]


def test_a_unit_that_nothing_changed_in_has_no_redline() -> None:
    assert of_reviewed(seen(), AROUND).units[0].changes is None


def test_a_unit_names_the_glossary_terms_that_stand_in_it() -> None:
    first, second = of_reviewed(seen(), AROUND).units
    assert (first.terms, second.terms) == ((), (TermView(source="books", target="Bücher"),))


def test_a_unit_tells_its_doubts_and_what_fails() -> None:
    unit = of_reviewed(seen(DRAFT, NUMBERS), AROUND).units[1]
    assert (unit.flags, [check.name for check in unit.checks]) == (("runs",), ["numbers"])


def test_a_hint_shows_how_its_source_became_the_present_one() -> None:
    hint = nearest("Return books within 30 days.", [("Return books within 60 days.", "… 60 …")])
    assert hint
    shown = of_reviewed(seen(), replace(AROUND, hints={"u0002": hint})).units[1].hint
    assert shown
    assert [(part.was, part.now) for part in shown.changes if not part.equal] == [("60", "30")]


def test_changes_that_only_white_space_parts_are_one_change() -> None:
    assert redline("in a month", "within thirty days") == (
        ChangeView(equal=False, was="in a month", now="within thirty days"),
    )


@pytest.mark.parametrize(
    ("now", "at"),
    [("2026-03-05T10:00:00Z", "2026-03-31T22:00:00Z"), ("2026-04-02T10:00:00Z", "now")],
)
def test_an_approved_draft_goes_live_on_its_effective_date_or_at_once(now: str, at: str) -> None:
    approved = replace(DRAFT, state=State.APPROVED, approval=APPROVAL)
    live = of_reviewed(seen(approved), replace(AROUND, now=now)).goes_live
    assert live
    assert (live.path, live.at) == ("/de/returns/", at)


def test_what_is_not_approved_does_not_go_live() -> None:
    assert of_reviewed(seen(), AROUND).goes_live is None


def test_a_draft_without_text_has_no_units_and_its_languages_directions() -> None:
    queued = replace(DRAFT, state=State.QUEUED, digest="", language="he")
    shown = without_text(queued, AROUND)
    assert (shown.units, shown.digest, shown.direction, shown.source_direction) == (
        (),
        "",
        "rtl",
        "ltr",
    )
