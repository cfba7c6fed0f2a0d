"""Edits that are written to hurt are taken or refused within two seconds and 256 MB."""

from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from moto import mock_aws

from tests.attacks.conftest import assert_bounded
from tests.attacks.measured import measured
from tests.attacks.weapons import FIERCEST, JSON, XML, weapon
from tests.integration.review_api import DRAFT, JAPANESE, MIKA, Api, Reply, seeded

PARAGRAPH = "小包は30日以内に発送します。"
REFUSED = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """Return the review API over a policy with a Japanese draft."""
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        yield seeded(patch)


def status(reply: Reply) -> str:
    """Return how an answer ended; one that refuses says why."""
    assert reply.status == HTTPStatus.OK or reply.json["detail"]
    return str(int(reply.status))


def unit(api: Api, text: str) -> Reply:
    change = {"units": [{"id": "u0002", "target": text[:20_000]}]}
    return api.ask(MIKA, "PATCH", DRAFT, change, seen=api.digest())


def checked(api: Api, text: str) -> Reply:
    change = {"units": [{"id": "u0002", "target": text[:20_000]}]}
    return api.ask(MIKA, "POST", f"{DRAFT}/check", change)


def markdown(api: Api, text: str) -> Reply:
    file = JAPANESE.replace(PARAGRAPH, text)
    return put(api, "markdown", "text/markdown", file)


def xliff(api: Api, text: str) -> Reply:
    file = api.ask(MIKA, "GET", f"{DRAFT}/xliff").text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return put(api, "xliff", "application/xliff+xml", file.replace(PARAGRAPH, escaped))


def put(api: Api, kind: str, media_type: str, file: str) -> Reply:
    headers = {"Content-Type": media_type}
    return api.ask(MIKA, "PUT", f"{DRAFT}/{kind}", body=file, headers=headers, seen=api.digest())


@pytest.mark.parametrize("name", FIERCEST)
@pytest.mark.parametrize("door", [unit, checked, markdown, xliff])
def test_an_edit_that_is_a_weapon_is_taken_or_refused(
    api: Api, at_rest: int, door: Callable[[Api, str], Reply], name: str
) -> None:
    cost = measured(lambda: status(door(api, weapon(name, 200_000))))
    assert_bounded(cost, at_rest)
    assert int(cost.end) in REFUSED | {HTTPStatus.OK}


@pytest.mark.parametrize("name", XML)
def test_xml_that_is_a_weapon_is_refused(api: Api, at_rest: int, name: str) -> None:
    cost = measured(lambda: status(put(api, "xliff", "application/xliff+xml", XML[name])))
    assert_bounded(cost, at_rest)
    assert int(cost.end) in REFUSED


@pytest.mark.parametrize("name", JSON)
def test_json_that_is_a_weapon_is_refused(api: Api, at_rest: int, name: str) -> None:
    def send() -> str:
        return status(api.ask(MIKA, "PATCH", DRAFT, body=JSON[name], seen=api.digest()))

    cost = measured(send)
    assert_bounded(cost, at_rest)
    assert int(cost.end) in REFUSED
