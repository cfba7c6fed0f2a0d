"""The README's pictures of the reviewers' page, from the local run: ``make run``, then this.

``python -m tests.e2e.screenshots [DIRECTORY] [PORT]`` uploads a policy of its own in two versions,
so that there is something to see: a changed sentence, a text from the memory, a failing check.
"""

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from local import content, machine, progress, reviewers, stack
from local.content import Upload
from local.instance import ROOT, Instance, recall
from local.review import Review, draft_path
from local.stack import Outputs
from local.web import fetch
from tests.e2e.browsing import PHONE, launch, person

IMAGES = ROOT / "docs/images"
POLICY = "returns-policy"
FIRST = """\
---
title: "Returns Policy"
translationKey: "returns-policy"
date: 2026-03-02
effectiveDate: 2026-03-02
description: "How books come back to Halden Books, and the money to you"
---

## Your right to return

You may return any book within 30 days of its delivery, without giving a reason.

We pay back the price within **14 days** of the day on which the parcel reaches us.

## What cannot be returned

Books that were printed for you alone cannot be returned, unless they are damaged.

Write to returns@halden.example before you send anything back.
"""
SECOND = (
    FIRST.replace("within 30 days of its delivery", "within 60 days of its delivery")
    .replace("We pay back the price", "We pay back the price and the cheapest postage")
    .replace("effectiveDate: 2026-03-02", "effectiveDate: 2027-01-15")
)


def prepare(instance: Instance, outputs: Outputs) -> int:
    """Bring the first version out in two languages, and the second into review; once is enough.

    Returns the number of the version in review.
    """
    if newest(instance, outputs) == 0:
        upload(instance, outputs, FIRST)
        for language in ("pt-BR", "ar"):
            token = reviewers.sign_in(instance, outputs, reviewers.address(f"reviewer-{language}"))
            review = Review(outputs.review_api_url, token)
            path = draft_path(POLICY, 1, language)
            digest = review.get(path)["digest"]
            headers = {"Authorization": f"Bearer {token}", "If-Match": f'"{digest}"'}
            fetch(f"{review.url}{path}/approve", "POST", headers=headers)
        upload(instance, outputs, SECOND)
    return newest(instance, outputs)


def newest(instance: Instance, outputs: Outputs) -> int:
    """Return the number of the policy's newest version, 0 before the first."""
    token = reviewers.sign_in(instance, outputs, reviewers.address(reviewers.PUBLISHER))
    policies = Review(outputs.review_api_url, token).policies()
    return next((int(one["version"]) for one in policies if one["policy"] == POLICY), 0)


def upload(instance: Instance, outputs: Outputs, text: str) -> None:
    """Upload the policy, and wait for its drafts."""
    files = (Upload(key=f"{POLICY}.md", data=text.encode(), policy=POLICY),)
    content.upload(instance, outputs, files)
    token = reviewers.sign_in(instance, outputs, reviewers.address(reviewers.PUBLISHER))
    progress.wait(instance, outputs, Review(outputs.review_api_url, token), files)


def shoot(browser: Browser, outputs: Outputs, version: int, directory: Path) -> None:
    """Take the pictures."""
    phone: dict[str, Any] = {"viewport": PHONE, "device_scale_factor": 1.5}
    dark: dict[str, Any] = {"color_scheme": "dark"}
    portuguese, arabic = (f"#/{POLICY}/{version}/{language}" for language in ("pt-BR", "ar"))
    for name, language, place, settings in (
        ("overview", "pt-BR", "", {}),
        ("overview-phone", "pt-BR", "", phone),
        ("draft", "pt-BR", portuguese, {}),
        ("draft-phone", "pt-BR", portuguese, phone),
        ("draft-dark", "pt-BR", portuguese, dark),
        ("draft-ar", "ar", arabic, {}),
    ):
        email = reviewers.address(f"reviewer-{language}")
        desk = {"width": 1180, "height": 900}
        reviewer = person(browser, outputs, email, **({"viewport": desk} | settings))
        reviewer.enter(place)
        if place:
            type_a_mistake(reviewer.page)
        if settings is phone and place:
            reviewer.page.locator(".unit.unsaved").scroll_into_view_if_needed()
        reviewer.page.screenshot(path=directory / f"review-{name}.png")
        reviewer.context.close()


def type_a_mistake(page: Page) -> None:
    """Type a wrong number where the source changed, and wait for the check."""
    changed = page.locator(".unit", has=page.locator("ins")).first
    field = changed.locator("textarea")
    field.fill(field.input_value().replace("60", "90"))
    expect(changed.locator(".checks .error").first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")


def main(directory: Path, port: int | None) -> None:
    """Take all pictures of the local run at ``port``."""
    instance = recall(ROOT / ".run", port, None)
    machine.require(instance)
    outputs = stack.outputs(instance)
    version = prepare(instance, outputs)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        shoot(browser, outputs, version, directory)
        browser.close()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else IMAGES, int(given[1]) if len(given) > 1 else None)
