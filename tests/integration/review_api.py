"""The review function's real handler, asked as API Gateway asks it, over a stack in moto."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest

from local.openapi import SETTINGS
from promulgate.adapters import aws
from promulgate.adapters.queues import Queue
from promulgate.adapters.table import Table
from promulgate.core.changes import Change, seal
from promulgate.core.records import Publication
from promulgate.stations import desk, render
from tests.integration.conftest import bucket, new_table

NOW = datetime(2026, 3, 2, 10, 0, 0, tzinfo=UTC)
POLICY = "delivery-terms"
DRAFT = f"/api/policies/{POLICY}/versions/1/drafts/ja"
SOURCE_DRAFT = f"/api/policies/{POLICY}/versions/1/drafts/en"
QUEUED = f"/api/policies/{POLICY}/versions/1/drafts/de"
SOURCE = """\
---
title: "Delivery Terms"
translationKey: delivery-terms
lastmod: 2026-02-01
effectiveDate: 2026-04-01
languages: [de, ja]
---

## 1. Parcels

We send parcels within 30 days.
"""
JAPANESE = """\
---
title: "配送条件"
translationKey: delivery-terms
---

## 1. 小包

小包は30日以内に発送します。
"""
SIGN_IN = "https://sign-in.halden.example"
REQUEST = "8f1c2d34-5a6b-4c7d-8e9f-0a1b2c3d4e5f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Somebody signed in, as the claims of their token tell."""

    sub: str
    email: str
    groups: str = ""
    token: str = "id"


MIKA = Somebody(sub="sub-mika", email="mika@halden.example", groups="reviewer-ja")
SORA = Somebody(sub="sub-sora", email="sora@halden.example", groups="reviewer-ja,publisher")
PIA = Somebody(sub="sub-pia", email="pia@halden.example", groups="publisher")
DORA = Somebody(sub="sub-dora", email="dora@halden.example", groups="reviewer-de")
NOBODY = Somebody(sub="sub-nobody", email="nobody@halden.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the handler answered; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        """Return the body's JSON."""
        return json.loads(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The handler over a stack of its own."""

    module: ModuleType
    table: Table
    render: render.Station
    context: Any = field(
        default_factory=lambda: SimpleNamespace(
            function_name="review",
            memory_limit_in_mb=1024,
            invoked_function_arn="arn:aws:lambda:eu-central-1:123456789012:function:review",
            aws_request_id="lambda",
        )
    )

    def ask(
        self,
        who: Somebody,
        method: str,
        path: str,
        value: object = None,
        *,
        seen: str | None = None,
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> Reply:
        """Return the answer to a request; ``value`` is sent as JSON, ``seen`` as If-Match."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if seen is not None:
            sent["If-Match"] = f'"{seen}"'
        text = json.dumps(value) if value is not None else body
        path, _, query = path.partition("?")
        answer = self.module.handler(event(who, method, path, query, sent, text), self.context)
        return Reply(
            status=answer["statusCode"],
            headers={
                name.lower(): values[0] for name, values in answer["multiValueHeaders"].items()
            },
            text=answer["body"],
        )

    def digest(self, path: str = DRAFT) -> str:
        """Return the draft's digest as it is now."""
        return str(self.ask(MIKA, "GET", path).json["digest"])

    def edit(self, who: Somebody, target: str, path: str = DRAFT) -> Reply:
        """Give the draft's first unit another translation, having just read it."""
        draft = self.ask(who, "GET", path).json
        change = {"units": [{"id": draft["units"][0]["id"], "target": target}]}
        return self.ask(who, "PATCH", path, change, seen=draft["digest"])

    def approve(self, who: Somebody, path: str = DRAFT) -> Reply:
        """Approve the draft, having just read it."""
        return self.ask(who, "POST", f"{path}/approve", {}, seen=self.digest(path))


def event(
    who: Somebody, method: str, path: str, query: str, headers: Mapping[str, str], body: str | None
) -> dict[str, Any]:
    """Return the event of a REST API's proxy integration, with claims as its authorizer has them.

    https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#apigateway-example-event
    """
    asked = parse_qs(query, keep_blank_values=True)
    claims = {"sub": who.sub, "email": who.email, "cognito:username": who.sub}
    claims["token_use"] = who.token
    if who.groups:
        claims["cognito:groups"] = who.groups
    return {
        "resource": "/api/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": dict(headers),
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in asked.items()} or None,
        "multiValueQueryStringParameters": asked or None,
        "pathParameters": {"proxy": path.removeprefix("/api/")},
        "stageVariables": {"clientId": "client", "signInUrl": SIGN_IN},
        "requestContext": {
            "requestId": REQUEST,
            "authorizer": {"claims": claims},
            "httpMethod": method,
            "path": f"/v1{path}",
            "stage": "v1",
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "body": body,
        "isBase64Encoded": False,
    }


def module() -> ModuleType:
    """Return the review function's module, which reads its settings when it is imported."""
    os.environ.update(SETTINGS)
    from functions.review import app

    return app


def stack(source_approval: str = "required") -> tuple[Table, render.Station, desk.Station]:
    """Return an empty stack: its table, the station that takes uploads in, and the one asked."""
    table = new_table()
    bucket("content"), bucket("drafts")
    queue = Queue(aws.sqs().create_queue(QueueName="translation")["QueueUrl"])
    uploads = render.station(
        render.Settings(
            table=table.name,
            content_bucket="content",
            draft_bucket="drafts",
            translation_queue_url=queue.url,
            source_language="en",
            company_name="Halden Books",
            site_url="https://policies.halden.example",
            source_approval=source_approval,
        )
    )
    settings = desk.Settings(
        table=table.name,
        draft_bucket="drafts",
        company_name="Halden Books",
        site_url="https://policies.halden.example",
    )
    return table, uploads, desk.station(settings)


def publication(language: str, version: int, correction: int = 0) -> Publication:
    """Return a publication in force, as the publish function records it."""
    return Publication(
        policy=POLICY,
        language=language,
        version=version,
        correction=correction,
        draft_digest=f"d{version}.{correction}",
        source_digest="s",
        target_digest="t",
        title="Delivery Terms",
        description="",
        published_at="2026-02-01T10:00:00Z",
        effective_date="2026-02-01",
        effective_at="2026-02-01T00:00:00Z",
        reviewed_on="",
        change="material",
        change_note="",
    )


def upload(here: render.Station, key: str, text: str) -> None:
    """Put a file into the content bucket and take it in."""
    here.content.put(key, text.encode(), "text/markdown")
    render.receive(here, key, NOW)


def wsgi(api: Api, who: Somebody) -> Callable[[dict[str, Any], Any], list[bytes]]:
    """Return the API as a WSGI application (PEP 3333) that ``who`` is signed in to.

    It does what API Gateway does before the function: the stage's path, and no token, no answer.
    """

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        path = path.removeprefix("/v1")
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").title(): value
            for name, value in environ.items()
            if name.startswith("HTTP_") or name == "CONTENT_TYPE"
        }
        size = int(environ.get("CONTENT_LENGTH") or 0)
        sent = environ["wsgi.input"].read(size).decode(errors="replace")
        query, method = environ.get("QUERY_STRING", ""), environ["REQUEST_METHOD"]
        asked = event(who, method, path, query, headers, sent or None)
        answer = api.module.handler(asked, api.context)
        told = [
            (name, value) for name, all_ in answer["multiValueHeaders"].items() for value in all_
        ]
        status = HTTPStatus(answer["statusCode"])
        start_response(f"{status.value} {status.phrase}", told)
        return [answer["body"].encode()]

    return application


@pytest.fixture
def api(emulated: None, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Return the API over a policy with a Japanese draft by hand, and a German one still queued."""
    return seeded(monkeypatch)


def seeded(patch: pytest.MonkeyPatch) -> Api:
    """Return the API over a policy whose source waits for its publisher, with two drafts."""
    table, uploads, station = stack()
    patch.setattr(module(), "station", station)
    patch.setattr(module(), "now", lambda: NOW)
    upload(uploads, "terms.md", SOURCE)
    upload(uploads, "terms.ja.md", JAPANESE)
    head = table.policy(POLICY)
    assert head
    in_force = (publication("ja", 1), publication("ja", 1, correction=1))
    table.commit(seal(Change(policy=head, records=in_force)))
    return Api(module=module(), table=table, render=uploads)
