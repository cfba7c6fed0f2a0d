"""What the review API promises of drafts, asked of its real handler."""

import io
import json
from dataclasses import replace
from http import HTTPStatus

import pytest

from promulgate.api.requests import MAX_BODY
from promulgate.core.changes import Change, seal
from promulgate.core.documents import Origin
from promulgate.stations import desk, render, review, texts
from tests.integration.review_api import (
    DORA,
    DRAFT,
    MIKA,
    NOW,
    PIA,
    POLICY,
    QUEUED,
    REQUEST,
    SORA,
    SOURCE_DRAFT,
    Api,
    Somebody,
    seeded,
)

XLIFF = {"Content-Type": "application/xliff+xml"}
MARKDOWN = {"Content-Type": "text/markdown; charset=utf-8"}
FILES = {"/markdown": MARKDOWN, "/xliff": XLIFF}


@pytest.fixture
def api(emulated: None, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Return the API over a policy with a Japanese draft by hand, and a German one still queued."""
    return seeded(monkeypatch)


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


@pytest.mark.parametrize(
    ("method", "route", "value"),
    [
        ("PATCH", "", {"units": [{"id": "u0001", "target": "Lieferbedingungen"}]}),
        ("POST", "/approve", {}),
        ("POST", "/request-changes", {"note": "bitte neu"}),
        ("POST", "/check", {"units": [{"id": "u0001", "target": "Lieferbedingungen"}]}),
        ("GET", "/preview", None),
    ],
)
def test_a_queued_draft_can_only_be_looked_at_and_the_refusal_names_its_state(
    api: Api, method: str, route: str, value: object
) -> None:
    reply = api.ask(DORA, method, f"{QUEUED}{route}", value, seen="")
    assert reply.status == HTTPStatus.CONFLICT
    assert "queued" in reply.json["detail"]


def test_checking_units_saves_nothing_and_shows_them_rendered(api: Api) -> None:
    before = api.digest()
    unit = api.ask(MIKA, "GET", DRAFT).json["units"][2]
    change = {"units": [{"id": unit["id"], "target": "**小包**は20日以内に<script>発送します。"}]}
    reply = api.ask(MIKA, "POST", f"{DRAFT}/check", change)
    (checked,) = reply.json["units"]
    assert "numbers" in [check["name"] for check in checked["checks"]]
    assert "<strong>小包</strong>" in checked["html"]
    assert "<script" not in checked["html"]
    assert api.digest() == before


def test_an_approval_tells_when_and_where_it_goes_live(api: Api) -> None:
    api.approve(PIA, SOURCE_DRAFT)
    assert api.approve(MIKA).json["goes_live"] == {
        "path": "/ja/delivery-terms/",
        "at": "2026-04-01T00:00:00Z",
        "waits_for": [],
    }


def test_an_approval_names_the_source_that_it_waits_for(api: Api) -> None:
    assert api.approve(MIKA).json["goes_live"]["waits_for"] == ["en"]


def test_a_change_without_if_match_is_refused(api: Api) -> None:
    change = {"units": [{"id": "u0001", "target": "配送規約"}]}
    assert api.ask(MIKA, "PATCH", DRAFT, change).status == HTTPStatus.PRECONDITION_REQUIRED


@pytest.mark.parametrize(
    ("method", "route", "value"),
    [
        ("PATCH", "", {"units": [{"id": "u0001", "target": "配送規約"}]}),
        ("POST", "/approve", {}),
        ("POST", "/request-changes", {"note": "again"}),
        ("PUT", "/markdown", None),
        ("PUT", "/xliff", None),
    ],
)
def test_a_change_of_a_draft_that_somebody_changed_meanwhile_is_told_its_digest_now(
    api: Api, method: str, route: str, value: object
) -> None:
    old = api.digest()
    file = api.ask(MIKA, "GET", f"{DRAFT}{route}").text if method == "PUT" else None
    new = api.edit(SORA, "配送についての条件").json["digest"]
    sent = {"body": file, "headers": FILES[route]} if method == "PUT" else {"value": value}
    reply = api.ask(MIKA, method, f"{DRAFT}{route}", seen=old, **sent)
    assert reply.status == HTTPStatus.PRECONDITION_FAILED
    assert reply.json["current"] == new != old


def test_the_same_edit_again_changes_nothing(api: Api) -> None:
    first = api.edit(MIKA, "配送規約").json
    again = api.edit(SORA, "配送規約").json
    assert (again["digest"], again["changed_by"], again["changed_at"]) == (
        first["digest"],
        "mika@halden.example",
        first["changed_at"],
    )


def make_a_machines(api: Api) -> None:
    """Have the draft as a machine would have made it."""
    seen = review.read(api.module.station, desk.Place(policy=POLICY, version=1, language="ja"))
    units = tuple(replace(unit, origin=Origin.MACHINE) for unit in seen.document.units)
    digest = texts.keep(api.module.station.drafts, replace(seen.document, units=units))
    draft = replace(seen.draft, digest=digest, changed_by="machine", changed_by_id="")
    api.table.commit(seal(Change(policy=seen.head, records=(draft,))))


def test_a_text_confirmed_as_it_is_becomes_a_persons_and_its_confirmer_the_editor(
    api: Api,
) -> None:
    make_a_machines(api)
    unit = api.ask(MIKA, "GET", DRAFT).json["units"][0]
    reply = api.edit(MIKA, unit["target"])
    assert (unit["origin"], reply.json["units"][0]["origin"]) == ("machine", "human")
    assert reply.json["units"][0]["target"] == unit["target"]
    assert api.edit(MIKA, unit["target"]).json["digest"] == reply.json["digest"]
    assert "four eyes" in api.approve(MIKA).text


def test_approving_twice_is_one_approval_whoever_repeats_it(api: Api) -> None:
    first = api.approve(MIKA).json
    again = api.approve(SORA).json
    assert again["approval"] == first["approval"]
    assert [entry["action"] for entry in entries(api)].count("approved") == 1


def test_requesting_the_same_changes_twice_is_one_request(api: Api) -> None:
    for _ in range(2):
        api.ask(MIKA, "POST", f"{DRAFT}/request-changes", {"note": "formal"}, seen=api.digest())
    assert [entry["action"] for entry in entries(api)].count("changes_requested") == 1


def test_editing_an_approved_draft_makes_it_a_draft_again(api: Api) -> None:
    api.approve(MIKA)
    edited = api.edit(SORA, "配送規約").json
    assert (edited["state"], edited["approval"]) == ("in_review", None)


def test_an_approval_works_the_checks_out_anew_and_names_what_fails(api: Api) -> None:
    draft = api.ask(MIKA, "GET", DRAFT).json
    change = {"units": [{"id": draft["units"][2]["id"], "target": "小包は20日以内に発送します。"}]}
    api.ask(MIKA, "PATCH", DRAFT, change, seen=draft["digest"])
    reply = api.approve(SORA)
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {failing["unit"] for failing in reply.json["failing"]} == {draft["units"][2]["id"]}


def test_an_override_of_what_does_not_fail_is_refused(api: Api) -> None:
    override = {"unit": "u0001", "check": "numbers", "reason": "spelled out"}
    reply = api.ask(MIKA, "POST", f"{DRAFT}/approve", {"overrides": [override]}, seen=api.digest())
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "does not fail" in reply.json["detail"]


def test_a_draft_downloaded_and_sent_back_is_the_same_draft(api: Api) -> None:
    down = api.ask(MIKA, "GET", f"{DRAFT}/markdown")
    before = api.digest()
    windows = "\ufeff" + down.text.replace("\n", "\r\n")
    up = api.ask(SORA, "PUT", f"{DRAFT}/markdown", body=windows, seen=before, headers=MARKDOWN)
    assert up.status == HTTPStatus.OK, up.text
    assert (up.json["digest"], up.json["changed_by"]) == (before, "upload:terms.ja.md")


def test_an_uploaded_draft_is_taken_in_unit_by_unit(api: Api) -> None:
    text = api.ask(MIKA, "GET", f"{DRAFT}/markdown").text.replace("発送します", "お送りします")
    up = api.ask(
        MIKA, "PUT", f"{DRAFT}/markdown", body=text, seen=api.digest(), headers=MARKDOWN
    ).json
    assert up["units"][2]["target"] == "小包は30日以内にお送りします。"
    assert up["changed_by"] == "mika@halden.example"


def test_an_uploaded_draft_is_checked_like_any_edit(api: Api) -> None:
    text = api.ask(MIKA, "GET", f"{DRAFT}/markdown").text.replace("30日", "20日")
    up = api.ask(
        MIKA, "PUT", f"{DRAFT}/markdown", body=text, seen=api.digest(), headers=MARKDOWN
    ).json
    assert "numbers" in [check["name"] for check in up["units"][2]["checks"]]


def test_an_upload_with_a_paragraph_too_many_is_refused_whole_and_names_it(api: Api) -> None:
    before = api.digest()
    text = api.ask(MIKA, "GET", f"{DRAFT}/markdown").text + "\n送料は無料です。\n"
    reply = api.ask(MIKA, "PUT", f"{DRAFT}/markdown", body=text, seen=before, headers=MARKDOWN)
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "送料は無料です。" in json.dumps(reply.json["unknown"], ensure_ascii=False)
    assert api.digest() == before


def test_an_upload_that_would_change_the_effective_date_is_refused(api: Api) -> None:
    text = api.ask(MIKA, "GET", f"{DRAFT}/markdown").text.replace("2026-04-01", "2027-04-01")
    reply = api.ask(
        MIKA, "PUT", f"{DRAFT}/markdown", body=text, seen=api.digest(), headers=MARKDOWN
    )
    assert (reply.status, "effective_date" in reply.json["detail"]) == (422, True)


def test_a_file_that_was_not_utf_8_is_refused_rather_than_taken_in_damaged(api: Api) -> None:
    text = api.ask(MIKA, "GET", f"{DRAFT}/markdown").text.replace("小", "\ufffd")
    reply = api.ask(
        MIKA, "PUT", f"{DRAFT}/markdown", body=text, seen=api.digest(), headers=MARKDOWN
    )
    assert (reply.status, "UTF-8" in reply.json["detail"]) == (422, True)


def test_a_draft_comes_back_from_a_translators_tool_and_is_checked_like_any_edit(api: Api) -> None:
    text = api.ask(MIKA, "GET", f"{DRAFT}/xliff").text.replace("30日", "20日")
    up = api.ask(MIKA, "PUT", f"{DRAFT}/xliff", body=text, seen=api.digest(), headers=XLIFF)
    assert up.status == HTTPStatus.OK, up.text
    assert "numbers" in [check["name"] for check in up.json["units"][2]["checks"]]


@pytest.mark.parametrize(
    "body",
    [
        "<xliff",
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    ],
)
def test_xml_that_is_broken_or_declares_entities_is_refused(api: Api, body: str) -> None:
    reply = api.ask(MIKA, "PUT", f"{DRAFT}/xliff", body=body, seen=api.digest(), headers=XLIFF)
    assert reply.status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_file_of_another_media_type_is_refused(api: Api) -> None:
    reply = api.ask(MIKA, "PUT", f"{DRAFT}/markdown", {"a": 1}, seen=api.digest())
    assert reply.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", HTTPStatus.BAD_REQUEST),
        ("[" * 200_000, HTTPStatus.BAD_REQUEST),
        ('"' + "a" * MAX_BODY + '"', HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ("[]", HTTPStatus.UNPROCESSABLE_ENTITY),
        ('{"units": []}', HTTPStatus.UNPROCESSABLE_ENTITY),
        ('{"units": [{"id": "u0001", "target": "\\ud800"}]}', HTTPStatus.UNPROCESSABLE_ENTITY),
        ('{"units": [{"id": "u0001", "target": "a"}], "x": 1}', HTTPStatus.UNPROCESSABLE_ENTITY),
        ('{"units": [{"id": "u9999", "target": "a"}]}', HTTPStatus.UNPROCESSABLE_ENTITY),
        ('{"units": [{"id": "u0001", "target": " "}]}', HTTPStatus.UNPROCESSABLE_ENTITY),
        ('{"units": [{"id": "u0001", "target": "a\\u0000"}]}', HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_a_body_that_cannot_be_used_is_refused_as_a_problem(
    api: Api, body: str, status: HTTPStatus
) -> None:
    reply = api.ask(MIKA, "PATCH", DRAFT, body=body, seen=api.digest())
    assert (reply.status, reply.headers["content-type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/xml"])
def test_what_is_no_json_is_refused_by_its_media_type(api: Api, kind: str) -> None:
    reply = api.ask(
        MIKA, "PATCH", DRAFT, body="a=b", seen=api.digest(), headers={"Content-Type": kind}
    )
    assert reply.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def test_a_method_that_an_address_does_not_take_is_told_those_that_it_does(api: Api) -> None:
    reply = api.ask(MIKA, "PUT", DRAFT, {})
    assert (reply.status, reply.headers["allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, PATCH")


@pytest.mark.parametrize("path", ["/api/nothing", "/missing.js", "/index.html", "/../app.py"])
def test_an_address_that_does_not_exist_is_a_problem_too(api: Api, path: str) -> None:
    reply = api.ask(MIKA, "GET", path)
    assert (reply.status, reply.json["status"]) == (HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize(
    "path", ["/", "/style.css", "/api/openapi.json", "/api/policies", DRAFT, "/api/nothing"]
)
def test_every_answer_carries_the_correlation_id(api: Api, path: str) -> None:
    assert api.ask(MIKA, "GET", path).headers["x-correlation-id"] == REQUEST


@pytest.mark.parametrize(
    ("who", "method", "path", "status"),
    [(MIKA, "GET", DRAFT, 200), (DORA, "POST", f"{DRAFT}/approve", 403), (MIKA, "GET", "/no", 404)],
)
def test_every_request_leaves_a_line_in_the_log_under_its_correlation_id(
    api: Api, monkeypatch: pytest.MonkeyPatch, who: Somebody, method: str, path: str, status: int
) -> None:
    seen, log = api.digest(), io.StringIO()
    monkeypatch.setattr(api.module.logger.registered_handler, "stream", log)
    api.ask(who, method, path, seen=seen)
    logged = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["correlation_id"], line["message"]) for line in logged] == [
        (REQUEST, f"{method} {path} {status}")
    ]


def test_a_fault_is_a_problem_that_tells_nothing_of_the_inside_and_is_logged_by_its_id(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret-table-name")

    log = io.StringIO()
    monkeypatch.setattr(api.module.logger.registered_handler, "stream", log)
    monkeypatch.setattr(api.module.overview, "policies", broken)
    reply = api.ask(MIKA, "GET", "/api/policies")
    assert reply.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert reply.headers["content-type"] == "application/problem+json"
    assert "secret" not in reply.text
    assert reply.json["instance"] == f"urn:uuid:{REQUEST}"
    logged = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["correlation_id"] for line in logged if line["level"] == "ERROR"] == [REQUEST]


def test_a_source_is_changed_by_its_author_and_by_nobody_here(api: Api) -> None:
    reply = api.edit(SORA, "Other Terms", SOURCE_DRAFT)
    assert reply.status == HTTPStatus.FORBIDDEN
    assert "uploads" in reply.json["detail"]


def test_a_publisher_approves_a_source(api: Api) -> None:
    assert api.approve(PIA, SOURCE_DRAFT).json["state"] == "approved"


def entries(api: Api) -> list[dict[str, str]]:
    """Return the policy's history."""
    found = api.ask(MIKA, "GET", f"/api/policies/{POLICY}/history").json["entries"]
    return list(found)


GLOSSARY = b"terms:\n  - {en: parcels, ja: \xe8\x8d\xb7\xe7\x89\xa9}\n"


def upload_glossary(api: Api) -> None:
    api.render.content.put("glossary.yaml", GLOSSARY, "application/yaml")
    render.receive(api.render, "glossary.yaml", NOW)


def checks(api: Api) -> list[tuple[str, str]]:
    units = api.ask(MIKA, "GET", DRAFT).json["units"]
    return [(check["name"], check["severity"]) for unit in units for check in unit["checks"]]


def test_a_new_glossary_flags_the_units_it_is_about_and_changes_no_text(api: Api) -> None:
    before = api.ask(MIKA, "GET", DRAFT).json
    upload_glossary(api)
    after = api.ask(MIKA, "GET", DRAFT).json
    assert (after["digest"], after["glossary_changed"]) == (before["digest"], True)
    assert [unit["id"] for unit in after["units"] if unit["checks"]] == [
        unit["id"] for unit in after["units"] if "arcels" in unit["source"]
    ]
    assert set(checks(api)) == {("glossary", "warning")}


def test_an_edit_is_checked_by_the_glossary_in_force(api: Api) -> None:
    upload_glossary(api)
    api.edit(MIKA, "配送規約")
    assert ("terms", "error") in checks(api)
    assert api.ask(MIKA, "GET", DRAFT).json["glossary_changed"] is False
