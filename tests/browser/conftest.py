"""A real browser, and a site to look at."""

import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.server import served
from tests.browser.site import Answer, site

# The last is what Playwright's own Node wants.
INSTALL = (
    "apt-get install chromium fonts-noto-core fonts-noto-cjk default-jre-headless poppler-utils"
    " libatomic1"
)
# A browser started by root needs the first; the others keep it from talking to anybody.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PHONE = {"width": 375, "height": 700}
DESK = {"width": 1280, "height": 900}


def tool(name: str) -> str:
    """Return where a program of the system is; fail with what to do where there is none."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"There is no {name} on this machine. On Debian: {INSTALL}", pytrace=False)
    return found


def on_paper(page: Page) -> list[str]:
    """Return the text of each sheet that a page is printed on, lines joined."""
    command = [tool("pdftotext"), "-", "-"]
    printed = subprocess.run(command, input=page.pdf(format="A4"), capture_output=True, check=True)
    sheets = printed.stdout.decode().split("\f")
    return [" ".join(sheet.split()) for sheet in sheets if sheet.strip()]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = tool("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the site as it is."""
    with served(site()) as found:
        yield found


@pytest.fixture
def files() -> dict[str, Answer]:
    """Return a copy of the site's files, for a test that changes one."""
    return dict(site())


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path in a new window on a phone; close all at the end."""
    contexts: list[BrowserContext] = []

    def open_path(path: str, *, base: str = address, **settings: object) -> Page:
        context = browser.new_context(**{"viewport": PHONE, **settings})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(base + path)
        return page

    yield open_path
    for context in contexts:
        context.close()
