"""``python -m local.openapi``: write the review API's description, generated from its code."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from promulgate.api.requests import MAX_BODY

FILE = Path(__file__).parents[1] / "functions" / "review" / "openapi.json"
# The function reads its settings at start; none of them is in the description.
SETTINGS = {"TABLE": "-", "DRAFT_BUCKET": "-", "COMPANY_NAME": "-", "SITE_URL": "-"}

# Of the stage in template.yaml.
RATE, BURST = 50, 100

PROBLEM = {
    "type": "object",
    "description": "RFC 9457; some problems say more, in members of their own.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what happened, in words for people"},
        "instance": {"type": "string", "description": "the correlation id"},
        "current": {"type": "string", "description": "412: the digest now"},
        "failing": {
            "type": "array",
            "description": "422 of an approval: the checks that stand against it",
            "items": {
                "type": "object",
                "required": ["unit", "check", "message"],
                "properties": {name: {"type": "string"} for name in ("unit", "check", "message")},
            },
        },
    },
}
DESCRIPTION = f"""\
What reviewers and publishers do to drafts and editions.

A change of a draft names in If-Match the draft that the person saw; the same change again changes
nothing. Every answer has an X-Correlation-Id. The stack takes {RATE} requests a second, {BURST} in
a burst, and bodies of up to {MAX_BODY:,} bytes.
"""
CORRELATION = {"schema": {"type": "string"}, "description": "by which the log knows the request"}
ETAG = {"schema": {"type": "string"}, "description": "the draft's digest, in quotes"}
ALWAYS = {"401": "not signed in", "429": "too many requests", "500": "a fault, told to no one"}
DRAFT = "/drafts/{language}"
EDITION = "/editions/{language}"
CONDITIONS = {
    "draft": "the ETag of the draft that the person has before them",
    "edition": "the digest of the draft that the person saw in force, in quotes",
}


def generated() -> dict[str, Any]:
    """Return the description: what Powertools reads from the code, and what it cannot know."""
    os.environ.update({name: value for name, value in SETTINGS.items() if name not in os.environ})
    from functions.review import app

    schema = app.app.get_openapi_schema(
        title="Promulgate review API",
        version="1",
        description=DESCRIPTION,
    )
    told: dict[str, Any] = json.loads(schema.model_dump_json(by_alias=True, exclude_none=True))
    told["servers"] = [{"url": "/v1"}]
    told["security"] = [{"idToken": []}]
    components = told["components"]
    components["securitySchemes"] = {
        "idToken": {"type": "http", "scheme": "bearer", "description": "a Cognito ID token"}
    }
    components["schemas"]["Problem"] = PROBLEM
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    for path, method, operation in operations(told):
        operation["summary"] = getattr(app, _snake(operation["operationId"])).__doc__
        _complete(path, method, operation)
    return told


def operations(told: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, method and operation of each that the description has."""
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _snake(name: str) -> str:
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name)


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    condition = ""
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "header":
            condition = "edition" if EDITION in path else "draft"
            parameter.update(name="If-Match", required=condition == "draft")
            parameter["schema"] = {"type": "string"}
            parameter["description"] = CONDITIONS[condition]
    if name in FILES:
        operation["requestBody"] = _file(FILES[name])
    ok = operation["responses"]["200"]
    ok["headers"] = {"X-Correlation-Id": CORRELATION}
    if DRAFT in path and name not in {"checkUnits", "getPreview"}:
        ok["headers"]["ETag"] = ETAG
    if name in TEXTS:
        ok["content"] = {TEXTS[name]: {"schema": {"type": "string"}}}
    operation["responses"] = {"200": ok} | {
        status: {
            "description": description,
            "headers": {"X-Correlation-Id": CORRELATION},
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
        for status, description in sorted(_refusals(path, method, operation, condition).items())
    }


FILES = {"putMarkdown": "text/markdown", "putXliff": "application/xliff+xml"}
TEXTS = {
    "getMarkdown": "text/markdown",
    "getPreview": "text/html",
    "getXliff": "application/xliff+xml",
}


def _file(media_type: str) -> dict[str, Any]:
    return {"required": True, "content": {media_type: {"schema": {"type": "string"}}}}


def _refusals(path: str, method: str, operation: dict[str, Any], condition: str) -> dict[str, str]:
    found = dict(ALWAYS)
    if operation.get("parameters"):
        found["422"] = "not as described here"
    if "{policy}" in path:
        found["404"] = "there is no such policy, version or draft"
    if method != "get":
        found["403"] = "this person may not; who may is told"
        found["409"] = "the draft's or the edition's state does not allow it"
        found["422"] = "not as described here, or refused by a rule that is told"
    elif path.endswith(("/preview", "/markdown", "/xliff")):
        found["409"] = "there is no text yet"
    if "requestBody" in operation:
        if "application/json" in operation["requestBody"]["content"]:
            found["400"] = "the body is not JSON"
        found["413"] = "the body is too large"
        found["415"] = "the body is of another media type"
    if condition:
        found["412"] = f"the {condition} has changed since; its digest now is told"
    if condition == "draft":
        found["428"] = "If-Match is missing"
    return found


def text() -> str:
    """Return the description as the file has it."""
    return json.dumps(generated(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
