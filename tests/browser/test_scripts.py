"""No script that came in as text runs, on any page, with the security policy and without it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from playwright.sync_api import Browser, Page, Request

from promulgate.core.page import history_page, language_index, policy_page
from promulgate.core.rendering import page_body
from tests.attacks.payloads import PAYLOADS
from tests.browser.hostile import hostile, review_page, served_apart
from tests.browser.server import served
from tests.browser.site import Answer
from tests.integration.review_api import Api
from tests.unit import test_page_history
from tests.unit.page_samples import INDEX, PAGE

# A script from elsewhere would be asked for, before it could run; a picture may be.
ELSEWHERE = "canary.example"
# What a reader's hand or the page itself would set off.
TOUCH = """() => {
  const names = ['mouseover', 'pointerenter', 'focus', 'click', 'toggle', 'load', 'error', 'begin',
    'animationstart', 'beforeinput', 'start'];
  for (const each of document.querySelectorAll('body *')) {
    for (const name of names) {
      const event = new Event(name, { cancelable: true });
      each.addEventListener(name, (one) => one.preventDefault(), { once: true });
      each.dispatchEvent(event);
    }
  }
}"""
ADDRESSES = """() => [...document.querySelectorAll(
    'a[href],area[href],base[href],form[action],iframe[src],embed[src],object[data],script[src]')]
  .flatMap((each) => [each.href, each.src, each.action, each.data])
  .filter((each) => typeof each === 'string' && each)
  .map((each) => new URL(each, 'https://policies.halden.example').protocol)"""
# A page without an address of its own is about:blank, and so are places in it.
HARMLESS = {"http:", "https:", "mailto:", "tel:", "about:"}


@dataclass(slots=True)
class Watched:
    """A page, and all that a script in it would do."""

    page: Page
    ran: list[str] = field(default_factory=list)


def watched(browser: Browser, *, policy: bool) -> Watched:
    """Return a new window, with its pages' Content-Security-Policy or without it."""
    context = browser.new_context(bypass_csp=not policy)
    found = Watched(context.new_page())
    context.expose_function("pwned", lambda *_: found.ran.append(f"script on {found.page.url}"))

    def asked(request: Request) -> None:
        if ELSEWHERE in request.url and request.resource_type != "image":
            found.ran.append(f"asked for {request.url}")

    found.page.on("request", asked)
    context.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    return found


def touched(seen: Watched) -> None:
    """Do whatever would set a handler off; fail if one went off, or an address would run."""
    seen.page.evaluate(TOUCH)
    seen.page.wait_for_timeout(20)
    assert set(seen.page.evaluate(ADDRESSES)) <= HARMLESS
    assert seen.ran == []


@pytest.fixture(scope="module")
def stack() -> Iterator[tuple[dict[str, Answer], Api]]:
    with hostile() as found:
        yield found


def test_a_script_that_is_not_held_back_is_noticed(browser: Browser) -> None:
    seen = watched(browser, policy=False)
    seen.page.set_content(PAYLOADS[0] + "<a href='javascript:pwned()'>a</a>")
    with pytest.raises(AssertionError):
        touched(seen)
    seen.page.wait_for_timeout(50)
    assert seen.ran
    seen.page.context.close()


def test_no_payload_runs_wherever_it_stands_on_a_readers_page(browser: Browser) -> None:
    seen = watched(browser, policy=False)
    for payload in PAYLOADS:
        body, headings = page_body(payload)
        entry = replace(INDEX.entries[0], title=payload, description=payload)
        shown = replace(PAGE, title=payload, description=payload, keywords=(payload,))
        pages = (
            policy_page(replace(shown, body=body, headings=headings)),
            language_index(replace(INDEX, entries=(entry,))),
            history_page(
                replace(
                    test_page_history.PAGE,
                    title=payload,
                    entries=(replace(test_page_history.SECOND, change_note=payload),),
                )
            ),
        )
        for html in pages:
            seen.page.set_content(html.decode(), wait_until="domcontentloaded")
            touched(seen)
    seen.page.context.close()


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_that_came_in_runs_on_any_file_of_the_site(
    browser: Browser, stack: tuple[dict[str, Answer], Api], policy: bool
) -> None:
    files, _ = stack
    paths = [path for path in files if not path.endswith((".md", ".json"))]
    kinds = ("/index.html", "/history/index.html", "feed.xml", "sitemap.xml", "preview-de.html")
    assert all(any(path.endswith(kind) for path in paths) for kind in kinds)
    with served(files) as address:
        seen = watched(browser, policy=policy)
        for path in files:
            seen.page.goto(address + path, wait_until="domcontentloaded")
            if path.endswith(".html"):
                touched(seen)
        assert seen.ran == []
        seen.page.context.close()


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_that_came_in_runs_on_the_reviewers_page(
    browser: Browser,
    stack: tuple[dict[str, Answer], Api],
    policy: bool,
) -> None:
    _, api = stack
    with served_apart(review_page(api)) as address:
        seen = watched(browser, policy=policy)
        for place in ("", "#/hostile-terms", *(f"#/hostile-terms/1/{tag}" for tag in ("de", "ja"))):
            seen.page.goto(f"{address}/{place}")
            seen.page.locator("main:not([aria-busy]) .page h1").wait_for(timeout=20_000)
            for frame in seen.page.frames:
                frame.evaluate("() => document.readyState")
            assert set(seen.page.evaluate(ADDRESSES)) <= HARMLESS
            assert seen.ran == []
        seen.page.context.close()
