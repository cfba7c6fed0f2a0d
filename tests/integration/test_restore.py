"""A table that was lost, or is wrong, comes back from its backup, and the site follows it."""

import json
from pathlib import Path
from typing import Any, cast

import boto3
import pytest

from local import tables
from local.instance import LocalError
from local.redrive import Clients
from promulgate.adapters import aws
from promulgate.core.people import Person
from promulgate.stations import rule
from tests.integration.test_convergence import NOW, World, world

__all__ = ["world"]
TABLE = "promulgate"
FACE = "en/delivery-terms/index.html"


CLIENTS = cast("Clients", boto3.client)


def items() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = aws.dynamodb().scan(TableName=TABLE)["Items"]
    return sorted(found, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))


@pytest.fixture
def file(world: World, tmp_path: Path) -> Path:
    """Return a backup of the table when version 1 was out."""
    world.upload(30)
    world.run()
    tables.backup(CLIENTS, TABLE, tmp_path / "items.jsonl")
    return tmp_path / "items.jsonl"


def test_a_backup_has_a_line_for_every_item(file: Path) -> None:
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert sorted(lines, key=lambda item: (item["pk"]["S"], item["sk"]["S"])) == items()


def test_what_was_lost_comes_back_and_the_site_needs_no_write(world: World, file: Path) -> None:
    before, state, writes = items(), world.state(), world.writes()
    for item in before:
        aws.dynamodb().delete_item(TableName=TABLE, Key={key: item[key] for key in ("pk", "sk")})
    assert tables.restore(CLIENTS, TABLE, file) == len(before)
    world.converge()
    assert (world.state(), world.writes()) == (state, writes)


def test_what_was_done_since_is_undone_and_the_page_in_force_is_back(
    world: World, file: Path
) -> None:
    state, pages = world.state(), world.pages()
    pia = Person(name="pia@halden.example", groups=frozenset({"publisher"}), id="pia")
    rule.withdraw(world.review, "delivery-terms", "en", "", pia, NOW)
    world.converge()
    assert world.pages()[FACE] != pages[FACE]
    tables.restore(CLIENTS, TABLE, file)
    world.converge()
    assert (world.state(), world.pages()) == (state, pages)


def test_a_backup_from_before_a_publication_is_refused(world: World, file: Path) -> None:
    world.upload(14)
    world.run()
    before = items()
    with pytest.raises(LocalError, match="from before 1 publications: POLICY#delivery-terms"):
        tables.restore(CLIENTS, TABLE, file)
    assert items() == before


def test_a_file_without_items_empties_no_table(world: World, file: Path) -> None:
    before = items()
    file.write_text("")
    with pytest.raises(LocalError, match="has no items"):
        tables.restore(CLIENTS, TABLE, file)
    assert items() == before
