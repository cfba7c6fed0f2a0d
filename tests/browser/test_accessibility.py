"""axe-core finds nothing on any kind of page, in light and dark, on a phone and on a desk."""

from collections.abc import Callable
from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
PAGES = [
    "/ja/customer-privacy/",
    "/ar/customer-privacy/",
    "/de/customer-privacy/",
    "/ja/customer-privacy/v1/",
    "/en/customer-privacy/history/",
    "/ar/customer-privacy/history/",
    "/ar/",
    "/fr/customer-privacy/",
    "/he/customer-privacy/",
    "/tr/customer-privacy/",
    "/branded/",
    "/specimen/",
    "/nowhere/",
]
# https://github.com/dequelabs/axe-core/blob/develop/doc/API.md: everything, best practices too.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(
    opened: Callable[..., Page], path: str, colours: str, size: dict[str, int]
) -> None:
    page = opened(path, color_scheme=colours, viewport=size)
    assert found(page) == []


def test_axe_would_find_something(opened: Callable[..., Page]) -> None:
    page = opened("/en/customer-privacy/")
    page.evaluate("document.querySelector('.anchor').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.lead').style.color = '#aaa'")
    assert "color-contrast" in found(page)


@pytest.mark.parametrize("language", ["ja", "ar"])
def test_axe_finds_nothing_once_the_notice_is_shown(
    opened: Callable[..., Page], language: str
) -> None:
    page = opened(f"/{language}/customer-privacy/")
    page.evaluate("document.querySelectorAll('[hidden]').forEach(one => { one.hidden = false })")
    assert found(page) == []


def found(page: Page) -> list[str]:
    """Return the rules that a page breaks."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    page.evaluate(AXE)
    result = page.evaluate("options => axe.run(document, options)", options)
    return [violation["id"] for violation in result["violations"]]
