"""Review: the HTTP API behind ``/api``, whose tokens API Gateway has checked, and its page."""

from dataclasses import asdict
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus
from pathlib import Path as File
from string import Template
from typing import Annotated, Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError as NoRouteError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, Field

from promulgate.adapters.settings import read
from promulgate.adapters.table import ConflictError
from promulgate.core import views
from promulgate.core.people import ForbiddenError, Person
from promulgate.core.records import Override
from promulgate.core.reviewing import BlockedError, OutdatedError, Reviewed, UnitError
from promulgate.core.states import StateError
from promulgate.stations import review

logger = Logger()
app = APIGatewayRestResolver(enable_validation=True)
station = review.station(read(review.Settings))

DRAFT = "/api/policies/<policy>/versions/<version>/drafts/<language>"
PAGE = 50
WEB = File(__file__).with_name("web")
ASSETS = {"overview.js": "text/javascript", "style.css": "text/css"}

Limit = Annotated[int, Query(ge=1, le=100)]
IfMatch = Annotated[str | None, Header(alias="if-match")]
VersionNumber = Annotated[int, Path(ge=1)]


class UnitChange(BaseModel):
    """A unit's new translation."""

    id: str = Field(max_length=32)
    target: str = Field(max_length=20_000)


class UnitChanges(BaseModel):
    """The units to change."""

    units: list[UnitChange] = Field(min_length=1, max_length=20_000)


class OverrideRequest(BaseModel):
    """Why a failing check may stand; an empty unit means the whole draft."""

    unit: str = Field(max_length=32)
    check: str = Field(max_length=64)
    reason: str = Field(min_length=1, max_length=2_000)


class ApprovalRequest(BaseModel):
    """An approval, with a reason for each failing check of severity error."""

    overrides: list[OverrideRequest] = Field(default_factory=list, max_length=20_000)


class ChangesRequest(BaseModel):
    """What the reviewer wants to be changed."""

    note: str = Field(min_length=1, max_length=10_000)


class MissingConditionError(Exception):
    """A change came without ``If-Match``."""


def person() -> Person:
    """Return who is signed in, by the claims of the token that API Gateway has verified."""
    claims = app.current_event.request_context.authorizer.claims or {}
    groups = str(claims.get("cognito:groups", "")).strip("[]").replace(",", " ").split()
    name = claims.get("email") or claims["cognito:username"]
    return Person(name=name, groups=frozenset(groups))


def seen_digest(if_match: str | None) -> str:
    """Return the digest in ``If-Match``. Raises MissingConditionError without one."""
    if not if_match:
        raise MissingConditionError
    return if_match.removeprefix("W/").strip('"')


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def answer(seen: Reviewed) -> Response[dict[str, Any]]:
    """Return a draft with its digest as ETag."""
    return Response(
        status_code=HTTPStatus.OK,
        content_type="application/json",
        body=asdict(views.of_reviewed(seen)),
        headers={"ETag": f'"{seen.draft.digest}"', "Cache-Control": "no-store"},
    )


@app.get("/")
def get_page() -> Response[str]:
    """Return the reviewers' page, told where people sign in."""
    stage = app.current_event.stage_variables or {}
    sign_in = stage.get("signInUrl", "")
    values = {
        "sign_in": sign_in,
        "client": stage.get("clientId", ""),
        "company": station.settings.company_name,
    }
    page = Template((WEB / "index.html").read_text(encoding="utf-8")).substitute(
        {name: escape(value) for name, value in values.items()}
    )
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"connect-src 'self' {sign_in}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"}
    return Response(HTTPStatus.OK, "text/html; charset=utf-8", page, headers=headers)


@app.get("/<asset>")
def get_asset(asset: str) -> Response[Any]:
    """Return a file of the reviewers' page."""
    if asset not in ASSETS:
        return problem(HTTPStatus.NOT_FOUND, f"there is no {asset[:100]}")
    text = (WEB / asset).read_text(encoding="utf-8")
    headers = {"X-Content-Type-Options": "nosniff"}
    return Response(HTTPStatus.OK, f"{ASSETS[asset]}; charset=utf-8", text, headers=headers)


@app.get("/api/policies")
def list_policies(limit: Limit = PAGE, after: str = "") -> views.PoliciesView:
    """Return every policy with version and state per language."""
    return review.overview(station, limit, after)


@app.get("/api/policies/<policy>")
def get_policy(policy: str) -> views.PolicyDetail:
    """Return one policy: versions, drafts, publications."""
    return review.detail(station, policy)


@app.get("/api/policies/<policy>/history")
def get_history(policy: str, limit: Limit = PAGE, after: int = 0) -> views.HistoryView:
    """Return who did what when, oldest first."""
    return review.history(station, policy, limit, after)


@app.get(DRAFT)
def get_draft(policy: str, version: VersionNumber, language: str) -> Response[dict[str, Any]]:
    """Return a draft: its units, and what the checks say."""
    return answer(review.read(station, place(policy, version, language)))


@app.patch(DRAFT)
def patch_draft(
    policy: str, version: VersionNumber, language: str, body: UnitChanges, if_match: IfMatch = None
) -> Response[dict[str, Any]]:
    """Change units."""
    targets = {unit.id: unit.target for unit in body.units}
    at = place(policy, version, language)
    return answer(review.change_units(station, at, seen_digest(if_match), targets, person(), now()))


@app.post(f"{DRAFT}/approve")
def approve_draft(
    policy: str,
    version: VersionNumber,
    language: str,
    body: ApprovalRequest | None = None,
    if_match: IfMatch = None,
) -> Response[dict[str, Any]]:
    """Approve exactly the draft that ``If-Match`` names."""
    overrides = [Override(**dict(override)) for override in body.overrides] if body else []
    at = place(policy, version, language)
    return answer(review.approve(station, at, seen_digest(if_match), overrides, person(), now()))


@app.post(f"{DRAFT}/request-changes")
def request_changes(
    policy: str,
    version: VersionNumber,
    language: str,
    body: ChangesRequest,
    if_match: IfMatch = None,
) -> Response[dict[str, Any]]:
    """Send the draft back with a note."""
    at = place(policy, version, language)
    return answer(
        review.request_changes(station, at, seen_digest(if_match), body.note, person(), now())
    )


@app.get(f"{DRAFT}/preview")
def get_preview(policy: str, version: VersionNumber, language: str) -> Response[str]:
    """Return the page as it would be published."""
    page = review.preview(station, place(policy, version, language))
    return Response(HTTPStatus.OK, content_type="text/html; charset=utf-8", body=page.decode())


def place(policy: str, version: int, language: str) -> review.Place:
    """Return which draft the path names."""
    return review.Place(policy=policy, version=version, language=language)


def problem(status: HTTPStatus, detail: str, **more: Any) -> Response[dict[str, Any]]:
    """Return an error as RFC 9457 wants it."""
    return Response(
        status_code=status,
        content_type="application/problem+json",
        body={"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
        | more,
    )


@app.exception_handler([review.NotFoundError, NoRouteError])
def not_found(error: Exception) -> Response[dict[str, Any]]:
    """Answer that there is no such thing."""
    return problem(HTTPStatus.NOT_FOUND, str(error))


@app.exception_handler(ForbiddenError)
def forbidden(error: ForbiddenError) -> Response[dict[str, Any]]:
    """Answer that this person may not, and why."""
    return problem(HTTPStatus.FORBIDDEN, str(error))


@app.exception_handler(OutdatedError)
def outdated(error: OutdatedError) -> Response[dict[str, Any]]:
    """Answer that someone else was faster, with the digest as it is now."""
    return problem(HTTPStatus.PRECONDITION_FAILED, str(error), current=error.current)


@app.exception_handler(MissingConditionError)
def unconditional(_error: MissingConditionError) -> Response[dict[str, Any]]:
    """Answer that a change must say which draft it is for."""
    detail = "send If-Match with the ETag of the draft that you read"
    return problem(HTTPStatus.PRECONDITION_REQUIRED, detail)


@app.exception_handler(BlockedError)
def blocked(error: BlockedError) -> Response[dict[str, Any]]:
    """Answer which failing checks stand against the approval."""
    failing = [
        {"unit": failing.unit, "check": failing.finding.name, "message": failing.finding.message}
        for failing in error.failing
    ]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), failing=failing)


@app.exception_handler(UnitError)
def bad_unit(error: UnitError) -> Response[dict[str, Any]]:
    """Answer which unit cannot be changed so."""
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


@app.exception_handler([StateError, ConflictError])
def conflict(error: Exception) -> Response[dict[str, Any]]:
    """Answer that the draft's state does not allow it."""
    return problem(HTTPStatus.CONFLICT, str(error))


@app.exception_handler(RequestValidationError)
def invalid(error: RequestValidationError) -> Response[dict[str, Any]]:
    """Answer which part of the request is not as the API's description says."""
    errors = [
        {"place": ".".join(map(str, part["loc"])), "message": part["msg"]}
        for part in error.errors()
    ]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, "the request is not as described", errors=errors
    )


@logger.inject_lambda_context(
    correlation_id_path=correlation_paths.API_GATEWAY_REST, clear_state=True
)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    return app.resolve(event, context)
