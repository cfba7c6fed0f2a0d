"""An approval is for exactly these bytes: whatever else would go out instead does not."""

from collections.abc import Callable, Iterator

import pytest
from moto import mock_aws

from promulgate.core import keys
from promulgate.core.records import Draft
from promulgate.stations import desk, glossaries, publish, review
from tests.integration.test_convergence import JAPANESE, MIKA, NOW, SORA, TEXT, World

PLACE = desk.Place(policy="delivery-terms", version=1, language="ja")
GLOSSARY = "terms:\n  - {en: parcels, ja: 小包}\n"
COPY = "ja/delivery-terms/v1/index.html"


@pytest.fixture
def world() -> Iterator[World]:
    """Return a stack whose Japanese draft is approved, and not published yet."""
    with mock_aws():
        glossaries._read.cache_clear()
        world = World()
        text = TEXT.format(days=30, date="2026-03-01").replace(
            "---\n\n", "languages: [ja]\n---\n\n"
        )
        for key, data in (("glossary.yaml", GLOSSARY), ("terms.md", text)):
            world.content.put(key, data.encode(), "text/plain")
            world.receive(key)
        world.content.put("terms.ja.md", JAPANESE.encode(), "text/markdown")
        world.receive("terms.ja.md")
        world.converge()
        review.approve(world.review, PLACE, draft(world).digest, [], MIKA, NOW)
        glossaries._read.cache_clear()
        yield world


def draft(world: World) -> Draft:
    found = world.table.draft("delivery-terms", 1, "ja")
    assert found
    return found


def damage(world: World, key: str, old: str, new: str) -> None:
    """Put other bytes in the place of those that the approval was given for."""
    kept = world.drafts.get(key)
    assert kept
    assert old.encode() in kept.data
    world.drafts.put(key, kept.data.replace(old.encode(), new.encode()), "text/plain")


def another_source(world: World, _: pytest.MonkeyPatch) -> None:
    damage(world, keys.source("delivery-terms", draft(world).source_digest), "30 days", "90 days")


def another_translation(world: World, _: pytest.MonkeyPatch) -> None:
    damage(world, keys.document("delivery-terms", "ja", draft(world).digest), "30日", "90日")


def another_glossary(world: World, _: pytest.MonkeyPatch) -> None:
    damage(world, keys.glossary(draft(world).glossary_digest), "小包", "荷物")


def another_renderer(_: World, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(publish, "RENDERER", "a renderer that came later")


@pytest.mark.parametrize(
    ("meanwhile", "part"),
    [
        (another_source, "source"),
        (another_translation, "draft"),
        (another_glossary, "glossary"),
        (another_renderer, "renderer"),
    ],
)
def test_what_is_not_what_was_approved_goes_back_to_review_instead_of_out(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[World, pytest.MonkeyPatch], None],
    part: str,
) -> None:
    meanwhile(world, monkeypatch)
    world.converge()
    assert COPY not in world.pages()
    assert (draft(world).state, draft(world).approval) == ("in_review", None)
    assert draft(world).note == f"the approval no longer holds: the {part} has changed since"
    last = world.table.history("delivery-terms", limit=100)[-1]
    assert (last.action, last.detail) == ("approval_void", {"difference": part})


def test_what_was_approved_goes_out(world: World) -> None:
    world.converge()
    assert "30日" in world.pages()[COPY].decode()


def test_an_edit_between_approval_and_publishing_keeps_the_old_text_in(world: World) -> None:
    unit = review.read(world.review, PLACE).document.units[0].id
    review.change_units(world.review, PLACE, draft(world).digest, {unit: "配送規約"}, SORA, NOW)
    world.converge()
    assert COPY not in world.pages()
    assert draft(world).state == "in_review"
