"""A reviewer in a real browser: signs in through the hosted page, and notices what goes wrong."""

import shutil
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from local import reviewers
from local.stack import Outputs

INSTALL = "There is no chromium on this machine. On Debian: apt-get install chromium libatomic1"
# A browser started by root needs the first; the others keep it from talking to anybody.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}
LEAVE = """place => {
    if (location.hash !== place) document.querySelector("main .page").dataset.left = "yes";
    location.hash = place;
}"""
# What the API refuses is told in words on the page, and by the browser in its console.
REFUSED = ("status of 403", "status of 404", "status of 412", "status of 422")


@dataclass(slots=True)
class Reviewing:
    """One person's browser on the page; ``faults`` is what its console complained of."""

    address: str
    email: str
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)

    def enter(self, place: str = "") -> None:
        """Open a place of the page and sign in on the way there."""
        self.page.goto(self.address + place)
        self.sign_in()

    def sign_in(self) -> None:
        """Fill in the hosted page's form, and wait for the view behind it."""
        self.page.wait_for_url("**/oauth2/authorize?**")
        self.page.locator("input[name=username]").fill(self.email)
        self.page.locator("input[name=password]").fill(reviewers.PASSWORD)
        self.page.locator("[type=submit]").click()
        expect(self.page.locator("#person")).to_have_text(self.email, timeout=20_000)
        self.settled()

    def go(self, place: str) -> None:
        """Follow a link within the page, and wait until the view before it is gone."""
        self.page.evaluate(LEAVE, place)
        expect(self.page.locator("main .page[data-left]")).to_have_count(0, timeout=20_000)
        self.settled()

    def settled(self) -> None:
        """Wait until the view that the address names is there."""
        expect(self.page.locator("main:not([aria-busy]) .page h1")).to_be_visible(timeout=20_000)
        expect(self.page.locator("#status")).to_have_count(0)

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is on what ``selector`` names."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        pytest.fail(f"Tab never comes to {selector}")

    def serious(self) -> list[str]:
        """Return what axe finds serious on the page as it is now, with the markup it is about."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run()")["violations"]
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]

    def text(self, unit: str) -> Any:
        """Return the text field of a unit."""
        return self.page.locator(f"#text-{unit}")


def launch(playwright: Playwright) -> Browser:
    """Return Chromium; fail with what to install where there is none."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail(INSTALL, pytrace=False)
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


def person(browser: Browser, outputs: Outputs, email: str, **settings: Any) -> Reviewing:
    """Return a browser of their own for ``email``, not signed in yet."""
    context = browser.new_context(**{"viewport": DESK, **settings})
    page = context.new_page()
    found = Reviewing(outputs.review_url, email, context, page)

    def complained(text: str, url: str) -> None:
        if url.startswith(found.address) and not any(status in text for status in REFUSED):
            found.faults.append(text)

    page.on(
        "console",
        lambda said: (
            complained(said.text, said.location["url"])
            if said.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: complained(str(error), page.url))
    return found
