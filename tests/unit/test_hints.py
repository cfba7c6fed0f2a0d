from dataclasses import replace

from promulgate.core import hints
from promulgate.core.documents import DraftUnit, Origin
from tests.unit.reviewed import DOCUMENT, UNITS


def approved(source: str) -> DraftUnit:
    """Return an approved unit."""
    return replace(UNITS[1], source=source, target="So war es.", origin=Origin.HUMAN)


def test_a_machines_unit_is_shown_the_nearest_approved_pair() -> None:
    known = replace(DOCUMENT, units=(approved("Return books within 14 days."),))
    hint = hints.of(DOCUMENT, known)["u0002"]
    assert (hint.source, hint.target) == ("Return books within 14 days.", "So war es.")


def test_what_the_memory_knows_word_for_word_needs_no_hint() -> None:
    known = replace(DOCUMENT, units=(approved("Return books within 30 days."),))
    assert hints.of(DOCUMENT, known) == {}


def test_what_a_person_wrote_needs_no_hint() -> None:
    written = replace(DOCUMENT, units=(replace(UNITS[1], origin=Origin.HUMAN),))
    known = replace(DOCUMENT, units=(approved("Return books within 14 days."),))
    assert hints.of(written, known) == {}


def test_what_nothing_approved_is_like_has_no_hint() -> None:
    known = replace(DOCUMENT, units=(approved("We keep no cookies."),))
    assert hints.of(DOCUMENT, known) == {}


def test_a_text_of_thousands_of_units_gets_hints_for_its_first_ones_only() -> None:
    many = tuple(replace(UNITS[1], id=f"u{number:04d}") for number in range(400))
    pairs = tuple(approved(f"Return books within {number} weeks.") for number in range(500))
    found = hints.of(replace(DOCUMENT, units=many), replace(DOCUMENT, units=pairs))
    assert len(found) == hints.MOST_PAIRS // len(pairs)
