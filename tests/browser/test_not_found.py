"""The one page for what is not there, whatever language its reader has."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("path", "locale", "language"),
    [
        ("/ar/nowhere/", "de-DE", "ar"),
        ("/nowhere/", "ja-JP", "ja"),
        ("/nowhere/", "de-AT", "de"),
        ("/nowhere/", "is-IS", "en"),
    ],
    ids=["of the address", "of the browser", "of a region", "none of ours"],
)
def test_the_readers_language_comes_first(
    opened: Callable[..., Page], path: str, locale: str, language: str
) -> None:
    lines = opened(path, locale=locale).locator(".cards li")
    assert lines.first.get_attribute("lang") == language


def test_a_chosen_language_comes_before_the_browsers(
    opened: Callable[..., Page], address: str
) -> None:
    page = opened("/en/", locale="de-DE")
    page.context.add_cookies([{"name": "language", "value": "tr", "url": address}])
    page.goto(f"{address}/nowhere/")
    assert page.locator(".cards li").first.get_attribute("lang") == "tr"


def test_without_a_script_every_language_is_there(opened: Callable[..., Page]) -> None:
    page = opened("/nowhere/", java_script_enabled=False)
    expect(page.locator(".cards li")).to_have_count(7)
    expect(page.locator('[lang="he"]').first).to_contain_text("עברית")
