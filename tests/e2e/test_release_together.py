"""A stack where a publisher approves the source and all languages go out together."""

import time
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

import pytest

from local import approval, reviewers, stack
from local.review import draft_path
from promulgate.core import urls
from tests.e2e.conftest import Way

POLICY = "event-terms"
SOURCE = """\
---
title: "Event Terms"
translationKey: "event-terms"
---

## 1. Seats

Halden Books keeps a seat for 15 minutes.
"""
LONG_ENOUGH_TO_PUBLISH = 3
"""Seconds; the last test sees what it takes when nothing is waited for."""

LANGUAGES = ("en", "pt-BR", "ja", "de", "ar")


@pytest.fixture(scope="module")
def together(way: Way) -> Iterator[Way]:
    """Deploy the same build as another stack, with those two rules; upload a policy to it."""
    instance = replace(way.instance, stack="together")
    template = way.instance.directory / "build" / "template.yaml"
    outputs = stack.deploy(instance, template, ["Release=together", "SourceApproval=required"])
    reviewers.create(instance, outputs, reviewers.reviewers(instance.languages))
    other = Way(instance, outputs)
    other.upload_policy(f"{POLICY}.md", POLICY, SOURCE.encode())
    yield other
    stack.client(instance, "cloudformation").delete_stack(StackName=instance.stack)


def statuses(way: Way) -> dict[str, int]:
    """Return what the edition's page answers in each language."""
    return {language: way.page(urls.edition(language, POLICY)).status for language in LANGUAGES}


def approve(way: Way, language: str) -> list[str]:
    """Approve one draft and return the languages that it says it still waits for."""
    group = reviewers.PUBLISHER if language == "en" else f"reviewer-{language}"
    review, path = way.person(group), draft_path(POLICY, 1, language)
    draft = review.get(path)
    body = {"overrides": approval.overrides(draft)}
    answer = review.post(f"{path}/approve", body, {"If-Match": f'"{draft["digest"]}"'})
    return list(answer["goes_live"]["waits_for"])


def test_a_source_that_must_be_approved_waits_in_review(together: Way) -> None:
    states = {line["language"]: line["state"] for line in together.policy(POLICY)["languages"]}
    assert states == dict.fromkeys(LANGUAGES, "in_review")


def test_nothing_is_public_before_the_last_language_is_approved(together: Way) -> None:
    assert set(approve(together, "ja")) == set(LANGUAGES) - {"ja"}
    for language in ("en", "ar", "de"):
        approve(together, language)
    time.sleep(LONG_ENOUGH_TO_PUBLISH)
    assert HTTPStatus.OK not in statuses(together).values()
    assert [key for key, _ in together.objects(together.outputs.site_bucket) if POLICY in key] == []


def test_with_the_last_approval_all_go_out(together: Way) -> None:
    assert approve(together, "pt-BR") == []
    everywhere = dict.fromkeys(LANGUAGES, HTTPStatus.OK)
    together.eventually(lambda: True if statuses(together) == everywhere else None)
