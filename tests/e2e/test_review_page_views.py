"""The reviewers' page as it is seen, heard and driven: every view, width, scheme and key."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from local import reviewers, stack
from local.review import draft_path
from tests.e2e.browsing import DESK, PHONE, Reviewing, person
from tests.e2e.conftest import MIKA, Way

POLICY = "loyalty-points"
SOURCE = """\
---
title: "Loyalty Points"
translationKey: "loyalty-points"
date: 2026-02-02
effectiveDate: 2031-05-01
---

## 1. Earning

A customer earns one **loyalty token** for every 10 euros. Loyalty tokenism is not ours.

## 2. Spending

A token is valid for 24 months.

We pay no cash for it.
"""
GLOSSARY = "terms:\n  - {en: loyalty token, ja: ポイント券, ar: رمز الولاء}\n"
JA, AR = f"#/{POLICY}/1/ja", f"#/{POLICY}/1/ar"
REVIEWER_AR, REVIEWER_JA = reviewers.address("reviewer-ar"), reviewers.address("reviewer-ja")
PUBLISHER = reviewers.address(reviewers.PUBLISHER)
BOX = "node => { const box = node.getBoundingClientRect(); return [box.left, box.top, box.right] }"
COLOUR = "node => getComputedStyle(node).color"
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module", autouse=True)
def policy(way: Way) -> dict[str, str]:
    """Put the policy into review; return its units' ids by their sources."""
    way.upload("glossary.yaml", GLOSSARY.encode())
    table = stack.client(way.instance, "dynamodb")
    key = {name: {"S": "GLOSSARY"} for name in ("pk", "sk")}
    way.eventually(lambda: table.get_item(TableName=way.outputs.table, Key=key).get("Item"))
    way.upload_policy(f"{POLICY}.md", POLICY, SOURCE.encode())
    return {unit["source"]: unit["id"] for unit in way.draft(POLICY, 1, "ja")["units"]}


@pytest.fixture(scope="module")
def signed_in(browser: Browser, way: Way, policy: dict[str, str]) -> Iterator[Reviewing]:
    """Return one browser for all tests that only look."""
    reviewer = person(browser, way.outputs, REVIEWER_AR)
    reviewer.enter()
    yield reviewer
    reviewer.context.close()


@pytest.fixture
def looking(signed_in: Reviewing) -> Reviewing:
    """Return that browser on the Arabic draft, opened anew."""
    signed_in.page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    signed_in.go("#/")
    signed_in.go(AR)
    return signed_in


def change(way: Way, email: str, language: str, unit: str, text: str) -> None:
    """Save a text as a colleague does."""
    path = draft_path(POLICY, 1, language)
    digest = way.draft(POLICY, 1, language)["digest"]
    value = {"units": [{"id": unit, "target": text}]}
    answer = way.ask(way.signed_in(email), "PATCH", path, value, digest)
    assert answer.status == HTTPStatus.OK


def unit_of(policy: dict[str, str], words: str) -> str:
    return next(unit for source, unit in policy.items() if words in source)


def test_the_overview_says_what_waits_how_long_until_when_and_what_fails(
    looking: Reviewing, way: Way, policy: dict[str, str]
) -> None:
    change(way, MIKA.email, "ja", unit_of(policy, "24 months"), "トークンは42か月間有効です。")
    looking.go("#/")
    card = looking.page.get_by_role("region", name="Loyalty Points")
    expect(card).to_contain_text("Takes effect 1 May 2031")
    line = card.get_by_role("listitem").filter(has_text="Japanese")
    expect(line).to_contain_text("In review")
    expect(line).to_contain_text("1 failing check")
    expect(line).to_contain_text(
        re.compile(r"Waiting for (less than a minute|\d+ minutes?) \(since ")
    )


def test_the_states_differ_in_colour_as_well(looking: Reviewing) -> None:
    looking.go("#/")
    card = looking.page.get_by_role("region", name="Loyalty Points")
    review, published = (
        card.locator(f"[data-state={state}]").first.evaluate(COLOUR)
        for state in ("in_review", "published")
    )
    assert review != published


def test_a_draft_shows_the_whole_document_in_order(
    looking: Reviewing, policy: dict[str, str]
) -> None:
    texts = looking.page.locator(".unit .source-text").all_inner_texts()
    assert texts == list(policy)


def test_source_and_translation_stand_side_by_side(looking: Reviewing) -> None:
    row = looking.page.locator(".unit").nth(2)
    source, target = (row.locator(side).evaluate(BOX) for side in (".source", ".target"))
    assert source[1] == target[1]
    assert source[2] <= target[0]


def test_on_a_phone_the_translation_stands_below_its_source(looking: Reviewing) -> None:
    looking.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    row = looking.page.locator(".unit").nth(2)
    source, target = (row.locator(side).evaluate(BOX) for side in (".source", ".target"))
    assert source[0] == target[0]
    assert source[1] < target[1]


def test_an_arabic_text_runs_from_right_to_left_and_the_english_one_does_not(
    looking: Reviewing,
) -> None:
    row = looking.page.locator(".unit").nth(2)
    row.locator("textarea").focus()
    expect(row.locator(".sample")).to_be_visible()
    runs = "node => getComputedStyle(node).direction"
    assert [
        row.locator(part).evaluate(runs) for part in (".source-text", "textarea", ".sample")
    ] == ["ltr", "rtl", "rtl"]


def test_a_unit_is_shown_as_it_will_look_on_the_page(looking: Reviewing) -> None:
    row = looking.page.locator(".unit", has_text="earns one")
    row.locator("textarea").fill("**رمز** 10 <script>alert(1)</script>")
    expect(row.locator(".sample strong")).to_have_text("رمز")
    expect(row.locator(".sample script")).to_have_count(0)
    row.get_by_role("button", name="Undo").click()


def test_a_glossary_term_is_underlined_as_a_whole_word_beside_its_translation(
    looking: Reviewing,
) -> None:
    row = looking.page.locator(".unit", has_text="earns one")
    term = row.locator(".source-text .term")
    expect(term).to_have_text(["loyalty token"])
    assert "underline" in str(term.evaluate("node => getComputedStyle(node).textDecorationLine"))
    expect(row.locator(".terms")).to_contain_text("رمز الولاء")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("All", lambda unit: unit["id"]),
        ("To do", lambda unit: unit["origin"] == "machine" or unit["checks"] or unit["flags"]),
        ("Machine", lambda unit: unit["origin"] == "machine"),
        ("Changed", lambda unit: unit["changes"]),
        ("Failing", lambda unit: "error" in [check["severity"] for check in unit["checks"]]),
    ],
)
def test_a_filter_leaves_what_it_names(
    looking: Reviewing, way: Way, name: str, kept: Callable[[dict[str, Any]], object]
) -> None:
    looking.go(JA)
    looking.page.get_by_role("button", name=re.compile(f"^{name} ")).click()
    wanted = [f"unit-{unit['id']}" for unit in way.draft(POLICY, 1, "ja")["units"] if kept(unit)]
    shown = looking.page.locator(".unit:visible").evaluate_all("all => all.map(one => one.id)")
    assert shown == wanted
    expect(looking.page.get_by_text("No text is left under this filter.")).to_be_visible(
        visible=not wanted
    )


def test_keys_go_to_the_next_text_and_the_one_before(looking: Reviewing) -> None:
    page, field = looking.page, looking.page.locator("textarea")
    page.keyboard.press("j")
    expect(field.nth(0)).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(field.nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    expect(field.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(field.last).to_be_focused()


def test_a_question_mark_lists_the_keys(looking: Reviewing) -> None:
    looking.page.keyboard.press("?")
    keys = looking.page.get_by_role("dialog", name="Keys")
    for key in ("Ctrl + Enter", "Alt + Enter", "Alt + ↓ / Alt + ↑", "J / K", "Esc", "?"):
        expect(keys.get_by_text(key, exact=True)).to_be_visible()
    looking.page.keyboard.press("Escape")
    expect(keys).to_have_count(0)


def test_the_menu_of_files_is_left_by_escape(looking: Reviewing) -> None:
    looking.tab_to("summary.button")
    looking.page.keyboard.press("Enter")
    expect(looking.page.get_by_role("button", name="Download XLIFF")).to_be_visible()
    looking.page.keyboard.press("Tab")
    looking.page.keyboard.press("Escape")
    expect(looking.page.get_by_role("button", name="Download XLIFF")).to_be_hidden()
    expect(looking.page.locator("summary.button")).to_be_focused()


def test_dark_paper_is_dark(opened: Callable[..., Reviewing]) -> None:
    paper = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    assert max(opened(REVIEWER_AR, AR, color_scheme="dark").page.evaluate(paper)) < 64


# A desk of 1280 pixels shows 640 of them at 200 %, and 320 at 400 % (WCAG 1.4.10).
@pytest.mark.parametrize("width", [640, 375, 320])
def test_nothing_is_wider_than_the_window(looking: Reviewing, width: int) -> None:
    page = looking.page
    page.set_viewport_size({"width": width, "height": 640})
    for place in ("#/", f"#/{POLICY}", AR, f"{AR}/preview", "#/nothing"):
        looking.go(place)
        assert page.evaluate(WIDTH) <= width, place
    looking.go(AR)
    for name in ("Approve", "Request changes", "Keys"):
        page.get_by_role("button", name=name).click()
        box = page.get_by_role("dialog").bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width, name
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 640, name
        page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_serious_in_any_view(
    opened: Callable[..., Reviewing],
    policy: dict[str, str],
    viewport: dict[str, int],
    scheme: str,
) -> None:
    reviewer = opened(REVIEWER_AR, viewport=viewport, color_scheme=scheme)
    page, found = reviewer.page, {"overview": reviewer.serious()}
    for name, place in (("missing", "#/nothing"), ("preview", f"{AR}/preview")):
        reviewer.go(place)
        found[name] = reviewer.serious()
    reviewer.go(f"#/{POLICY}")
    expect(page.locator(".whole")).to_contain_text("Whole")
    found["history"] = reviewer.serious()
    reviewer.go(JA)
    found["not mine"] = reviewer.serious()
    reviewer.go(AR)
    page.get_by_text("Files").click()
    found["files"] = reviewer.serious()
    wrong(page, policy)
    found["failing"] = reviewer.serious()
    page.get_by_role("button", name="Undo").first.click()
    for name in ("Approve", "Request changes", "Keys"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found[name] = reviewer.serious()
        page.keyboard.press("Escape")
    assert found == {name: [] for name in found}


def wrong(page: Page, policy: dict[str, str]) -> None:
    """Type a wrong number, and wait until that is said."""
    unit = unit_of(policy, "24 months")
    page.locator(f"#text-{unit}").fill("رمز 42")
    expect(page.locator(f"#unit-{unit} .checks .error").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_where_two_changed_one_text(
    opened: Callable[..., Reviewing], way: Way, policy: dict[str, str], scheme: str
) -> None:
    mika, unit = opened(MIKA.email, JA, color_scheme=scheme), unit_of(policy, "no cash")
    mika.text(unit).fill(f"現金はお支払いしません（{scheme}）。")
    change(way, REVIEWER_JA, "ja", unit, f"現金化はできません（{scheme}）。")
    mika.page.keyboard.press("Control+Enter")
    expect(mika.page.get_by_role("group", name=re.compile("Two changes"))).to_be_visible()
    assert mika.serious() == []
    # Whoever approves in the end must not be who changed it last.
    mika.page.get_by_role("button", name="Keep mine").click()
    mika.page.keyboard.press("Control+Enter")
    expect(mika.page.locator(".unit.unsaved")).to_have_count(0)


def test_axe_finds_nothing_serious_where_a_publisher_withdraws(
    opened: Callable[..., Reviewing],
) -> None:
    publisher = opened(PUBLISHER, f"#/{POLICY}")
    publisher.page.get_by_role("button", name="Withdraw 1").click()
    expect(publisher.page.get_by_role("dialog")).to_contain_text("will not take effect on 1 May")
    assert publisher.serious() == []


def test_axe_would_find_something(looking: Reviewing) -> None:
    looking.page.evaluate("document.querySelector('textarea').removeAttribute('aria-label')")
    assert "label" in [one.partition(":")[0] for one in looking.serious()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sign_in_that_failed_is_told_in_words_with_a_way_on(
    browser: Browser, way: Way, scheme: str
) -> None:
    stranger = person(browser, way.outputs, "nobody@halden.example", color_scheme=scheme)
    stranger.page.goto(f"{stranger.address}?error=access_denied&state=unknown")
    expect(stranger.page.locator("#status")).to_contain_text("Signing in did not work")
    expect(stranger.page).to_have_url(stranger.address)
    assert stranger.serious() == []
    stranger.page.get_by_role("button", name="Sign in").click()
    expect(stranger.page.locator("input[name=password]")).to_be_visible()
    stranger.context.close()


def test_a_draft_is_approved_with_a_reason_by_keyboard_alone_and_says_when_it_goes_live(
    opened: Callable[..., Reviewing],
) -> None:
    reviewer = opened(REVIEWER_JA)
    page, keys = reviewer.page, reviewer.page.keyboard
    reviewer.tab_to(f'a[href="{JA}"]')
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Japanese version 1")
    reviewer.tab_to("[data-act=approve]")
    keys.press("Enter")
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("still fail")
    expect(asked).to_contain_text("nobody has changed or confirmed")
    for number in range(asked.get_by_role("textbox").count()):
        reviewer.tab_to(f"#reason-{number}")
        keys.type("The Japanese shop counts otherwise.")
    reviewer.tab_to("dialog button.primary")
    keys.press("Enter")
    live = page.locator(".notice.good")
    expect(live).to_contain_text("takes effect on")
    expect(live).to_contain_text("2031")
    expect(live.get_by_role("link")).to_have_text(f"/ja/{POLICY}/")
    expect(page.locator("h1")).to_be_focused()


def test_what_is_approved_asks_nobody_to_confirm_it(opened: Callable[..., Reviewing]) -> None:
    reviewer = opened(REVIEWER_JA, JA)
    expect(reviewer.page.get_by_role("button", name=re.compile("^To do 0"))).to_be_visible()
    expect(reviewer.page.locator(".confirm:visible")).to_have_count(0)
    expect(reviewer.page.locator(".notice.good")).to_contain_text("makes it a draft again")


def test_the_history_says_from_which_digest_to_which(looking: Reviewing) -> None:
    looking.go(f"#/{POLICY}")
    edited = looking.page.locator(".history li", has_text="Edited").first
    expect(edited.locator(".digest")).to_have_text(re.compile(r"^[0-9a-f]{12} → [0-9a-f]{12}$"))


def test_a_deleted_entry_of_the_history_is_noticed(looking: Reviewing, way: Way) -> None:
    stack.client(way.instance, "dynamodb").delete_item(
        TableName=way.outputs.table,
        Key={"pk": {"S": f"POLICY#{POLICY}"}, "sk": {"S": "HISTORY#00000002"}},
    )
    looking.go(f"#/{POLICY}")
    expect(looking.page.locator(".whole")).to_contain_text("Broken at entry 2")
