"""The reviewers' page in a browser, on the deployed stack: one story, in the order of its tests."""

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from local import reviewers
from local.review import draft_path
from local.web import fetch
from tests.e2e.browsing import Reviewing
from tests.e2e.conftest import MIKA, Way

POLICY = "gift-vouchers"
SOURCE = """\
---
title: "Gift Vouchers"
translationKey: "gift-vouchers"
date: 2026-02-02
description: "How vouchers of Halden Books are bought and spent"
draft: false
---

## 1. Buying

A voucher is sent by e-mail within **24 hours** of the payment.

## 2. Spending

A voucher is valid for 36 months. It buys anything in the shop of Halden Books.

We pay no cash for a voucher.
"""
JA, DE, AR = (f"#/{POLICY}/1/{language}" for language in ("ja", "de", "ar"))
REVIEWER_JA, REVIEWER_DE = reviewers.address("reviewer-ja"), reviewers.address("reviewer-de")


@pytest.fixture(scope="module", autouse=True)
def policy(way: Way) -> dict[str, str]:
    """Put the policy into review; return the ids of its Japanese draft's units by source."""
    way.upload_policy(f"{POLICY}.md", POLICY, SOURCE.encode())
    return {unit["source"]: unit["id"] for unit in way.draft(POLICY, 1, "ja")["units"]}


@pytest.fixture(scope="module")
def months(policy: dict[str, str]) -> str:
    """Return the id of the unit that names a number of months."""
    return next(unit for source, unit in policy.items() if "36 months" in source)


@pytest.fixture(scope="module")
def cash(policy: dict[str, str]) -> str:
    """Return the id of another unit."""
    return next(unit for source, unit in policy.items() if "no cash" in source)


def target(way: Way, language: str, unit: str) -> str:
    """Return what a draft says for a unit, as the table has it."""
    units = way.draft(POLICY, 1, language)["units"]
    return next(str(one["target"]) for one in units if one["id"] == unit)


def save(mika: Reviewing) -> None:
    """Save the text that is being typed, and wait until it is saved."""
    mika.page.keyboard.press("Control+Enter")
    expect(mika.page.locator(".unit.unsaved")).to_have_count(0)


def test_the_page_s_policy_lets_no_foreign_script_run(way: Way) -> None:
    policy = fetch(way.outputs.review_url).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy


def test_a_link_from_a_notice_survives_the_sign_in(opened: Callable[..., Reviewing]) -> None:
    mika = opened(MIKA.email, JA)
    expect(mika.page.locator("h1")).to_have_text("Japanese version 1")
    assert urlsplit(mika.page.url).query == ""


def test_no_token_is_stored(opened: Callable[..., Reviewing]) -> None:
    mika = opened(MIKA.email, JA)
    stored = mika.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "eyJ" not in stored


def test_the_overview_says_each_state_in_words(opened: Callable[..., Reviewing]) -> None:
    mika = opened(MIKA.email)
    card = mika.page.get_by_role("region", name="Gift Vouchers")
    expect(card.get_by_role("listitem").filter(has_text="Japanese")).to_contain_text("In review")
    expect(card.get_by_role("listitem").filter(has_text="English")).to_contain_text("Published")


def test_the_overview_shows_only_mine(opened: Callable[..., Reviewing]) -> None:
    mika = opened(MIKA.email)
    mika.page.get_by_label("Only what waits for me").check()
    card = mika.page.get_by_role("region", name="Gift Vouchers")
    assert card.get_by_role("link").all_inner_texts() == ["Gift Vouchers", "Japanese", "German"]


def test_a_check_fails_while_a_wrong_number_is_typed_and_passes_again(
    opened: Callable[..., Reviewing], months: str
) -> None:
    mika = opened(MIKA.email, JA)
    field = mika.text(months)
    failing = mika.page.locator(f"#checks-{months} [data-check=numbers]")
    right = field.input_value()
    field.fill(right.replace("36", "63"))
    expect(failing).to_contain_text("36")
    expect(mika.page.locator("#live")).to_contain_text("fail")
    field.fill(right.replace("36", "36 "))
    expect(failing).to_have_count(0)


def test_what_is_typed_survives_a_reload_and_is_not_saved_by_it(
    opened: Callable[..., Reviewing], way: Way, cash: str
) -> None:
    mika = opened(MIKA.email, JA)
    mika.text(cash).fill("現金は支払われません。")
    mika.page.reload()
    mika.sign_in()
    expect(mika.text(cash)).to_have_value("現金は支払われません。")
    assert target(way, "ja", cash) != "現金は支払われません。"


def test_a_colleague_s_change_of_another_text_is_merged(
    opened: Callable[..., Reviewing], way: Way, cash: str, policy: dict[str, str]
) -> None:
    mika = opened(MIKA.email, JA)
    heading = policy["1. Buying"]
    _patch(way, heading, "1. 購入")
    mika.text(cash).fill("現金は支払われません。")
    save(mika)
    expect(mika.text(heading)).to_have_value("1. 購入")
    assert (target(way, "ja", heading), target(way, "ja", cash)) == (
        "1. 購入",
        "現金は支払われません。",
    )


def test_a_colleague_s_change_of_the_same_text_is_shown_and_not_overwritten(
    opened: Callable[..., Reviewing], way: Way, cash: str
) -> None:
    mika = opened(MIKA.email, JA)
    mika.text(cash).fill("現金でのお支払いはしません。")
    _patch(way, cash, "現金化はできません。")
    mika.page.keyboard.press("Control+Enter")
    both = mika.page.get_by_role("group", name=re.compile("Two changes"))
    expect(both).to_contain_text("現金化はできません。")
    expect(both).to_contain_text("現金でのお支払いはしません。")
    assert target(way, "ja", cash) == "現金化はできません。"
    both.get_by_role("button", name="Keep mine").click()
    save(mika)
    assert target(way, "ja", cash) == "現金でのお支払いはしません。"


def test_whoever_edits_last_is_told_that_another_must_approve(
    opened: Callable[..., Reviewing], months: str
) -> None:
    mika = opened(MIKA.email, JA)
    field = mika.text(months)
    field.fill(field.input_value().replace("36", "63"))
    save(mika)
    expect(mika.page.get_by_text("four eyes")).to_be_visible()
    expect(mika.page.get_by_role("button", name="Approve")).to_be_disabled()


def test_the_preview_is_the_page_as_it_will_be(opened: Callable[..., Reviewing]) -> None:
    reviewer = opened(REVIEWER_JA, f"{JA}/preview")
    inside = reviewer.page.frame_locator("iframe.preview")
    expect(inside.locator("html")).to_have_attribute("lang", "ja")
    expect(inside.get_by_text("1. 購入").first).to_be_visible()
    width = inside.locator("main").evaluate("main => getComputedStyle(main).display")
    assert width == "flow-root", "the published page's own style does not apply"


def test_another_reviewer_approves_with_a_reason_and_readers_get_the_page(
    opened: Callable[..., Reviewing], way: Way
) -> None:
    reviewer = opened(REVIEWER_JA, JA)
    reviewer.page.get_by_role("button", name="Approve").click()
    asked = reviewer.page.get_by_role("dialog")
    asked.get_by_role("button", name="Approve").click()
    expect(asked).to_be_visible()
    for reason in asked.get_by_role("textbox").all():
        reason.fill("The Japanese shop counts otherwise.")
    asked.get_by_role("button", name="Approve").click()
    live = reviewer.page.get_by_role("link", name=f"/ja/{POLICY}/")
    expect(live).to_be_visible()
    address = live.get_attribute("href") or ""
    path = address.removeprefix(way.outputs.site_url)
    way.eventually(lambda: way.page(path).status == HTTPStatus.OK or None)
    reviewer.page.goto(address)
    expect(reviewer.page.locator("html")).to_have_attribute("lang", "ja")
    expect(reviewer.page.get_by_text("1. 購入").last).to_be_visible()


def test_an_approval_of_what_changed_meanwhile_is_not_given(
    opened: Callable[..., Reviewing], way: Way, policy: dict[str, str]
) -> None:
    reviewer = opened(REVIEWER_DE, DE)
    reviewer.page.get_by_role("button", name="Approve").click()
    _patch(way, policy["2. Spending"], "2. Einlösen", "de", MIKA.email)
    reviewer.page.get_by_role("dialog").get_by_role("button", name="Approve").click()
    expect(reviewer.page.get_by_text("changed this draft meanwhile")).to_be_visible()
    expect(reviewer.text(policy["2. Spending"])).to_have_value("2. Einlösen")
    assert way.draft(POLICY, 1, "de")["state"] == "in_review"


def test_a_draft_goes_out_as_markdown_and_comes_back(
    opened: Callable[..., Reviewing], way: Way, policy: dict[str, str], tmp_path: Path
) -> None:
    mika = opened(MIKA.email, DE)
    mika.page.get_by_text("Files").click()
    with mika.page.expect_download() as coming:
        mika.page.get_by_role("button", name="Download Markdown").click()
    text = coming.value.path().read_text(encoding="utf-8")
    changed = tmp_path / "changed.md"
    changed.write_text(text.replace("2. Einlösen", "2. Einlösung"), encoding="utf-8")
    with mika.page.expect_file_chooser() as choosing:
        mika.page.get_by_role("button", name="Upload Markdown").click()
    choosing.value.set_files(changed)
    expect(mika.text(policy["2. Spending"])).to_have_value("2. Einlösung")
    assert target(way, "de", policy["2. Spending"]) == "2. Einlösung"


def test_a_policy_s_history_is_told_and_its_chain_is_whole(
    opened: Callable[..., Reviewing],
) -> None:
    mika = opened(MIKA.email, f"#/{POLICY}")
    expect(mika.page.locator(".whole")).to_contain_text("Whole: all")
    expect(mika.page.locator(".history")).to_contain_text(REVIEWER_JA)


def test_a_draft_is_edited_and_saved_by_keyboard_alone(
    opened: Callable[..., Reviewing], way: Way, policy: dict[str, str]
) -> None:
    mika = opened(MIKA.email)
    mika.tab_to(f'a[href="{DE}"]')
    mika.page.keyboard.press("Enter")
    expect(mika.page.locator("h1")).to_have_text("German version 1")
    mika.page.keyboard.press("j")
    mika.page.keyboard.press("Control+A")
    mika.page.keyboard.type("Gutscheine")
    save(mika)
    expect(mika.page.locator(".unit").nth(1).locator("textarea")).to_be_focused()
    assert target(way, "de", policy["Gift Vouchers"]) == "Gutscheine"


def test_the_approval_is_reached_by_keyboard_and_gives_the_focus_back(
    opened: Callable[..., Reviewing],
) -> None:
    reviewer = opened(REVIEWER_DE)
    reviewer.tab_to(f'a[href="{DE}"]')
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.locator("h1")).to_have_text("German version 1")
    reviewer.tab_to("[data-act=approve]")
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.get_by_role("dialog")).to_be_visible()
    reviewer.page.keyboard.press("Escape")
    expect(reviewer.page.locator("[data-act=approve]")).to_be_focused()


def test_keys_of_one_character_can_be_turned_off(opened: Callable[..., Reviewing]) -> None:
    reviewer = opened(REVIEWER_DE, DE)
    reviewer.page.keyboard.press("?")
    reviewer.page.get_by_label("Use keys of a single character").uncheck()
    reviewer.page.keyboard.press("Escape")
    reviewer.page.keyboard.press("j")
    reviewer.page.keyboard.press("?")
    expect(reviewer.page.get_by_role("dialog")).to_have_count(0)
    expect(reviewer.page.locator("textarea:focus")).to_have_count(0)


def _patch(way: Way, unit: str, text: str, language: str = "ja", email: str = REVIEWER_JA) -> None:
    path = draft_path(POLICY, 1, language)
    change = {"units": [{"id": unit, "target": text}]}
    digest = way.draft(POLICY, 1, language)["digest"]
    answer = way.ask(way.signed_in(email), "PATCH", path, change, digest)
    assert answer.status == HTTPStatus.OK
