"""``python -m tests.browser.screenshots``: the pictures of readers' pages in docs/images."""

import subprocess
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, tool
from tests.browser.server import served
from tests.browser.site import ROOT, site

IMAGES = ROOT / "docs/images"
PHONE = {"width": 390, "height": 780}
DESK = {"width": 1000, "height": 760}


class Shot(NamedTuple):
    """A picture: its name, the path that it shows, and how."""

    name: str
    path: str
    size: dict[str, int]
    colours: str = "light"


SHOTS = (
    Shot("page-en", "/en/customer-privacy/", DESK),
    Shot("page-de", "/de/customer-privacy/", DESK),
    Shot("page-ar", "/ar/customer-privacy/", DESK),
    Shot("page-ja", "/ja/customer-privacy/", PHONE),
    Shot("page-ar-phone", "/ar/customer-privacy/", PHONE),
    Shot("page-ja-dark", "/ja/customer-privacy/", PHONE, "dark"),
    Shot("page-history", "/en/customer-privacy/history/", DESK),
)


def take(browser: Browser, address: str, shot: Shot) -> None:
    """Write one picture."""
    context = browser.new_context(viewport=shot.size, color_scheme=shot.colours)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + shot.path, wait_until="networkidle")
    page.screenshot(path=IMAGES / f"{shot.name}.png")
    context.close()


def take_paper(browser: Browser, address: str) -> None:
    """Write a picture of the first sheet of paper that a page is printed on."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    picture = IMAGES / "page-print"
    command = [tool("pdftoppm"), "-png", "-r", "72", "-singlefile", "-", str(picture)]
    subprocess.run(command, input=page.pdf(format="A4"), check=True)
    page.close()


if __name__ == "__main__":
    with sync_playwright() as playwright, served(site()) as address:
        browser = playwright.chromium.launch(executable_path=tool("chromium"), args=ARGUMENTS)
        for shot in SHOTS:
            take(browser, address, shot)
        take_paper(browser, f"{address}/de/customer-privacy/v2/")
        browser.close()
