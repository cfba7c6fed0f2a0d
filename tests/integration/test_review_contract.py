"""The API answers whatever it is asked as its description says, and never with a fault."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
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
    MIKA,
    NOBODY,
    POLICY,
    Api,
    Somebody,
    seeded,
    wsgi,
)

EVERYONE = Somebody(
    sub="sub-any", email="any@halden.example", groups="publisher,reviewer-de,reviewer-ja"
)
# Whoever edited last is refused by four eyes, and who has no group by everything that changes.
PEOPLE = (EVERYONE, replace(EVERYONE, sub="sub-other", email="other@halden.example"), NOBODY)
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


def conforms(api: Api, case: Any, who: Somebody = EVERYONE) -> int:
    """Fail unless the answer to ``case`` is one that the description has; return its status."""
    case.operation.app = wsgi(api, who)
    return int(case.call_and_validate(checks=CHECKS).status_code)


def aim(api: Api, case: Any, data: st.DataObject) -> None:
    """Have ``case`` ask for the draft that exists, in words that may be right."""
    case.path_parameters = {
        name: THERE[name] for name in case.path_parameters or {} if name in THERE
    }
    path = case.operation.path
    if case.operation.method != "get" and not path.endswith("/check"):
        seen = "d1.1" if "/editions/" in path else api.digest(DRAFT)
        sent = data.draw(st.sampled_from(["another", seen, seen, seen]))
        case.headers = {**(case.headers or {}), "If-Match": f'"{sent}"'}
    draft = api.ask(MIKA, "GET", DRAFT)
    words = data.draw(st.text("aé配 *_`[](){}<&\n-1", min_size=1, max_size=12))
    unit = data.draw(st.sampled_from(draft.json["units"]))
    units = {"units": [{"id": unit["id"], "target": unit["target"] + words}]}
    right: dict[str, object] = {
        "/approve": {"overrides": overrides(draft.json)},
        "/request-changes": {"note": f"formal {words}"},
        "/withdraw": {},
        "/restore": {"publication": data.draw(st.sampled_from(["1", "1.1"]))},
    }
    if isinstance(case.body, dict) and data.draw(st.integers(0, 3)) < 3:
        case.body = right.get(path[path.rindex("/") :], units)
    if isinstance(case.body, str | bytes) and path.endswith(("/markdown", "/xliff")):
        whole = api.ask(MIKA, "GET", DRAFT + path[path.rindex("/") :]).text
        target = data.draw(st.sampled_from([unit["target"] for unit in draft.json["units"]]))
        case.body = whole.replace(target, f"{target}{words}").encode()


@SCHEMA.parametrize()
@FEW
def test_whatever_is_asked_the_answer_is_as_described(api: Api, case: Any) -> None:
    conforms(api, case)


def overrides(draft: dict[str, Any]) -> list[dict[str, str]]:
    """Return a reason for everything that fails in ``draft``."""
    return [
        {"unit": unit["id"], "check": check["name"], "reason": "It counts otherwise."}
        for unit in (*draft["units"], {"id": "", "checks": draft["checks"]})
        for check in unit["checks"]
        if check["severity"] == "error"
    ]


answered: dict[str, set[int]] = defaultdict(set)


@SCHEMA.given(who=st.sampled_from(PEOPLE), data=st.data())
@SCHEMA.parametrize()
@FEW
def test_whatever_is_asked_of_a_draft_that_exists_the_answer_is_as_described(
    api: Api, case: Any, who: Somebody, data: st.DataObject
) -> None:
    aim(api, case, data)
    answered[case.operation.label].add(conforms(api, case, who))


def test_those_questions_came_to_every_kind_of_answer() -> None:
    changes = {label for label in answered if not label.startswith("GET")}
    assert len(changes) == 8
    conditional = {label for label in changes if not label.endswith("/check")}
    wanted = {
        HTTPStatus.OK: set(answered),
        HTTPStatus.FORBIDDEN: changes,
        HTTPStatus.PRECONDITION_FAILED: conditional,
    }
    missing = [
        (int(status), label)
        for status, labels in wanted.items()
        for label in sorted(labels)
        if status not in answered[label]
    ]
    assert missing == []
