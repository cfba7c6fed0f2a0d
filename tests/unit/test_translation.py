"""What a new version's draft takes over from what was approved before, and how fast it is made."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from promulgate.core import findings, translation
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.glossary import Term
from promulgate.core.glossary_file import MOST_TERMS
from promulgate.core.masks import BRACKET, DOUBLE
from promulgate.core.translation import Task
from promulgate.core.units import split
from tests.unit import hostile_engines

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


SAMPLE = (Path(__file__).parents[2] / "content" / "privacy-policy.md").read_text()
TASK = Task(
    policy="privacy",
    source_text=SAMPLE,
    source_digest="s",
    source_language="en",
    language="de",
    glossary_digest="g",
    terms=tuple(Term(f"our term {number}", f"Begriff {number}") for number in range(MOST_TERMS)),
)


@pytest.mark.parametrize(
    "task",
    [
        TASK,
        replace(
            TASK, source_text="personal data " * 4_000, terms=(Term("personal data", "Daten"),)
        ),
        replace(TASK, source_text="[a] " * 15_000),
    ],
    ids=["a glossary as large as it may be", "one term over and over", "one unit of brackets"],
)
def test_a_draft_is_made_and_checked_in_time(task: Task) -> None:
    start = time.process_time()
    units = split(task.source_text)
    translation.memory_keys(task, units)
    asked = translation.ask(task, units, hostile_engines.honest, (BRACKET, DOUBLE), 1_500)
    document = translation.document(task, units, {}, asked, ())
    findings.of(document, task.source_text, task.terms)
    assert time.process_time() - start < 15
