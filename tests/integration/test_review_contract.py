"""The API answers whatever it is asked as its description says, and never with a fault."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from moto import mock_aws
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from local import openapi
from tests.integration.review_api import (
    DRAFT,
    POLICY,
    Api,
    Somebody,
    seeded,
    wsgi,
)

EVERYONE = Somebody(
    sub="sub-any", email="any@halden.example", groups="publisher,reviewer-de,reviewer-ja"
)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(openapi.generated())
THERE = {"policy": POLICY, "version": 1, "language": "ja"}
FEW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """Return the API over one stack, which all cases change."""
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        yield seeded(patch)


def conforms(api: Api, case: Any) -> None:
    """Fail unless the answer to ``case`` is one that the description has."""
    case.operation.app = wsgi(api, EVERYONE)
    case.call_and_validate(checks=CHECKS)


@SCHEMA.parametrize()
@FEW
def test_whatever_is_asked_the_answer_is_as_described(api: Api, case: Any) -> None:
    conforms(api, case)


@SCHEMA.parametrize()
@FEW
def test_whatever_is_asked_of_a_draft_that_exists_the_answer_is_as_described(
    api: Api, case: Any
) -> None:
    case.path_parameters = {
        name: THERE[name] for name in case.path_parameters or {} if name in THERE
    }
    if case.headers and "If-Match" in case.headers:
        case.headers["If-Match"] = f'"{api.digest(DRAFT)}"'
    conforms(api, case)
