"""What a page says, when it is read, of what has come into force since it was written."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import served
from tests.browser.site import Answer, versions

SOURCE = "/en/customer-privacy/versions.json"
HIDDEN = "[data-version]"
REPLACED = "[data-publication]"


@pytest.fixture
def changed(files: dict[str, Answer]) -> Iterator[Callable[[str, Answer], str]]:
    """Serve the site with another file at one address."""
    servers = []

    def serve(path: str, answer: Answer) -> str:
        servers.append(served({**files, path: answer}))
        return servers[-1].__enter__()

    yield serve
    for server in servers:
        server.__exit__(None, None, None)


def settled(page: Page) -> Page:
    """Wait until the page has asked what it wants to know."""
    page.wait_for_load_state("networkidle")
    return page


def test_a_translation_behind_its_source_says_so_in_its_own_words(
    opened: Callable[..., Page],
) -> None:
    notice = opened("/ja/customer-privacy/").locator(HIDDEN)
    expect(notice).to_be_visible()
    expect(notice).to_have_text(
        "これは以前のバージョンの翻訳です。2026年3月15日から、"
        "次の言語ではバージョン2が有効です： English"
    )


def test_the_notice_leads_to_the_section_that_is_being_read(opened: Callable[..., Page]) -> None:
    page = opened("/ja/customer-privacy/#how-long-we-keep-it")
    link = page.locator(f"{HIDDEN} a")
    expect(link).to_have_js_property(
        "href", page.url.replace("/ja/customer-privacy/", "/en/customer-privacy/")
    )
    page.get_by_role("link", name="この項目へのリンク：").last.click()
    assert link.evaluate("link => link.hash") == page.evaluate("location.hash") != "#"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_translation_that_is_up_to_date_says_nothing(
    opened: Callable[..., Page], language: str
) -> None:
    page = settled(opened(f"/{language}/customer-privacy/"))
    expect(page.locator(HIDDEN)).to_be_hidden()


def test_a_date_is_written_as_in_the_rest_of_an_arabic_page(
    opened: Callable[..., Page], changed: Callable[[str, Answer], str]
) -> None:
    newer = versions("en").replace(b'"version": 2', b'"version": 3')
    base = changed(SOURCE, Answer(200, "application/json", newer))
    page = opened("/ar/customer-privacy/", base=base)
    expect(page.locator(HIDDEN)).to_contain_text("15 مارس 2026")
    expect(page.locator(".facts")).to_contain_text("15 مارس 2026")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, "text/html", b"<p>nothing here</p>"),
        Answer(200, "application/json", b'{"in_force":null,"version":null,"absence":"withdrawn"}'),
        Answer(200, "application/json", b'{"in_force":"9","version":9,"since":"soon"}'),
        Answer(200, "application/json", b"null"),
        Answer(200, "application/json", b"[]"),
        Answer(500, "text/plain", b""),
    ],
    ids=["missing", "withdrawn", "without a date", "null", "another value", "error"],
)
def test_a_page_that_cannot_know_says_nothing(
    opened: Callable[..., Page], changed: Callable[[str, Answer], str], answer: Answer
) -> None:
    page = settled(opened("/ja/customer-privacy/", base=changed(SOURCE, answer)))
    expect(page.locator(HIDDEN)).to_be_hidden()


def test_a_page_says_nothing_when_nobody_answers(opened: Callable[..., Page]) -> None:
    page = opened("/de/customer-privacy/")
    page.route("**/versions.json", lambda route: route.abort())
    settled(page).goto(page.url.replace("/de/", "/ja/"))
    expect(settled(page).locator(HIDDEN)).to_be_hidden()


def test_a_permanent_copy_says_that_another_version_is_in_force(
    opened: Callable[..., Page],
) -> None:
    notice = opened("/en/customer-privacy/v1/").locator(REPLACED)
    expect(notice).to_have_text(
        "This version is not in force. Version 2 has been in force since March 15, 2026. "
        "The version in force"
    )


def test_a_permanent_copy_of_what_is_in_force_says_nothing(opened: Callable[..., Page]) -> None:
    expect(settled(opened("/de/customer-privacy/v2/")).locator(REPLACED)).to_be_hidden()


def test_a_permanent_copy_of_what_was_withdrawn_says_that_it_is_not_in_force(
    opened: Callable[..., Page], changed: Callable[[str, Answer], str]
) -> None:
    withdrawn = b'{"in_force":null,"version":null,"since":"2026-05-01","absence":"withdrawn"}'
    base = changed(SOURCE, Answer(200, "application/json", withdrawn))
    notice = opened("/en/customer-privacy/v1/", base=base).locator(REPLACED)
    expect(notice).to_be_visible()
    expect(notice.locator("span").first).to_be_hidden()
