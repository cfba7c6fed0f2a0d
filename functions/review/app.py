"""Review: the HTTP API behind ``/api``, whose tokens API Gateway has checked, and its page.

What only drafts need (units, checks, rendering) is imported by their routes: it is a third of a
start, for which who opens the page or the overview need not wait.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path as File
from typing import TYPE_CHECKING, Annotated, Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError as NoRouteError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from promulgate.adapters import correlation
from promulgate.adapters.settings import read
from promulgate.api import contract, page, problems, requests
from promulgate.api.problems import Problem
from promulgate.api.requests import (
    ApprovalRequest,
    ChangesRequest,
    RestoreRequest,
    UnitChanges,
    WithdrawRequest,
)
from promulgate.core.people import Person
from promulgate.core.views import (
    CheckedView,
    DraftView,
    HistoryView,
    PersonView,
    PoliciesView,
    PolicyDetail,
    of_person,
)
from promulgate.stations import desk, overview, rule

if TYPE_CHECKING:
    from promulgate.core.reviewing import Reviewed

logger = Logger()
app = APIGatewayRestResolver(enable_validation=True, json_body_deserializer=requests.loads)
station = desk.station(read(desk.Settings))

POLICY = "/api/policies/<policy>"
DRAFT = f"{POLICY}/versions/<version>/drafts/<language>"
EDITION = f"{POLICY}/editions/<language>"
HERE = File(__file__).parent
WEB = HERE / "web"
MARKDOWN = "text/markdown"
# https://www.iana.org/assignments/media-types/application/xliff+xml
XLIFF = "application/xliff+xml"

Limit = Annotated[int, Query(ge=1, le=100)]
AfterPolicy = Annotated[str, Query(max_length=200)]
AfterEntry = Annotated[int, Query(ge=0, le=9_999_999)]
Before = Annotated[int | None, Query(ge=1, le=999_999)]
IfMatch = Annotated[str | None, Header(alias="if-match")]
Slug = Annotated[str, Path(max_length=200)]
Number = Annotated[int, Path(ge=1, le=999_999)]
Tag = Annotated[str, Path(max_length=35)]


@app.get("/", include_in_schema=False)
def get_page() -> Response[str]:
    """Return the reviewers' page."""
    stage = app.current_event.stage_variables or {}
    settings = station.settings
    html, headers = page.page(WEB, stage, settings.company_name, settings.site_url)
    return Response(HTTPStatus.OK, "text/html; charset=utf-8", html, headers=dict(headers))


@app.get("/<name>", include_in_schema=False)
def get_asset(name: str) -> Response[str]:
    """Return a file of the reviewers' page."""
    found = page.asset(WEB, name)
    if found is None:
        raise NoRouteError
    text, media_type = found
    return Response(HTTPStatus.OK, media_type, text, headers=dict(page.HARMLESS))


@app.get("/api/openapi.json", include_in_schema=False)
def get_contract() -> Response[str]:
    """Return the API's description."""
    return Response(HTTPStatus.OK, "application/json", contract.text(HERE))


@app.get("/api/me", operation_id="getMe")
def get_me() -> PersonView:
    """Who is signed in, and what they may do."""
    return of_person(person())


@app.get("/api/policies", operation_id="listPolicies")
def list_policies(limit: Limit = 50, after: AfterPolicy = "") -> PoliciesView:
    """Every policy, with version and state per language."""
    return overview.policies(station, limit, after)


@app.get(POLICY, operation_id="getPolicy")
def get_policy(policy: Slug, limit: Limit = 20, before: Before = None) -> PolicyDetail:
    """One policy: its newest versions below `before`, with their drafts and publications."""
    logger.append_keys(policy=policy)
    return overview.detail(station, policy, limit, before)


@app.get(f"{POLICY}/history", operation_id="getHistory")
def get_history(policy: Slug, limit: Limit = 50, after: AfterEntry = 0) -> HistoryView:
    """Who did what when, oldest first, and whether the chain of entries is whole."""
    logger.append_keys(policy=policy)
    return overview.history(station, policy, limit, after)


@app.get(DRAFT, operation_id="getDraft")
def get_draft(policy: Slug, version: Number, language: Tag) -> Response[DraftView]:
    """A draft: its units, what the checks say, and what the person signed in may do."""
    from promulgate.stations import showing

    at = place(policy, version, language)
    return tagged(showing.show(station, at, person(), now()))


@app.patch(DRAFT, operation_id="changeUnits")
def change_units(
    policy: Slug, version: Number, language: Tag, body: UnitChanges, if_match: IfMatch = None
) -> Response[DraftView]:
    """Give units new translations."""
    from promulgate.stations import review

    at, seen = place(policy, version, language), requests.seen_digest(if_match)
    return answer(review.change_units(station, at, seen, body.targets, person(), now()))


@app.post(f"{DRAFT}/check", operation_id="checkUnits")
def check_units(policy: Slug, version: Number, language: Tag, body: UnitChanges) -> CheckedView:
    """What the checks would say of new translations, and how they would look; saves nothing."""
    from promulgate.stations import showing

    at = place(policy, version, language)
    return showing.check_units(station, at, body.targets, person())


@app.post(f"{DRAFT}/approve", operation_id="approveDraft")
def approve_draft(
    policy: Slug,
    version: Number,
    language: Tag,
    body: ApprovalRequest | None = None,
    if_match: IfMatch = None,
) -> Response[DraftView]:
    """Approve exactly the draft that If-Match names; twice is one approval."""
    from promulgate.stations import review

    at, seen = place(policy, version, language), requests.seen_digest(if_match)
    reasons = body.reasons() if body else ()
    return answer(review.approve(station, at, seen, reasons, person(), now()))


@app.post(f"{DRAFT}/request-changes", operation_id="requestChanges")
def request_changes(
    policy: Slug, version: Number, language: Tag, body: ChangesRequest, if_match: IfMatch = None
) -> Response[DraftView]:
    """Send the draft back with a note."""
    from promulgate.stations import review

    at, seen = place(policy, version, language), requests.seen_digest(if_match)
    return answer(review.request_changes(station, at, seen, body.note, person(), now()))


@app.get(f"{DRAFT}/preview", operation_id="getPreview")
def get_preview(policy: Slug, version: Number, language: Tag) -> Response[str]:
    """The page as it would be published."""
    from promulgate.stations import previews

    html = previews.preview(station, place(policy, version, language)).decode()
    return Response(HTTPStatus.OK, "text/html; charset=utf-8", html, headers=dict(page.HARMLESS))


@app.get(f"{DRAFT}/markdown", operation_id="getMarkdown")
def get_markdown(policy: Slug, version: Number, language: Tag) -> Response[str]:
    """The draft as Markdown."""
    from promulgate.stations import review

    seen = review.read(station, place(policy, version, language))
    headers = {**private(seen.draft.digest), **page.HARMLESS}
    return Response(
        HTTPStatus.OK, f"{MARKDOWN}; charset=utf-8", seen.document.markdown, headers=headers
    )


@app.put(f"{DRAFT}/markdown", operation_id="putMarkdown")
def put_markdown(
    policy: Slug, version: Number, language: Tag, if_match: IfMatch = None
) -> Response[DraftView]:
    """Take in the draft as Markdown, unit by unit; a file that does not fit is refused whole."""
    from promulgate.stations import review

    at, seen = place(policy, version, language), requests.seen_digest(if_match)
    data = requests.file(app.current_event.raw_event, MARKDOWN)
    return answer(review.put_markdown(station, at, seen, data, person(), now()))


@app.get(f"{DRAFT}/xliff", operation_id="getXliff")
def get_xliff(policy: Slug, version: Number, language: Tag) -> Response[str]:
    """The draft as XLIFF 2.1, for translators' own tools."""
    from promulgate.stations import review, showing

    seen = review.read(station, place(policy, version, language))
    headers = {**private(seen.draft.digest), **page.HARMLESS}
    return Response(HTTPStatus.OK, XLIFF, showing.as_xliff(seen), headers=headers)


@app.put(f"{DRAFT}/xliff", operation_id="putXliff")
def put_xliff(
    policy: Slug, version: Number, language: Tag, if_match: IfMatch = None
) -> Response[DraftView]:
    """Take in the draft as XLIFF 2, unit by unit; a file that does not fit is refused whole."""
    from promulgate.stations import review

    at, seen = place(policy, version, language), requests.seen_digest(if_match)
    data = requests.file(app.current_event.raw_event, XLIFF)
    return answer(review.put_xliff(station, at, seen, data, person(), now()))


@app.post(f"{EDITION}/withdraw", operation_id="withdrawEdition")
def withdraw_edition(
    policy: Slug, language: Tag, body: WithdrawRequest | None = None, if_match: IfMatch = None
) -> PolicyDetail:
    """Take the page in force away, or what is yet to take effect; its permanent copies stay."""
    logger.append_keys(policy=policy, language=language)
    number = body.publication if body else None
    seen = requests.digest_of(if_match)
    rule.withdraw(station, policy, language, number or "", person(), now(), seen)
    return overview.detail(station, policy)


@app.post(f"{EDITION}/restore", operation_id="restoreEdition")
def restore_edition(
    policy: Slug, language: Tag, body: RestoreRequest, if_match: IfMatch = None
) -> PolicyDetail:
    """Put an older publication back in force."""
    logger.append_keys(policy=policy, language=language)
    seen = requests.digest_of(if_match)
    rule.restore(station, policy, language, body.publication, person(), now(), seen)
    return overview.detail(station, policy)


def claims() -> dict[str, Any]:
    """Return what the token says, or nothing where API Gateway asked for none."""
    return app.current_event.request_context.authorizer.claims or {}


def person() -> Person:
    """Return who is signed in."""
    return requests.person(claims())


def with_an_id_token(
    resolver: APIGatewayRestResolver, proceed: Callable[[APIGatewayRestResolver], Any]
) -> Any:
    """Answer only those who are signed in, or ask for what is open to all."""
    if claims():
        requests.require_id_token(claims())
    return proceed(resolver)


app.use(middlewares=[with_an_id_token])


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def place(policy: str, version: int, language: str) -> desk.Place:
    """Return which draft the path names, and have the log name it."""
    logger.append_keys(policy=policy, version=version, language=language)
    return desk.Place(policy=policy, version=version, language=language)


def answer(seen: "Reviewed") -> Response[DraftView]:
    """Return a draft after a change."""
    from promulgate.stations import showing

    return tagged(showing.view(station, seen, person(), now()))


def tagged(draft: DraftView) -> Response[DraftView]:
    """Return a draft with its digest as ETag."""
    return Response(HTTPStatus.OK, "application/json", draft, headers=private(draft.digest))


def private(digest: str) -> dict[str, str | list[str]]:
    """Return the headers of what changes, and is for the person who asked alone."""
    return {"ETag": f'"{digest}"', "Cache-Control": "no-store"}


@app.exception_handler([Exception, RequestValidationError, RequestUnsupportedContentType])
def refused(error: Exception) -> Response[str]:
    """Answer with the problem that ``error`` is."""
    told = problems.of(error)
    if told.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.exception("unforeseen")
    return problem(told)


@app.exception_handler(NoRouteError)
def no_route(error: NoRouteError) -> Response[str]:
    """Answer that there is no such address, or that it takes other methods."""
    asked = app.current_event
    allowed = contract.methods(HERE, asked.path)
    if allowed and asked.http_method not in allowed:
        return problem(problems.not_allowed(allowed), {"Allow": ", ".join(allowed)})
    return problem(problems.of(error))


def problem(told: Problem, headers: dict[str, Any] | None = None) -> Response[str]:
    """Return a problem as the answer to the request at hand."""
    body = json.dumps(told.body(app.current_event.request_context.request_id), ensure_ascii=False)
    return Response(int(told.status), problems.MEDIA_TYPE, body, headers=headers)


@logger.inject_lambda_context(
    correlation_id_path=correlation_paths.API_GATEWAY_REST, clear_state=True
)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request; every answer names the id by which its line in the log is found."""
    cause = correlation.begin(event["requestContext"]["requestId"])
    answered = app.resolve(requests.without_forms(event), context)
    answered["multiValueHeaders"]["X-Correlation-Id"] = [cause]
    logger.info(f"{event['httpMethod']} {event['path']} {answered['statusCode']}")
    return answered
