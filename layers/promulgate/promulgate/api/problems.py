"""How the review API says no: each error as a problem (RFC 9457), in words for people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler.exceptions import NotFoundError as NoRouteError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from promulgate.adapters.table import ConflictError
from promulgate.api.requests import (
    MAX_BODY,
    MediaTypeError,
    MissingConditionError,
    TokenError,
    TooLargeError,
)
from promulgate.core.errors import AuthorError, OutdatedError
from promulgate.core.people import ForbiddenError
from promulgate.core.refusals import (
    BlockedError,
    FieldsError,
    NoTextError,
    OverrideError,
    UnalignedError,
    UnitError,
    XliffError,
)
from promulgate.core.ruling import RulingError
from promulgate.core.states import StateError
from promulgate.stations.desk import NotFoundError

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error's status, what happened in words, and what a program wants to know of it."""

    status: HTTPStatus
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def body(self, instance: str) -> dict[str, Any]:
        """Return the problem as JSON's object; ``instance`` is the request's correlation id."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(self.status),
            "detail": self.detail,
            "instance": f"urn:uuid:{instance}",
            **self.more,
        }


def of(error: Exception) -> Problem:
    """Return how to tell ``error``; of one that nobody foresaw, nothing is told."""
    for kind, told in TOLD.items():
        if isinstance(error, kind):
            return told(error)
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "something went wrong here; the operators find it by the correlation id",
    )


def _plainly(status: HTTPStatus) -> Callable[[Any], Problem]:
    return lambda error: Problem(status, str(error))


def _outdated(error: OutdatedError) -> Problem:
    return Problem(HTTPStatus.PRECONDITION_FAILED, str(error), {"current": error.current})


def _blocked(error: BlockedError) -> Problem:
    failing = [
        {"unit": one.unit, "check": one.finding.name, "message": one.finding.message}
        for one in error.failing
    ]
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), {"failing": failing})


def _invalid(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(part["type"] == "json_invalid" for part in found):
        return Problem(HTTPStatus.BAD_REQUEST, "the body is not JSON")
    errors = [
        {"place": ".".join(map(str, part["loc"])), "message": part["msg"]} for part in found[:20]
    ]
    detail = "the request is not as the API's description says"
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, {"errors": errors})


def _no_route(_error: NoRouteError) -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "there is no such address; /api/openapi.json lists all")


def _author(error: AuthorError) -> Problem:
    more: dict[str, Any] = {"line": error.line, "expected": error.expected}
    if isinstance(error, XliffError):
        more["unit"] = error.unit
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), more)


def _unaligned(error: UnalignedError) -> Problem:
    more = {
        "missing": [{"unit": unit.id, "source": unit.text} for unit in error.missing[:20]],
        "unknown": [{"text": unit.text} for unit in error.unknown[:20]],
    }
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), more)


def not_allowed(methods: Sequence[str]) -> Problem:
    """Return the problem that an address takes only ``methods``."""
    return Problem(HTTPStatus.METHOD_NOT_ALLOWED, f"this address takes {', '.join(methods)} only")


TOLD: Mapping[type[Exception], Callable[[Any], Problem]] = {
    NoRouteError: _no_route,
    NotFoundError: _plainly(HTTPStatus.NOT_FOUND),
    TokenError: lambda _: Problem(HTTPStatus.UNAUTHORIZED, "send the ID token of who signed in"),
    ForbiddenError: _plainly(HTTPStatus.FORBIDDEN),
    OutdatedError: _outdated,
    MissingConditionError: lambda _: Problem(
        HTTPStatus.PRECONDITION_REQUIRED,
        "send If-Match with the ETag of the draft that you read",
    ),
    BlockedError: _blocked,
    OverrideError: _plainly(HTTPStatus.UNPROCESSABLE_ENTITY),
    UnitError: _plainly(HTTPStatus.UNPROCESSABLE_ENTITY),
    UnalignedError: _unaligned,
    FieldsError: _plainly(HTTPStatus.UNPROCESSABLE_ENTITY),
    AuthorError: _author,
    RequestValidationError: _invalid,
    RequestUnsupportedContentType: lambda _: Problem(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json"
    ),
    MediaTypeError: _plainly(HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    TooLargeError: lambda _: Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is larger than {MAX_BODY} bytes"
    ),
    NoTextError: _plainly(HTTPStatus.CONFLICT),
    StateError: _plainly(HTTPStatus.CONFLICT),
    RulingError: _plainly(HTTPStatus.CONFLICT),
    ConflictError: lambda _: Problem(
        HTTPStatus.CONFLICT, "others are changing this policy just now: try it again"
    ),
}
