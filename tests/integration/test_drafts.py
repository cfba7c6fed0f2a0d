"""What the translate station sends to the engine, and what it leaves alone.

The engine is a server behind the real deep-translator, and everything is counted at its door.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.engines import EngineRefused
from promulgate.core.documents import Document, DraftUnit
from promulgate.core.reviewing import Reviewed
from promulgate.core.states import State
from promulgate.core.units import Unit, split
from promulgate.stations import desk, review, texts
from tests.chaos.way import FIRST, KEY, LANGUAGES, POLICY, Way, begun, reviewer
from tests.integration.engine_server import Asked, Reply, upper

SAMPLE = (Path(__file__).parents[2] / "content" / "privacy-policy.md").read_text()
SAMPLE = SAMPLE.replace("\n---\n", f"\nlanguages: [{', '.join(LANGUAGES)}]\n---\n", 1)
SAMPLE_KEY = "privacy.md"
PARAGRAPHS = [unit for unit in split(SAMPLE) if unit.kind in {"paragraph", "list_item"}][::4]


@pytest.fixture
def way() -> Iterator[Way]:
    with begun() as way:
        yield way


def take(way: Way, text: str, key: str = KEY) -> None:
    """Upload ``text``, and have the machine draft it in every language."""
    way.put(text, key)
    way.receive(key)
    way.work()


def seen(way: Way, version: int, language: str = "de") -> Reviewed:
    place = desk.Place(policy=POLICY, version=version, language=language)
    return review.read(way.world.review, place)


def units(way: Way, version: int) -> dict[str, DraftUnit]:
    """Return the German draft's units by their source."""
    document: Document = seen(way, version).document
    return {unit.source: unit for unit in document.units}


def edit(way: Way, version: int, targets: Mapping[str, str]) -> None:
    """Have a reviewer write these translations, given by their source."""
    now = seen(way, version)
    ids = {unit.source: unit.id for unit in now.document.units}
    review.change_units(
        way.world.review,
        desk.Place(policy=POLICY, version=version, language="de"),
        now.draft.digest,
        {ids[source]: target for source, target in targets.items()},
        reviewer("de", "mika"),
        way.now,
    )


def characters(way: Way) -> int:
    """Return how many characters the engine has got so far."""
    return sum(len(text) * times for text, times in way.paid.items())


# --- what is sent -------------------------------------------------------------------------------


def test_an_unchanged_source_sends_nothing(way: Way) -> None:
    take(way, SAMPLE, SAMPLE_KEY)
    before = characters(way)
    take(way, SAMPLE, SAMPLE_KEY)
    take(way, SAMPLE.replace("lastmod: 2", "lastmod:  2"), SAMPLE_KEY)
    assert characters(way) == before > 0


@pytest.mark.parametrize("unit", PARAGRAPHS, ids=lambda unit: unit.id)
def test_a_changed_paragraph_is_all_that_is_sent(way: Way, unit: Unit) -> None:
    take(way, SAMPLE, SAMPLE_KEY)
    before = characters(way)
    was = next(line for line in unit.text.splitlines() if line in SAMPLE)
    changed = SAMPLE.replace(was, f"Now {was}", 1)
    assert len(split(changed)) == len(split(SAMPLE))
    take(way, changed, SAMPLE_KEY)
    sent = (characters(way) - before) / len(LANGUAGES)
    assert 0 < sent <= 1.1 * len(f"Now {unit.text}")


def test_a_job_that_comes_twice_sends_nothing_twice(way: Way) -> None:
    way.receive()
    jobs = [{"policy": POLICY, "version": v, "language": name} for v, name in way.open_jobs()]
    for job in [*jobs, *jobs]:
        way.job(job)
    assert set(way.paid.values()) == {len(LANGUAGES)}


def test_a_job_that_failed_half_way_pays_only_for_the_rest() -> None:
    answered = 0

    def third_refused(asked: Asked) -> Reply:
        nonlocal answered
        answered += 1
        return Reply(status=403) if answered == 3 else upper(asked)

    long = FIRST + "".join(f"\n{'We pack books with care. ' * 40}({n})\n" for n in range(30))
    with begun(third_refused) as way:
        way.put(long)
        way.receive()
        job = {"policy": POLICY, "version": 1, "language": "de"}
        with pytest.raises(EngineRefused):
            way.job(job)
        paid = set(way.paid)
        assert paid
        way.job(job)
        assert set(way.paid) > paid
        assert set(way.paid.values()) == {1}


# --- what is left alone -------------------------------------------------------------------------

SECOND = FIRST.replace("30 days", "20 days")
THIRD = FIRST.replace("30 days", "10 days")
CHANGED, KEPT = "We send parcels within 20 days.", "Halden Books pays the postage."


def approved(way: Way) -> Way:
    """Return the way with its first version drafted and approved."""
    way.receive()
    way.work()
    for language in LANGUAGES:
        way.approve(1, language)
    return way


def test_an_approved_unit_whose_source_is_unchanged_is_kept(way: Way) -> None:
    take(approved(way), SECOND)
    before, after = units(way, 1), units(way, 2)
    kept = [source for source in after if source != CHANGED]
    assert [after[source].target for source in kept] == [before[source].target for source in kept]
    assert {after[source].origin for source in kept} == {"memory"}


def test_a_changed_unit_says_what_it_was_when_it_was_approved(way: Way) -> None:
    take(approved(way), SECOND)
    said = {unit.source: unit.previous_source for unit in units(way, 2).values()}
    assert said.pop(CHANGED) == "We send parcels within 30 days."
    assert set(said.values()) == {""}


def test_it_still_says_so_in_a_version_after_one_that_was_not_approved(way: Way) -> None:
    take(approved(way), SECOND)
    edit(way, 2, {CHANGED: "Wir versenden binnen 20 Tagen."})
    take(way, SECOND.replace("pays", "bears"))
    unit = units(way, 3)[CHANGED]
    assert (unit.target, unit.origin) == ("Wir versenden binnen 20 Tagen.", "human")
    assert unit.previous_source == "We send parcels within 30 days."


def test_a_moved_unit_is_found(way: Way) -> None:
    heading, kept = f"\n\n{KEPT}\n", f"\n\n{KEPT}\n\n## Parcels"
    moved = FIRST.replace(heading, "\n").replace("\n\n## Parcels", kept)
    paid = way.paid.copy()
    take(approved(way), moved)
    assert units(way, 2)[KEPT].origin == "memory"
    assert way.paid - paid == {text: len(LANGUAGES) for text in way.paid}


def test_an_edit_after_the_approval_outlives_the_next_versions(way: Way) -> None:
    take(approved(way), SECOND)
    edit(way, 2, {KEPT: "Das Porto zahlen wir."})
    take(way, THIRD)
    take(way, FIRST)
    assert [units(way, version)[KEPT].target for version in (3, 4)] == ["Das Porto zahlen wir."] * 2


def test_an_edit_outlives_a_version_that_no_machine_drafted(way: Way) -> None:
    way.receive()
    way.work()
    edit(way, 1, {KEPT: "Das Porto zahlen wir."})
    way.put(SECOND)
    way.receive()
    take(way, THIRD)
    assert units(way, 3)[KEPT].target == "Das Porto zahlen wir."


TRANSLATION = FIRST.replace("Delivery Terms", "Lieferbedingungen").replace(
    "## Parcels", "## Pakete"
)


def translation(way: Way) -> None:
    """Upload a person's German translation."""
    way.put(TRANSLATION, "terms.de.md")
    way.receive("terms.de.md")


def test_a_machine_that_comes_late_finds_nothing_to_do(way: Way) -> None:
    way.receive()
    translation(way)
    before = seen(way, 1)
    way.job({"policy": POLICY, "version": 1, "language": "de"})
    assert seen(way, 1) == before
    assert not way.paid


def test_a_machine_that_is_overtaken_throws_its_draft_away(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    way.receive()
    keep = texts.keep

    def overtaken(drafts: Bucket, document: Document) -> str:
        monkeypatch.undo()
        translation(way)
        return keep(drafts, document)

    monkeypatch.setattr(texts, "keep", overtaken)
    way.job({"policy": POLICY, "version": 1, "language": "de"})
    draft = seen(way, 1).draft
    assert way.paid
    assert (draft.state, draft.changed_by) == (State.IN_REVIEW, "upload:terms.de.md")
    assert units(way, 1)["Parcels"].target == "Pakete"


def test_a_draft_of_a_superseded_version_is_not_made_any_more(way: Way) -> None:
    way.receive()
    way.put(SECOND)
    way.receive()
    way.job({"policy": POLICY, "version": 1, "language": "de"})
    assert not way.paid
