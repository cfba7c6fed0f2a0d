"""What the review API promises, asked of its real handler."""

from http import HTTPStatus

import pytest

from tests.integration.review_api import (
    DORA,
    DRAFT,
    JAPANESE,
    MIKA,
    QUEUED,
    SORA,
    SOURCE,
    Api,
    module,
    stack,
    upload,
)

MARKDOWN = {"Content-Type": "text/markdown"}


@pytest.fixture
def api(emulated: None, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Return the API over a policy with a Japanese draft by hand, and a German one still queued."""
    table, uploads, station = stack()
    monkeypatch.setattr(module(), "station", station)
    upload(uploads, "terms.md", SOURCE)
    upload(uploads, "terms.ja.md", JAPANESE)
    return Api(module=module(), table=table, render=uploads)


def test_the_person_signed_in_is_told_what_they_may_do(api: Api) -> None:
    assert api.ask(SORA, "GET", "/api/me").json == {
        "name": "sora@halden.example",
        "groups": ["publisher", "reviewer-ja"],
        "languages": ["ja"],
        "publisher": True,
    }


def test_a_draft_tells_its_reviewer_all_they_need(api: Api) -> None:
    reply = api.ask(MIKA, "GET", DRAFT)
    draft = reply.json
    assert reply.headers["etag"] == f'"{draft["digest"]}"'
    assert {name: draft[name] for name in ("title", "direction", "effective_date", "may")} == {
        "title": "Delivery Terms",
        "direction": "ltr",
        "effective_date": "2026-04-01",
        "may": {"edit": True, "approve": True, "reason": ""},
    }
    assert draft["targets_path"] == "/ja/delivery-terms/"
    assert draft["units"][0]["target"] == "配送条件"


def test_a_queued_draft_is_shown_without_units(api: Api) -> None:
    draft = api.ask(DORA, "GET", QUEUED).json
    assert (draft["state"], draft["units"], draft["digest"]) == ("queued", [], "")
    assert draft["may"]["edit"] is False


def test_a_queued_draft_cannot_be_changed_and_the_reason_names_its_state(api: Api) -> None:
    change = {"units": [{"id": "u0001", "target": "Lieferbedingungen"}]}
    reply = api.ask(DORA, "PATCH", QUEUED, change, seen="")
    assert reply.status == HTTPStatus.CONFLICT
    assert "queued" in reply.json["detail"]


def test_checking_units_saves_nothing_and_shows_them_rendered(api: Api) -> None:
    before = api.digest()
    unit = api.ask(MIKA, "GET", DRAFT).json["units"][2]
    change = {"units": [{"id": unit["id"], "target": "**小包**は20日以内に<script>発送します。"}]}
    reply = api.ask(MIKA, "POST", f"{DRAFT}/check", change)
    assert reply.status == HTTPStatus.OK, reply.text
    (checked,) = reply.json["units"]
    assert "numbers" in [check["name"] for check in checked["checks"]]
    assert "<strong>小包</strong>" in checked["html"]
    assert "<script" not in checked["html"]
    assert api.digest() == before
