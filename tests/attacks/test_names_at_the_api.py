"""Names that would like to be other names are unknown to the review API, and no fault of it."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import quote

import pytest
from moto import mock_aws

from tests.attacks.test_names import SLUGS, TAGS
from tests.integration.review_api import MIKA, POLICY, Api, seeded

REFUSED = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}
DRAFTS = f"/api/policies/{POLICY}/versions/1/drafts"
KNOWN = ("", "de", "ja", "en/", "history")


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        yield seeded(patch)


@pytest.mark.parametrize("name", [name for name in (*SLUGS, *TAGS) if name not in KNOWN])
def test_nothing_is_known_by_such_a_name(api: Api, name: str) -> None:
    for spelt in (name, quote(name, safe="")):
        for path in (f"/api/policies/{spelt}", f"{DRAFTS}/{spelt}", f"{DRAFTS}/{spelt}/preview"):
            reply = api.ask(MIKA, "GET", path)
            assert reply.status in REFUSED, (path, reply.text)
