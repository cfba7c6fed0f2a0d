"""Files that are written to hurt end as a report or a page within two seconds and 256 MB."""

from collections.abc import Iterator

import pytest

from promulgate.stations import render, translate
from tests.attacks.conftest import MEMORY, assert_bounded
from tests.attacks.measured import measured
from tests.attacks.weapons import (
    FIERCEST,
    HEAD,
    LARGEST,
    SMALL,
    TEXTS,
    XML,
    YAML,
    YAML_FILES,
    weapon,
)
from tests.chaos.way import Way, begun

# An engine may be slow; what is ours of a draft's five minutes is not.
SECONDS_TO_DRAFT = 30.0


@pytest.fixture(scope="module")
def way() -> Iterator[Way]:
    with begun() as stack:
        yield stack


def receive(way: Way, key: str, data: bytes) -> str:
    """Upload a file and have it taken in; return what it ended as."""
    way.world.content.put(key, data, "text/plain")
    render.receive(way.world.render, key, way.now)
    if report := way.world.table.get_plain("REPORT", key):
        assert report["reason"]
        assert report["expected"]
        return "report"
    return "taken"


def draft(way: Way) -> str:
    """Take the weapon's translation job; return the state of the draft."""
    job = translate.Job(policy="weapon", version=1, language="de")
    translate.draft(way.translate, job, way.now, last_try=False)
    found = way.world.table.draft("weapon", 1, "de")
    assert found
    return str(found.state)


@pytest.mark.parametrize("size", [SMALL, LARGEST])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_a_weapon_hurts_nobody(way: Way, at_rest: int, name: str, size: int) -> None:
    data = (HEAD + weapon(name, size - len(HEAD))).encode()
    assert_bounded(measured(lambda: receive(way, "weapon.md", data)), at_rest)


@pytest.mark.parametrize("name", ["emphasis", "no space", "wide", "amounts"])
def test_drafting_a_weapon_comes_to_an_end(way: Way, at_rest: int, name: str) -> None:
    data = (HEAD + weapon(name, LARGEST - len(HEAD))).encode()

    def drafted() -> str:
        return draft(way) if receive(way, "weapon.md", data) == "taken" else "report"

    cost = measured(drafted)
    assert cost.seconds < SECONDS_TO_DRAFT
    assert at_rest + cost.memory < MEMORY


@pytest.mark.parametrize("name", FIERCEST)
def test_a_translation_that_is_a_weapon_hurts_nobody(way: Way, at_rest: int, name: str) -> None:
    head = HEAD.replace("key: weapon", "key: delivery-terms")
    data = (head + weapon(name, LARGEST - len(head))).encode()
    way.receive()
    assert_bounded(measured(lambda: receive(way, "terms.de.md", data)), at_rest)


@pytest.mark.parametrize("name", YAML)
def test_front_matter_that_is_a_weapon_is_reported(way: Way, at_rest: int, name: str) -> None:
    data = HEAD.replace("---\n\n", f"{YAML[name]}\n---\n\n").encode() + b"Text.\n"
    cost = measured(lambda: receive(way, "weapon.md", data))
    assert_bounded(cost, at_rest)
    assert cost.end == "report"


@pytest.mark.parametrize("key", ["glossary.yaml", "site.yaml"])
@pytest.mark.parametrize("name", YAML_FILES)
def test_yaml_that_is_a_weapon_is_reported(way: Way, at_rest: int, key: str, name: str) -> None:
    cost = measured(lambda: receive(way, key, YAML_FILES[name].encode()))
    assert_bounded(cost, at_rest)
    assert cost.end == "report"


@pytest.mark.parametrize("name", XML)
def test_a_logo_that_is_a_weapon_is_reported(way: Way, at_rest: int, name: str) -> None:
    cost = measured(lambda: receive(way, "logo.svg", XML[name].encode()))
    assert_bounded(cost, at_rest)
    assert cost.end == "report"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + HEAD.encode(),
        HEAD.encode() + b"\xed\xa0\x80",
        HEAD.encode() + b"\x00",
        HEAD.encode() + b"\x1b[2J",
        HEAD.encode() + "Pay \u202e30 days.".encode(),
        HEAD.encode() + b"a" * 1_000_000,
        b"a" * 1_000_000,
    ],
    ids=["utf-16", "lone surrogate", "nul", "control", "override", "long line", "one line"],
)
def test_bytes_that_are_no_plain_text_are_reported(way: Way, at_rest: int, data: bytes) -> None:
    cost = measured(lambda: receive(way, "weapon.md", data))
    assert_bounded(cost, at_rest)
    assert cost.end == "report"
