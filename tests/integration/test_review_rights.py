"""Who may do what through the review API, and every way around four eyes."""

import re
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

import pytest

from local import openapi
from promulgate.core.changes import Change, seal
from tests.integration.review_api import (
    DORA,
    DRAFT,
    JAPANESE,
    MIKA,
    NOBODY,
    PIA,
    POLICY,
    SORA,
    SOURCE,
    SOURCE_DRAFT,
    Api,
    Reply,
    Somebody,
    publication,
    seeded,
    upload,
)

EDITION = f"/api/policies/{POLICY}/editions/ja"
IN_FORCE = "d1.1"
MARKDOWN = {"Content-Type": "text/markdown"}
XLIFF = {"Content-Type": "application/xliff+xml"}
CHANGE: dict[str, list[dict[str, str]]] = {"units": [{"id": "u0001", "target": "配送規約"}]}
TOM = Somebody(sub="sub-tom", email="tom@halden.example", groups="reviewer-en")
# A group of another application's pool, or a name that looks like one of ours.
EVE = Somebody(sub="sub-eve", email="eve@halden.example", groups="reviewer-,reviewer,Publisher")
EVERYBODY = {
    "reviewer-ja": MIKA,
    "reviewer-de": DORA,
    "reviewer-en": TOM,
    "publisher": PIA,
    "other groups": EVE,
    "no group": NOBODY,
}
READERS = set(EVERYBODY)


@pytest.fixture
def api(emulated: None, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Return the API over a policy with a Japanese draft and edition."""
    return seeded(monkeypatch)


ROUTES: list[tuple[str, str, object, set[str]]] = [
    ("GET", "/api/me", None, READERS),
    ("GET", "/api/policies", None, READERS),
    ("GET", f"/api/policies/{POLICY}", None, READERS),
    ("GET", f"/api/policies/{POLICY}/history", None, READERS),
    ("GET", DRAFT, None, READERS),
    ("GET", f"{DRAFT}/preview", None, READERS),
    ("GET", f"{DRAFT}/markdown", None, READERS),
    ("GET", f"{DRAFT}/xliff", None, READERS),
    ("POST", f"{DRAFT}/check", CHANGE, {"reviewer-ja"}),
    ("PATCH", DRAFT, CHANGE, {"reviewer-ja"}),
    ("PUT", f"{DRAFT}/markdown", JAPANESE, {"reviewer-ja"}),
    ("PUT", f"{DRAFT}/xliff", "the download", {"reviewer-ja"}),
    ("POST", f"{DRAFT}/approve", {}, {"reviewer-ja"}),
    ("POST", f"{DRAFT}/request-changes", {"note": "formal"}, {"reviewer-ja"}),
    ("PATCH", SOURCE_DRAFT, CHANGE, set()),
    ("POST", f"{SOURCE_DRAFT}/check", CHANGE, set()),
    ("PUT", f"{SOURCE_DRAFT}/markdown", SOURCE, set()),
    ("POST", f"{SOURCE_DRAFT}/approve", {}, {"publisher"}),
    ("POST", f"{SOURCE_DRAFT}/request-changes", {"note": "formal"}, {"publisher"}),
    ("POST", f"{EDITION}/withdraw", None, {"publisher"}),
    ("POST", f"{EDITION}/restore", {"publication": "1"}, {"publisher"}),
]


def test_every_route_of_the_api_is_in_the_table() -> None:
    paths = openapi.generated()["paths"]
    described = {
        (method.upper(), path)
        for path, operations in paths.items()
        for method in operations
        if method != "parameters"
    }
    tried = {
        (method, template)
        for method, path, _, _ in ROUTES
        for template in paths
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path)
    }
    assert tried == described


@pytest.mark.parametrize(("method", "path", "value", "allowed"), ROUTES)
def test_an_access_token_is_refused_wherever_an_id_token_is_taken(
    api: Api, method: str, path: str, value: object, allowed: set[str]
) -> None:
    for group in allowed or {"reviewer-ja"}:
        who = replace(EVERYBODY[group], token="access")
        assert ask(api, who, method, path, value).status == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(
    ("method", "path", "value"),
    [
        ("PATCH", DRAFT, CHANGE | {"state": "approved"}),
        ("PATCH", DRAFT, {"units": [CHANGE["units"][0] | {"origin": "memory", "flags": []}]}),
        ("POST", f"{DRAFT}/check", CHANGE | {"changed_by": "sora@halden.example"}),
        ("POST", f"{DRAFT}/approve", {"overrides": [], "by": "sora@halden.example"}),
        ("POST", f"{DRAFT}/approve", {"four_eyes": False}),
        ("POST", f"{DRAFT}/request-changes", {"note": "formal", "failing": 0}),
        ("POST", f"{EDITION}/withdraw", {"language": "de"}),
        ("POST", f"{EDITION}/restore", {"publication": "1", "effective_date": "2020-01-01"}),
    ],
)
def test_what_a_body_does_not_have_cannot_be_assigned(
    api: Api, method: str, path: str, value: object
) -> None:
    who = PIA if path.startswith(EDITION) else MIKA
    before = api.digest()
    reply = ask(api, who, method, path, value)
    assert (reply.status, api.digest()) == (HTTPStatus.UNPROCESSABLE_ENTITY, before)


@pytest.mark.parametrize(("method", "path", "value", "allowed"), ROUTES)
def test_only_those_whose_work_it_is_may_and_others_are_told_why(
    api: Api, method: str, path: str, value: object, allowed: set[str]
) -> None:
    for group in sorted(EVERYBODY, key=lambda one: one in allowed):
        reply = ask(api, EVERYBODY[group], method, path, value)
        if group in allowed:
            assert reply.status == HTTPStatus.OK, (group, reply.text)
        else:
            assert reply.status == HTTPStatus.FORBIDDEN, (group, reply.text)
            assert not allowed or f"members of the group {min(allowed)}" in reply.json["detail"]


def ask(api: Api, who: Somebody, method: str, path: str, value: object) -> Reply:
    """Ask for what ``who`` has just read; a text is sent as Markdown."""
    seen = api.digest(SOURCE_DRAFT if path.startswith(SOURCE_DRAFT) else DRAFT)
    if path.startswith(EDITION):
        seen = IN_FORCE
    if path.endswith("/xliff") and value:
        file = api.ask(MIKA, "GET", path).text
        return api.ask(who, method, path, body=file, headers=XLIFF, seen=seen)
    if isinstance(value, str):
        return api.ask(who, method, path, body=value, headers=MARKDOWN, seen=seen)
    return api.ask(who, method, path, value, seen=seen)


def put_markdown(api: Api, who: Somebody, old: str, new: str) -> Reply:
    """Download the draft, replace words in it, and send it back."""
    text = api.ask(who, "GET", f"{DRAFT}/markdown").text.replace(old, new)
    return api.ask(who, "PUT", f"{DRAFT}/markdown", body=text, seen=api.digest(), headers=MARKDOWN)


def put_xliff(api: Api, who: Somebody, old: str, new: str) -> Reply:
    """Download the draft for a tool, replace words in it, and send it back."""
    text = api.ask(who, "GET", f"{DRAFT}/xliff").text.replace(old, new)
    return api.ask(who, "PUT", f"{DRAFT}/xliff", body=text, seen=api.digest(), headers=XLIFF)


def edits(api: Api) -> None:
    api.edit(MIKA, "配送規約")


def sends_markdown(api: Api) -> None:
    put_markdown(api, MIKA, "配送条件", "配送規約")


def sends_xliff(api: Api) -> None:
    put_xliff(api, MIKA, "配送条件", "配送規約")


def edits_and_another_sends_the_xliff_back_unchanged(api: Api) -> None:
    api.edit(MIKA, "配送: *規約*")
    put_xliff(api, SORA, "", "")


def edits_and_asks_for_changes(api: Api) -> None:
    api.edit(MIKA, "配送規約")
    api.ask(MIKA, "POST", f"{DRAFT}/request-changes", {"note": "mine"}, seen=api.digest())


def edits_and_another_asks_for_changes(api: Api) -> None:
    api.edit(MIKA, "配送規約")
    api.ask(SORA, "POST", f"{DRAFT}/request-changes", {"note": "formal"}, seen=api.digest())


def edits_and_another_sends_the_same_edit(api: Api) -> None:
    api.edit(MIKA, "配送規約")
    api.edit(SORA, "配送規約")


def edits_and_another_sends_the_file_back_unchanged(api: Api) -> None:
    api.edit(MIKA, "配送: *規約*")
    put_markdown(api, SORA, "", "")


def approves_edits(api: Api) -> None:
    api.approve(MIKA)
    api.edit(MIKA, "配送規約")


def edits_what_another_approved(api: Api) -> None:
    api.approve(SORA)
    api.edit(MIKA, "配送規約")


def edits_and_undoes_it(api: Api) -> None:
    api.edit(SORA, "配送規約")
    api.edit(MIKA, "配送条項")
    api.edit(MIKA, "配送規約")


@pytest.mark.parametrize(
    "way",
    [
        edits,
        sends_markdown,
        sends_xliff,
        edits_and_asks_for_changes,
        edits_and_another_asks_for_changes,
        edits_and_another_sends_the_same_edit,
        edits_and_another_sends_the_file_back_unchanged,
        edits_and_another_sends_the_xliff_back_unchanged,
        approves_edits,
        edits_what_another_approved,
        edits_and_undoes_it,
    ],
)
def test_whoever_last_changed_a_draft_does_not_approve_it(
    api: Api, way: Callable[[Api], None]
) -> None:
    way(api)
    refused = api.approve(MIKA)
    assert (refused.status, "four eyes" in refused.text) == (HTTPStatus.FORBIDDEN, True)
    assert api.approve(SORA).status == HTTPStatus.OK


@pytest.mark.parametrize(
    "disguise",
    [
        replace(MIKA, email="Mika@Halden.Example"),
        replace(MIKA, email="m.ito@halden.example"),
        replace(MIKA, groups="publisher,reviewer-ja,reviewer-de"),
    ],
    ids=["other capitals", "another address", "more groups"],
)
def test_another_name_or_group_does_not_make_a_second_person(api: Api, disguise: Somebody) -> None:
    api.edit(MIKA, "配送規約")
    assert api.approve(disguise).status == HTTPStatus.FORBIDDEN
    assert api.ask(disguise, "GET", DRAFT).json["may"]["approve"] is False


def test_a_second_person_of_the_same_name_is_a_second_person(api: Api) -> None:
    api.edit(MIKA, "配送規約")
    assert api.approve(replace(MIKA, sub="sub-other-mika")).status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("setting", "status"),
    [
        ("on", HTTPStatus.FORBIDDEN),
        ("off", HTTPStatus.OK),
        ("-ja", HTTPStatus.OK),
        ("-de", HTTPStatus.FORBIDDEN),
    ],
)
def test_four_eyes_are_switched_off_for_single_languages(
    api: Api, monkeypatch: pytest.MonkeyPatch, setting: str, status: HTTPStatus
) -> None:
    settings = replace(api.module.station.settings, four_eyes=setting)
    monkeypatch.setattr(api.module, "station", replace(api.module.station, settings=settings))
    api.edit(MIKA, "配送規約")
    assert api.ask(MIKA, "GET", DRAFT).json["may"]["approve"] is (status == HTTPStatus.OK)
    assert api.approve(MIKA).status == status


def test_an_upload_after_an_edit_makes_the_upload_the_last_change(api: Api) -> None:
    api.edit(MIKA, "配送規約")
    upload(api.render, "terms.ja.md", JAPANESE.replace("発送します", "お送りします"))
    assert api.approve(MIKA).status == HTTPStatus.OK


def test_withdrawing_twice_is_one_withdrawal(api: Api) -> None:
    for _ in range(2):
        assert api.ask(PIA, "POST", f"{EDITION}/withdraw").status == HTTPStatus.OK
    assert actions(api).count("withdrawn") == 1


@pytest.mark.parametrize(("act", "value"), [("withdraw", None), ("restore", {"publication": "1"})])
def test_a_ruling_upon_what_somebody_replaced_meanwhile_is_told_what_is_in_force_now(
    api: Api, act: str, value: object
) -> None:
    reply = api.ask(PIA, "POST", f"{EDITION}/{act}", value, seen="what was there before")
    assert reply.status == HTTPStatus.PRECONDITION_FAILED
    assert reply.json["current"] == IN_FORCE
    assert api.table.rulings(POLICY) == ()


def test_a_ruling_upon_what_is_in_force_is_given_and_repeated_in_vain(api: Api) -> None:
    for _ in range(2):
        reply = api.ask(PIA, "POST", f"{EDITION}/withdraw", seen=IN_FORCE)
        assert reply.status == HTTPStatus.OK, reply.text
    assert actions(api).count("withdrawn") == 1


def test_restoring_twice_is_one_restoration(api: Api) -> None:
    for _ in range(2):
        reply = api.ask(PIA, "POST", f"{EDITION}/restore", {"publication": "1"})
        assert reply.status == HTTPStatus.OK, reply.text
    assert actions(api).count("restored") == 1


def test_what_was_never_published_cannot_be_restored(api: Api) -> None:
    reply = api.ask(PIA, "POST", f"{EDITION}/restore", {"publication": "7"})
    assert (reply.status, "no publication 7" in reply.text) == (HTTPStatus.CONFLICT, True)


def actions(api: Api) -> list[str]:
    """Return what happened to the policy, in order."""
    history = api.ask(PIA, "GET", f"/api/policies/{POLICY}/history").json
    return [entry["action"] for entry in history["entries"]]


def test_what_is_yet_to_take_effect_is_withdrawn_by_its_number(api: Api) -> None:
    head = api.table.policy(POLICY)
    assert head
    ahead = replace(publication("ja", 1, correction=2), effective_date="2026-04-01")
    ahead = replace(ahead, effective_at="2026-04-01T00:00:00Z")
    api.table.commit(seal(Change(policy=head, records=(ahead,))))
    reply = api.ask(PIA, "POST", f"{EDITION}/withdraw", {"publication": "1.2"})
    assert reply.status == HTTPStatus.OK, reply.text
    held_back = [one for one in reply.json["publications"] if one["held_back"]]
    assert [one["publication"] for one in held_back] == ["1.2"]
