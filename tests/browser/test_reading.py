"""Pages as readers meet them: without a script, on a phone, on paper, under the CDN's headers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from promulgate.core import rendering
from tests.browser.conftest import DESK, on_paper
from tests.browser.site import POLICY, source
from tests.browser.test_accessibility import PAGES


@pytest.mark.parametrize("language", ["ja", "ar", "de"])
def test_every_sentence_can_be_read_without_a_script(
    opened: Callable[..., Page], language: str
) -> None:
    page = opened(f"/{language}/{POLICY}/", java_script_enabled=False)
    text = source(language)
    shown = page.locator("main").inner_text()
    for heading in rendering.headings(text.body):
        assert heading.text in shown
    expect(page.locator("h1")).to_have_text(text.front_matter.title)
    expect(page.locator(".facts dd")).to_have_count(3)
    expect(page.locator("[data-versions]")).to_be_hidden()


def test_a_reader_without_a_script_is_led_to_the_text_that_prevails(
    opened: Callable[..., Page],
) -> None:
    page = opened("/ja/customer-privacy/", java_script_enabled=False)
    page.locator(".notice:visible").get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Privacy Policy for Customers")


def test_a_reader_changes_the_language_and_stays_in_the_section(
    opened: Callable[..., Page],
) -> None:
    page = opened("/de/customer-privacy/#security")
    page.locator(".languages summary").click()
    page.get_by_role("link", name="日本語").click()
    assert page.url.endswith("/ja/customer-privacy/#security")
    expect(page.locator(":target")).to_contain_text("安全管理")


@pytest.mark.parametrize(
    ("path", "switch"), [("/de/customer-privacy/", True), ("/de/", False)], ids=["page", "list"]
)
def test_a_language_that_was_chosen_is_remembered(
    opened: Callable[..., Page], path: str, switch: bool
) -> None:
    page = opened(path)
    assert page.context.cookies() == []
    if switch:
        page.locator(".languages summary").click()
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url("**/ja/**")
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["value"], cookie["path"]) == ("language", "ja", "/")
    assert cookie["sameSite"] == "Lax"


def test_a_heading_can_be_cited(opened: Callable[..., Page]) -> None:
    page = opened("/de/customer-privacy/")
    link = page.get_by_role("link", name="Link zu diesem Abschnitt: 6. Sicherheit")
    assert link.get_attribute("href") == "#security"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 375])  # https://www.w3.org/TR/WCAG22/#reflow
def test_nothing_scrolls_sideways_on_a_phone(
    opened: Callable[..., Page], path: str, width: int
) -> None:
    page = opened(path, viewport={"width": width, "height": 640})
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_a_page_breaks_none_of_the_headers_it_comes_with(
    opened: Callable[..., Page], path: str, address: str
) -> None:
    page = opened("/en/")
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # The status of the page itself is no complaint about it.
        if "Failed to load resource: the server responded" not in message.text:
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address + path, wait_until="networkidle")
    assert said == []


def test_a_script_that_slips_into_a_page_does_not_run(opened: Callable[..., Page]) -> None:
    page = opened("/en/customer-privacy/")
    page.evaluate(
        "() => { const script = document.createElement('script');"
        "const text = document.createTextNode('window.hurt = true');"
        "script.appendChild(text); document.body.appendChild(script); }"
    )
    assert page.evaluate("window.hurt") is None


def test_the_page_in_force_takes_one_request(opened: Callable[..., Page], address: str) -> None:
    page = opened("/ja/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/en/customer-privacy/", wait_until="networkidle")
    assert asked == [f"{address}/en/customer-privacy/"]


def test_a_company_has_its_colour_and_its_logo(opened: Callable[..., Page]) -> None:
    page = opened("/branded/")
    link = page.locator(".contents a").first
    expect(link).to_have_css("color", "rgb(122, 31, 61)")
    assert page.locator(".company img").evaluate("image => image.naturalWidth") == 32
    dark = opened("/branded/", color_scheme="dark")
    expect(dark.locator(".contents a").first).to_have_css("color", "rgb(240, 168, 192)")


def test_an_arabic_page_starts_at_the_right(opened: Callable[..., Page]) -> None:
    page = opened("/ar/customer-privacy/", viewport=DESK)
    company = page.locator(".company").bounding_box()
    switcher = page.locator(".languages").bounding_box()
    assert company is not None
    assert switcher is not None
    assert company["x"] > switcher["x"]


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("/de/customer-privacy/", ["Version 2", "15. März 2026", "de/customer-privacy/"]),
        ("/en/customer-privacy/v1/", ["Version 1", "January 12, 2026", "en/customer-privacy/v1/"]),
    ],
)
def test_every_sheet_of_paper_says_address_version_and_date(
    opened: Callable[..., Page], path: str, facts: list[str]
) -> None:
    sheets = on_paper(opened(path))
    assert len(sheets) > 1
    for sheet in sheets:
        for fact in facts:
            assert fact in sheet


def test_paper_shows_comparisons_that_were_folded_away(opened: Callable[..., Page]) -> None:
    page = opened("/en/customer-privacy/history/")
    page.locator("details").evaluate("details => { details.open = false }")
    assert "Orders and invoices" in " ".join(on_paper(page))


@pytest.mark.parametrize(("kind", "word"), [("ins", "Added:"), ("del", "Removed:")])
def test_a_change_is_heard_as_well_as_seen(
    opened: Callable[..., Page], kind: str, word: str
) -> None:
    change = opened("/en/customer-privacy/history/").locator(kind).first
    assert (change.text_content() or "").startswith(word)
    line = "underline" if kind == "ins" else "line-through"
    assert line in change.evaluate("change => getComputedStyle(change).textDecorationLine")


def test_what_stayed_the_same_is_cut_short(opened: Callable[..., Page]) -> None:
    text = opened("/en/customer-privacy/history/").locator(".passage").last.inner_text()
    assert text.startswith("You may ask us what we know about you")
    assert text.endswith("…")
