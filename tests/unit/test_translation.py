"""What a new version's draft takes over from what was approved before."""

from promulgate.core import translation
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.glossary import Term
from promulgate.core.units import split

SOURCE = "# Returns\n\nYou have a right of withdrawal.\n\nWe send books.\n"
TARGETS = ("Rückgabe", "Sie haben ein Widerrufsrecht.", "Wir senden Bücher.")
RIGHT = Term("right of withdrawal", "Widerrufsrecht", case_sensitive=False)
WITHDRAWAL = Term("right of withdrawal", "Rücktrittsrecht", case_sensitive=False)


def known(then: tuple[Term, ...], now: tuple[Term, ...]) -> list[DraftUnit]:
    """Return the units of an approved text as the same source's next draft has them."""
    units = split(SOURCE)
    approved = Document(
        policy="returns",
        language="de",
        source_language="en",
        source_digest="s",
        glossary_digest="g",
        markdown="",
        units=tuple(
            DraftUnit(
                id=unit.id, kind=unit.kind, source=unit.text, target=text, origin=Origin.HUMAN
            )
            for unit, text in zip(units, TARGETS, strict=True)
        ),
    )
    earlier = translation.compared(approved, SOURCE, units, then, approved=True)
    keys = {unit.id: unit.id for unit in units}
    return list(translation.known(units, keys, [earlier], {}, now).values())


def test_an_approved_wording_stays_when_the_glossary_changes() -> None:
    assert [unit.target for unit in known((RIGHT,), (WITHDRAWAL,))] == list(TARGETS)


def test_a_unit_whose_terms_changed_since_its_approval_says_so() -> None:
    assert [unit.flags for unit in known((RIGHT,), (WITHDRAWAL,))] == [(), ("glossary",), ()]


def test_where_no_term_changed_nothing_is_doubted() -> None:
    assert [unit.flags for unit in known((RIGHT,), (RIGHT,))] == [(), (), ()]
