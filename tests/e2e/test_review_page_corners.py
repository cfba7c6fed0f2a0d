"""What reviewers and publishers do less often on their page, in a browser on the deployed stack."""

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from local import reviewers
from promulgate.core import urls
from tests.e2e.browsing import Reviewing
from tests.e2e.conftest import MIKA, Way

POLICY = "reading-club"
SOURCE = """\
---
title: "Reading Club"
translationKey: "reading-club"
date: 2026-02-02
---

## 1. Meeting

The club of Halden Books meets on the first Tuesday of the month in {place}.

## 2. Leaving

A member leaves the club by a letter of {days} days.
"""
JA = f"#/{POLICY}/1/ja"
REVIEWER_JA, PUBLISHER = reviewers.address("reviewer-ja"), reviewers.address(reviewers.PUBLISHER)


@pytest.fixture(scope="module", autouse=True)
def in_review(way: Way) -> None:
    """Put the policy into review."""
    upload(way, "Bergen", 30)


def upload(way: Way, place: str, days: int) -> None:
    text = SOURCE.format(place=place, days=days)
    way.upload_policy(f"{POLICY}.md", POLICY, text.encode())


def unit(way: Way, version: int, of: str) -> dict[str, Any]:
    """Return a unit of the Japanese draft, by what its source has in it."""
    units = way.draft(POLICY, version, "ja")["units"]
    return next(one for one in units if of in one["source"])


def test_a_machine_s_text_is_confirmed_by_its_button(
    opened: Callable[..., Reviewing], way: Way
) -> None:
    before = unit(way, 1, "letter")
    mika = opened(MIKA.email, JA)
    mika.page.locator(f"#unit-{before['id']}").get_by_role("button", name="Confirm").click()
    expect(mika.page.locator(f"#unit-{before['id']} .origin-human")).to_be_visible()
    after = unit(way, 1, "letter")
    assert (before["origin"], after["origin"]) == ("machine", "human")
    assert after["target"] == before["target"]


def test_a_machine_s_text_is_confirmed_by_keyboard(
    opened: Callable[..., Reviewing], way: Way
) -> None:
    mika = opened(MIKA.email, JA)
    heading = unit(way, 1, "Leaving")["id"]
    mika.text(heading).focus()
    mika.page.keyboard.press("Alt+Enter")
    expect(mika.page.locator(f"#unit-{heading} .origin-human")).to_be_visible()
    assert unit(way, 1, "Leaving")["origin"] == "human"


def test_changes_are_requested_with_a_note_that_the_draft_shows(
    opened: Callable[..., Reviewing],
) -> None:
    reviewer = opened(REVIEWER_JA, JA)
    reviewer.page.get_by_role("button", name="Request changes").click()
    asked = reviewer.page.get_by_role("dialog")
    asked.get_by_label("What should be changed?").fill("Please use the polite form.")
    asked.get_by_role("button", name="Request changes").click()
    expect(asked).to_have_count(0)
    expect(reviewer.page.get_by_text("Please use the polite form.")).to_be_visible()
    reviewer.go("")
    card = reviewer.page.get_by_role("region", name="Reading Club")
    expect(card.get_by_role("listitem").filter(has_text="Japanese")).to_contain_text(
        "Changes requested"
    )


def test_a_draft_goes_out_as_xliff_and_comes_back(
    opened: Callable[..., Reviewing], way: Way, tmp_path: Path
) -> None:
    mika = opened(MIKA.email, JA)
    text = download(mika, "XLIFF")
    target = unit(way, 1, "Leaving")["target"]
    changed = tmp_path / "club.xlf"
    changed.write_text(text.replace(f">{target}<", ">2. 退会<"), encoding="utf-8")
    send(mika, "XLIFF", changed)
    expect(mika.text(unit(way, 1, "Leaving")["id"])).to_have_value("2. 退会")


def test_a_broken_file_is_refused_in_words_and_changes_nothing(
    opened: Callable[..., Reviewing], way: Way, tmp_path: Path
) -> None:
    before = way.draft(POLICY, 1, "ja")["digest"]
    mika = opened(MIKA.email, JA)
    broken = tmp_path / "broken.xlf"
    broken.write_text(download(mika, "XLIFF")[:400], encoding="utf-8")
    send(mika, "XLIFF", broken)
    expect(mika.page.locator(".told")).to_contain_text("XML")
    assert way.draft(POLICY, 1, "ja")["digest"] == before


def download(mika: Reviewing, kind: str) -> str:
    mika.page.get_by_text("Files").click()
    with mika.page.expect_download() as coming:
        mika.page.get_by_role("button", name=f"Download {kind}").click()
    return coming.value.path().read_text(encoding="utf-8")


def send(mika: Reviewing, kind: str, path: Path) -> None:
    with mika.page.expect_file_chooser() as choosing:
        mika.page.get_by_role("button", name=f"Upload {kind}").click()
    choosing.value.set_files(path)


def test_a_changed_sentence_shows_what_changed_in_it(
    opened: Callable[..., Reviewing], way: Way
) -> None:
    way.approve_all(POLICY)
    way.eventually(lambda: way.page(urls.edition("ja", POLICY)).status == HTTPStatus.OK or None)
    upload(way, "Halden", 60)
    row = opened(MIKA.email, f"#/{POLICY}/2/ja").page.locator(
        f"#unit-{unit(way, 2, 'letter')['id']}"
    )
    expect(row.locator(".source-text del")).to_contain_text("30")
    expect(row.locator(".source-text ins")).to_contain_text("60")
    expect(row).to_contain_text("Source changed")


def test_the_nearest_approved_sentence_is_a_hint_that_can_be_used(
    opened: Callable[..., Reviewing], way: Way
) -> None:
    mika = opened(MIKA.email, f"#/{POLICY}/2/ja")
    changed = unit(way, 2, "letter")
    row = mika.page.locator(f"#unit-{changed['id']}")
    row.get_by_text("A similar sentence was approved").click()
    expect(row.locator(".hint del")).to_contain_text("30")
    row.get_by_role("button", name="Use it").click()
    expect(mika.text(changed["id"])).to_have_value(changed["hint"]["target"])
    expect(row.locator("[data-check=numbers]")).to_contain_text("60")


def test_an_unchanged_sentence_comes_from_the_memory(
    opened: Callable[..., Reviewing], way: Way
) -> None:
    mika = opened(MIKA.email, f"#/{POLICY}/2/ja")
    row = mika.page.locator(f"#unit-{unit(way, 2, 'Leaving')['id']}")
    expect(row.locator(".origin-memory")).to_be_visible()


def test_a_publisher_withdraws_an_edition_and_restores_it(
    opened: Callable[..., Reviewing], way: Way
) -> None:
    publisher = opened(PUBLISHER, f"#/{POLICY}")
    path = urls.edition("ja", POLICY)
    rule(publisher, "Withdraw Japanese", "Withdraw")
    way.eventually(lambda: way.page(path).status == HTTPStatus.GONE or None)
    rule(publisher, "Restore 1 in Japanese", "Restore")
    way.eventually(lambda: way.page(path).status == HTTPStatus.OK or None)


def rule(publisher: Reviewing, button: str, verb: str) -> None:
    publisher.page.get_by_role("button", name=button, exact=True).click()
    publisher.page.get_by_role("dialog").get_by_role("button", name=verb, exact=True).click()
    expect(publisher.page.get_by_role("dialog")).to_have_count(0)


def test_who_is_no_publisher_is_not_offered_to_withdraw(
    opened: Callable[..., Reviewing],
) -> None:
    mika = opened(MIKA.email, f"#/{POLICY}")
    expect(mika.page.get_by_role("button", name=re.compile("Withdraw|Restore"))).to_have_count(0)


def test_signing_out_leaves_nothing_to_go_on_with(opened: Callable[..., Reviewing]) -> None:
    mika = opened(MIKA.email, JA)
    mika.page.get_by_role("button", name="Sign out").click()
    expect(mika.page.locator("#status")).to_have_text("You are signed out.")
    stored = mika.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "eyJ" not in stored
    mika.page.reload()
    expect(mika.page.locator("#status")).to_have_text("You are signed out.")
    mika.page.get_by_role("button", name="Sign in").click()
    expect(mika.page.locator("input[name=password]")).to_be_visible()
