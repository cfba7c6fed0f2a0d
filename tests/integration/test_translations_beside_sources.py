"""A translation that a person uploads with its source is the draft, whichever event comes first."""

from collections.abc import Iterator, Sequence

import pytest
from moto import mock_aws

from promulgate.core.documents import Document
from promulgate.core.records import Draft
from promulgate.stations import desk, review
from tests.integration.test_convergence import MIKA, NOW, World

ENGLISH = """\
---
title: "Delivery Terms"
translationKey: delivery-terms
lastmod: 2026-02-01
languages: [ja]
---

## 1. Parcels

We send parcels within {} days.
"""
JAPANESE = """\
---
title: "配送条件"
translationKey: delivery-terms
---

## 1. 小包

小包は{}日以内に発送します。
"""
SOURCE, TRANSLATION = "terms.md", "terms.ja.md"
ORDERS = [
    (SOURCE, TRANSLATION),
    (TRANSLATION, SOURCE),
    (TRANSLATION, TRANSLATION, SOURCE, SOURCE),
    (SOURCE, TRANSLATION, SOURCE, TRANSLATION),
]


@pytest.fixture
def world() -> Iterator[World]:
    with mock_aws():
        yield World()


def put(world: World, days: int, *, translation: bool = True) -> None:
    """Upload a source, and its translation, without any event yet."""
    world.content.put(SOURCE, ENGLISH.format(days).encode(), "text/markdown")
    if translation:
        world.content.put(TRANSLATION, JAPANESE.format(days).encode(), "text/markdown")


def receive(world: World, order: Sequence[str]) -> None:
    for key in order:
        world.receive(key)


def japanese(world: World, version: int) -> tuple[Draft, Document]:
    place = desk.Place(policy="delivery-terms", version=version, language="ja")
    seen = review.read(world.review, place)
    return seen.draft, seen.document


@pytest.mark.parametrize("order", ORDERS)
def test_a_first_upload_of_both_ends_the_same_in_every_order(
    world: World, order: Sequence[str]
) -> None:
    put(world, 30)
    receive(world, order)
    draft, document = japanese(world, 1)
    assert (draft.state, draft.changed_by) == ("in_review", "upload:terms.ja.md")
    assert "30日以内" in document.markdown
    assert world.table.get_plain("REPORT", TRANSLATION) is None


@pytest.mark.parametrize("order", ORDERS)
def test_a_new_version_of_both_ends_the_same_in_every_order(
    world: World, order: Sequence[str]
) -> None:
    put(world, 30)
    receive(world, (SOURCE, TRANSLATION))
    put(world, 14)
    receive(world, order)
    draft, document = japanese(world, 2)
    assert (draft.state, draft.changed_by) == ("in_review", "upload:terms.ja.md")
    assert "14日以内" in document.markdown


def test_what_was_approved_for_a_version_is_not_uploaded_anew_for_the_next(world: World) -> None:
    put(world, 30)
    receive(world, (SOURCE, TRANSLATION))
    place = desk.Place(policy="delivery-terms", version=1, language="ja")
    review.approve(world.review, place, japanese(world, 1)[0].digest, [], MIKA, NOW)
    put(world, 14, translation=False)
    world.receive(SOURCE)
    draft = world.table.draft("delivery-terms", 2, "ja")
    assert draft
    assert (draft.state, draft.upload) == ("queued", "")


def test_what_a_reviewer_went_on_from_is_not_uploaded_anew_for_the_next(world: World) -> None:
    put(world, 30)
    receive(world, (SOURCE, TRANSLATION))
    place = desk.Place(policy="delivery-terms", version=1, language="ja")
    draft, document = japanese(world, 1)
    edit = {document.units[0].id: "配送規約"}
    review.change_units(world.review, place, draft.digest, edit, MIKA, NOW)
    put(world, 14, translation=False)
    world.receive(SOURCE)
    newest = world.table.draft("delivery-terms", 2, "ja")
    assert newest
    assert newest.state == "queued"


def test_a_translation_without_its_source_is_reported_and_published_by_nobody(
    world: World,
) -> None:
    world.content.put(TRANSLATION, JAPANESE.format(30).encode(), "text/markdown")
    world.receive(TRANSLATION)
    world.converge()
    report = world.table.get_plain("REPORT", TRANSLATION)
    assert report
    assert "terms.md" in report["expected"]
    assert world.pages() == {}


def test_a_source_in_another_language_says_so_itself(world: World) -> None:
    text = JAPANESE.format(30).replace("---\n\n", "language: ja\n---\n\n", 1)
    world.content.put(TRANSLATION, text.encode(), "text/markdown")
    world.receive(TRANSLATION)
    head = world.table.policy("delivery-terms")
    assert head
    assert head.source_language == "ja"
