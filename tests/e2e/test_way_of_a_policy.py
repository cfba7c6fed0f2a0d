"""A policy's whole way on the deployed template: one story, told in the order of its tests."""

import json
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from local import reviewers, stack, verify
from local.review import draft_path
from promulgate.core import rendering
from promulgate.core.rendering.deadline import SECONDS
from tests.e2e.conftest import MIKA, Way

POLICY = "delivery-terms"
KEY = f"{POLICY}.md"
LANGUAGES = ("en", "pt-BR", "ja", "de", "ar")
FIRST = """\
---
title: "Delivery Terms"
date: 2026-01-05
translationKey: "delivery-terms"
description: "How Halden Books sends parcels"
keywords: ["delivery", "ShelfWatch"]
draft: false
---

## 1. Parcels

We send parcels within **30 days**. ShelfWatch tells you at track.halden.example where yours is.

- Small parcels go by post
- Large parcels go by carrier

| Weight | Price |
|--------|-------|
| 2 kg   | 4.50  |

## 2. Returns

Write to us at the following address:

**Halden Books**  
Returns Desk  
12 Quay Street, Halden

You may not return a book without its [receipt](https://www.halden.example/receipt).
"""
FIRST_PARAGRAPH = FIRST.split("\n\n")[2]
SECOND = FIRST.replace("within **30 days**", "within **20 days**")


@pytest.fixture(scope="module")
def first(way: Way) -> dict[str, bytes]:
    """Return the permanent copies of version 1 as they were born, by path."""
    way.upload_policy(KEY, POLICY, FIRST.encode())
    return {}


def test_an_upload_becomes_a_draft_in_every_language(way: Way, first: dict[str, bytes]) -> None:
    states = {line["language"]: line["state"] for line in way.policy(POLICY)["languages"]}
    assert states == dict.fromkeys(LANGUAGES, "in_review") | {"en": "published"}


def test_the_source_is_published_at_once(way: Way, first: dict[str, bytes]) -> None:
    page = way.page(f"/en/{POLICY}/")
    assert (page.status, b"30 days" in page.body) == (HTTPStatus.OK, True)


def test_a_draft_nobody_approved_is_not_public(way: Way, first: dict[str, bytes]) -> None:
    assert way.page(f"/ja/{POLICY}/").status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_draft_has_the_tags_of_its_source(
    way: Way, first: dict[str, bytes], language: str
) -> None:
    draft = way.draft(POLICY, 1, language)
    assert [check for check in draft["checks"] if check["severity"] == "error"] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_names_addresses_and_numbers_survive_translation(
    way: Way, first: dict[str, bytes], language: str
) -> None:
    targets = " ".join(unit["target"] for unit in way.draft(POLICY, 1, language)["units"])
    for kept in ("ShelfWatch", "track.halden.example", "https://www.halden.example/receipt", "30"):
        assert kept in targets


def test_with_a_forged_token_the_api_answers_nothing(way: Way) -> None:
    review = way.person(reviewers.PUBLISHER)
    forged = type(review)(review.url, review.token[:-8] + "AAAAAAAA")
    assert way.ask(forged, "GET", "/api/policies").status == HTTPStatus.UNAUTHORIZED


def test_a_reviewer_may_not_approve_another_language(way: Way, first: dict[str, bytes]) -> None:
    path = draft_path(POLICY, 1, "ja")
    digest = way.draft(POLICY, 1, "ja")["digest"]
    answer = way.ask(way.person("reviewer-ar"), "POST", f"{path}/approve", {}, digest)
    problem = json.loads(answer.body)
    assert (answer.status, "reviewer-ja" in problem["detail"]) == (HTTPStatus.FORBIDDEN, True)


def test_an_approval_without_if_match_is_refused(way: Way, first: dict[str, bytes]) -> None:
    path = draft_path(POLICY, 1, "ja")
    answer = way.ask(way.person("reviewer-ja"), "POST", f"{path}/approve", {})
    assert answer.status == HTTPStatus.PRECONDITION_REQUIRED


def test_whoever_edits_a_draft_makes_it_another_one(way: Way, first: dict[str, bytes]) -> None:
    path, mika = draft_path(POLICY, 1, "de"), way.signed_in(MIKA.email)
    before = way.draft(POLICY, 1, "de")
    edit = {"units": [{"id": _heading(before)["id"], "target": "1. Pakete"}]}
    after = way.ask(mika, "PATCH", path, edit, before["digest"])
    stale = way.ask(way.person("reviewer-de"), "POST", f"{path}/approve", {}, before["digest"])
    assert after.status == HTTPStatus.OK
    assert stale.status == HTTPStatus.PRECONDITION_FAILED
    assert json.loads(stale.body)["current"] == json.loads(after.body)["digest"]


def test_whoever_edited_last_does_not_approve(way: Way, first: dict[str, bytes]) -> None:
    draft = way.draft(POLICY, 1, "de")
    path = f"{draft_path(POLICY, 1, 'de')}/approve"
    answer = way.ask(way.signed_in(MIKA.email), "POST", path, {}, draft["digest"])
    assert answer.status == HTTPStatus.FORBIDDEN
    assert "four eyes" in json.loads(answer.body)["detail"]


def test_what_is_approved_is_published_in_every_language(way: Way, first: dict[str, bytes]) -> None:
    way.approve_all(POLICY)
    for language in LANGUAGES:
        page = way.page(f"/{language}/{POLICY}/")
        copy = way.page(f"/{language}/{POLICY}/v1/")
        first[f"/{language}/{POLICY}/v1/"] = copy.body
        assert (page.status, copy.status) == (HTTPStatus.OK, HTTPStatus.OK)
    assert "1. Pakete" in first[f"/de/{POLICY}/v1/"].decode()


@pytest.mark.parametrize(("language", "direction"), [("ja", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_direction(
    way: Way, first: dict[str, bytes], language: str, direction: str
) -> None:
    html = way.page(f"/{language}/{POLICY}/").body.decode()
    assert f'<html lang="{language}" dir="{direction}"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_postal_address_keeps_its_lines(
    way: Way, first: dict[str, bytes], language: str
) -> None:
    text = way.page(f"/{language}/{POLICY}/").body.partition(b"<article>")[2]
    assert text.partition(b"</article>")[0].count(b"<br") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_have_the_same_anchors_in_every_language(
    way: Way, first: dict[str, bytes], language: str
) -> None:
    html = way.page(f"/{language}/{POLICY}/").body.decode()
    for heading in rendering.headings(FIRST.split("---\n", 2)[2]):
        assert f'id="{heading.id}"' in html


def test_the_index_of_a_language_lists_the_policy(way: Way, first: dict[str, bytes]) -> None:
    assert "Delivery Terms" in way.page("/en/").body.decode()


def test_a_reader_is_led_to_their_language(way: Way, first: dict[str, bytes]) -> None:
    answer = way.page(f"/{POLICY}/", **{"Accept-Language": "fr;q=0.9, ja;q=0.8"})
    assert (answer.status, answer.headers["location"]) == (HTTPStatus.FOUND, f"/ja/{POLICY}/")


def test_the_same_file_again_changes_nothing(way: Way, first: dict[str, bytes]) -> None:
    asked, written = way.engine(), way.objects(way.outputs.site_bucket)
    drafted = way.objects(way.outputs.draft_bucket)
    way.upload(KEY, FIRST.encode())
    way.upload("marker.txt", b"what comes after it in the queue")
    way.eventually(lambda: _report(way, "marker.txt"))
    assert way.engine() == asked
    assert way.objects(way.outputs.site_bucket) == written
    assert {key for key, _ in way.objects(way.outputs.draft_bucket)} == {
        key for key, _ in drafted
    } | {"reports/marker.txt.json"}
    assert way.policy(POLICY)["version"] == 1


def test_a_changed_file_is_version_2_and_asks_for_its_one_change(
    way: Way, first: dict[str, bytes]
) -> None:
    _, before = way.engine()
    way.upload_policy(KEY, POLICY, SECOND.encode())
    _, after = way.engine()
    assert (after - before) / len(LANGUAGES[1:]) <= 1.1 * len(FIRST_PARAGRAPH)
    units = way.draft(POLICY, 2, "ja")["units"]
    machine = [unit for unit in units if unit["origin"] == "machine"]
    assert [unit["previous_source"] for unit in machine] == [FIRST_PARAGRAPH]


def test_a_persons_correction_is_kept_in_the_next_version(
    way: Way, first: dict[str, bytes]
) -> None:
    assert _heading(way.draft(POLICY, 2, "de"))["target"] == "1. Pakete"


def test_readers_keep_the_approved_page_while_the_new_one_waits(
    way: Way, first: dict[str, bytes]
) -> None:
    assert "30" in way.page(f"/de/{POLICY}/").body.decode()
    assert "20 days" in way.page(f"/en/{POLICY}/").body.decode()


def test_version_2_comes_into_force_and_version_1_stays_byte_for_byte(
    way: Way, first: dict[str, bytes]
) -> None:
    way.approve_all(POLICY)
    assert len(first) == len(LANGUAGES)
    for path, born in first.items():
        assert way.page(path).body == born
        assert way.page(path.replace("/v1/", "/v2/")).status == HTTPStatus.OK
        versions = json.loads(way.page(path.replace("v1/", "versions.json")).body)
        assert [one["publication"] for one in versions["publications"]] == ["2", "1"]
        assert versions["in_force"] == "2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_page_leads_to_is_there(
    way: Way, first: dict[str, bytes], language: str
) -> None:
    html = way.page(f"/{language}/{POLICY}/").body.decode()
    for path in set(re.findall(r'href="(/[^"#]*)', html)):
        assert way.page(path).status == HTTPStatus.OK, path


@pytest.mark.parametrize(
    "path", ["/ja/feed.xml", f"/sitemap-{POLICY}.xml", f"/ja/{POLICY}/history/"]
)
def test_feed_sitemap_and_history_name_the_policy(
    way: Way, first: dict[str, bytes], path: str
) -> None:
    answer = way.page(path)
    assert (answer.status, f"/ja/{POLICY}/" in answer.body.decode()) == (HTTPStatus.OK, True)


def test_the_site_proves_itself(way: Way, first: dict[str, bytes], tmp_path: Path) -> None:
    for key, data in way.files(way.outputs.site_bucket).items():
        target = tmp_path / key
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    verdicts = verify.verify(str(tmp_path))
    assert [(one.policy, one.copies, one.misfits) for one in verdicts if one.policy == POLICY] == [
        (POLICY, 2 * len(LANGUAGES), ())
    ]


def test_a_withdrawn_edition_is_gone_until_it_is_restored(
    way: Way, first: dict[str, bytes]
) -> None:
    publisher, edition = way.person(reviewers.PUBLISHER), f"/api/policies/{POLICY}/editions/ja"
    assert way.ask(publisher, "POST", f"{edition}/withdraw").status == HTTPStatus.OK
    way.eventually(lambda: True if way.page(f"/ja/{POLICY}/").status == HTTPStatus.GONE else None)
    assert way.page(f"/ja/{POLICY}/v2/").status == HTTPStatus.OK
    restored = way.ask(publisher, "POST", f"{edition}/restore", {"publication": "1"})
    assert restored.status == HTTPStatus.OK
    page = way.eventually(
        lambda: found if (found := way.page(f"/ja/{POLICY}/")).status == HTTPStatus.OK else None
    )
    assert "30" in page.body.decode()


def test_the_history_tells_who_did_what(way: Way, first: dict[str, bytes]) -> None:
    entries = way.person(reviewers.PUBLISHER).get(f"/api/policies/{POLICY}/history?limit=100")
    told = [(entry["by"], entry["action"]) for entry in entries["entries"]]
    assert told[0] == (f"upload:{KEY}", "uploaded")
    assert (MIKA.email, "edited") in told
    assert (reviewers.address("reviewer-de"), "approved") in told


@pytest.mark.parametrize(
    ("key", "data", "line", "reason"),
    [
        ("latin.md", FIRST.encode().replace(b"Parcels", b"Fl\xfcgel"), 10, "not UTF-8"),
        ("bare.md", b"# No front matter\n", 1, "no front matter"),
        ("broken.md", b"---\ntitle: a: b\n---\n", 2, "no YAML"),
        ("untitled.md", b"---\ntranslationKey: x-y\n---\ntext\n", 1, "no title"),
        ("slug.md", b"---\ntitle: x\ntranslationKey: A/../B\n---\n", 3, "part of an address"),
        (
            "tongue.md",
            b"---\ntitle: x\ntranslationKey: xy\nlanguage: klingonese\n---\n",
            4,
            "language",
        ),
        ("large.md", FIRST.encode() + b"x" * 262_144, None, "too large"),
        (
            "slow.md",
            FIRST.replace("delivery", "slow").encode() + b"[" * 20_000,
            None,
            f"{SECONDS:g} s",
        ),
        ("other.md", FIRST.replace("Delivery Terms", "Other Terms").encode(), None, "belongs to"),
    ],
)
def test_a_bad_file_ends_as_a_report_for_its_author(
    way: Way, first: dict[str, bytes], key: str, data: bytes, line: int | None, reason: str
) -> None:
    way.upload(key, data)
    report = way.eventually(lambda: _report(way, key))
    assert reason in report["reason"]
    assert report["line"] == line


def test_a_mended_file_takes_its_report_away(way: Way, first: dict[str, bytes]) -> None:
    way.upload("bare.md", FIRST.replace("delivery-terms", "bare-terms").encode())
    way.eventually(lambda: True if _report(way, "bare.md") is None else None)


def test_nothing_ended_in_a_dead_letter_queue(way: Way, first: dict[str, bytes]) -> None:
    sqs = stack.client(way.instance, "sqs")
    for queue in (
        way.outputs.upload_dead_letter_queue,
        way.outputs.translate_dead_letter_queue,
        way.outputs.publish_dead_letter_queue,
    ):
        attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
        assert attributes["ApproximateNumberOfMessages"] == "0"


def _heading(draft: dict[str, Any]) -> dict[str, Any]:
    return next(unit for unit in draft["units"] if unit["source"].endswith("Parcels"))


def _report(way: Way, key: str) -> dict[str, Any] | None:
    s3 = stack.client(way.instance, "s3")
    try:
        stored = s3.get_object(Bucket=way.outputs.draft_bucket, Key=f"reports/{key}.json")
    except s3.exceptions.NoSuchKey:
        return None
    return dict(json.loads(stored["Body"].read()))
