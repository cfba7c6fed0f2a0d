"""What the review API takes: bodies as pydantic models, and who asks."""

import base64
import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from promulgate.core.documents import LONGEST_TARGET
from promulgate.core.errors import AuthorError
from promulgate.core.people import Person
from promulgate.core.records import Override

# The largest source (256 kB) in XLIFF, with its translation and all around it, is below this; a
# function takes 6 MB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
MAX_BODY = 4_000_000
MOST_UNITS = 20_000
REPLACEMENT = "\ufffd"
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})

type Targets = Annotated[str, Field(max_length=LONGEST_TARGET)]


class TooLargeError(Exception):
    """The request's body is larger than MAX_BODY."""


class MediaTypeError(Exception):
    """The request's body is of another media type than ``expected``."""

    def __init__(self, expected: str) -> None:
        """Keep what was expected for the answer."""
        super().__init__(f"send {expected}")
        self.expected = expected


class TokenError(Exception):
    """The token is none that says who somebody is."""


class MissingConditionError(Exception):
    """A change came without ``If-Match``."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class UnitChange(_Body):
    """A unit's new translation."""

    id: str = Field(max_length=32)
    target: Targets


class UnitChanges(_Body):
    """The units to change."""

    units: list[UnitChange] = Field(min_length=1, max_length=MOST_UNITS)

    @property
    def targets(self) -> Mapping[str, str]:
        """Return the new translations by unit id."""
        return {unit.id: unit.target for unit in self.units}


class OverrideRequest(_Body):
    """Why a failing check may stand; an empty unit means the whole draft."""

    unit: str = Field(max_length=32)
    check: str = Field(max_length=64)
    reason: str = Field(min_length=1, max_length=2_000, pattern=r"\S")


class ApprovalRequest(_Body):
    """An approval, with a reason for each failing check of severity error."""

    overrides: list[OverrideRequest] = Field(default_factory=list, max_length=MOST_UNITS)

    def reasons(self) -> tuple[Override, ...]:
        """Return the overrides as the core knows them."""
        return tuple(Override(**dict(override)) for override in self.overrides)


class ChangesRequest(_Body):
    """What the reviewer wants to be changed."""

    note: str = Field(min_length=1, max_length=10_000, pattern=r"\S")


_PUBLICATION = r"^[1-9][0-9]{0,5}(\.[1-9][0-9]{0,2})?$"


class RestoreRequest(_Body):
    """Which publication is to be in force again: ``2``, or ``2.1`` for a corrected one."""

    publication: str = Field(pattern=_PUBLICATION)


class WithdrawRequest(_Body):
    """Which publication is to be taken away: one yet to take effect, or none for that in force."""

    publication: str | None = Field(default=None, pattern=_PUBLICATION)


def require_id_token(claims: Mapping[str, Any]) -> None:
    """Raise TokenError for the claims of an access token, or of none.

    API Gateway refuses access tokens while the API asks for no scopes. With scopes it would take
    them, and they name no address by which colleagues know a person.
    https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
    """
    if claims.get("token_use") != "id":
        raise TokenError


def person(claims: Mapping[str, Any]) -> Person:
    """Return who is signed in, by the claims of an ID token that API Gateway has verified.

    Raises TokenError for those of another token.

    The groups come as one text. Their names are the stack's own, so that neither a comma nor a
    blank is in them.
    https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
    """
    require_id_token(claims)
    groups = str(claims.get("cognito:groups", "")).strip("[]").replace(",", " ").split()
    name = claims.get("email") or claims.get("cognito:username") or claims["sub"]
    return Person(name=name, groups=frozenset(groups), id=claims["sub"])


def digest_of(if_match: str | None) -> str | None:
    """Return the digest in ``If-Match`` (RFC 9110), or None without one."""
    return None if if_match is None else if_match.strip().removeprefix("W/").strip('"')


def seen_digest(if_match: str | None) -> str:
    """Return the digest in ``If-Match``. Raises MissingConditionError without one."""
    seen = digest_of(if_match)
    if seen is None:
        raise MissingConditionError
    return seen


def loads(text: str) -> Any:
    """Return what a body of JSON says.

    Raises TooLargeError above MAX_BODY, JSONDecodeError for what is no JSON, nested too deep, or a
    number longer than Python reads.
    """
    if len(text) > MAX_BODY:
        raise TooLargeError
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as error:
        raise json.JSONDecodeError("nested too deep, or a number too long", "", 0) from error


def sent_type(event: Mapping[str, Any]) -> str:
    """Return the media type of what was sent, without parameters, or an empty text."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return str(headers.get("content-type") or "").partition(";")[0].strip().lower()


def without_forms(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event with another media type in the place of a form's.

    The event handler reads forms as well, and not all that it cannot read is told as an error of
    who sent it. This API takes none.
    """
    if sent_type(event) not in FORMS:
        return dict(event)
    return {**event, "headers": {**event["headers"], "content-type": "application/octet-stream"}}


def file(event: Mapping[str, Any], media_type: str) -> bytes:
    """Return the file of ``media_type`` that was sent.

    API Gateway puts U+FFFD for bytes that are not UTF-8. Raises AuthorError for a file with it,
    MediaTypeError for one of another type, TooLargeError above MAX_BODY.
    """
    if sent_type(event) != media_type:
        raise MediaTypeError(media_type)
    text: str = event.get("body") or ""
    encoded = event.get("isBase64Encoded")
    data = base64.b64decode(text) if encoded else text.encode()
    if len(data) > MAX_BODY:
        raise TooLargeError
    if not encoded and REPLACEMENT in text:
        raise AuthorError("the file is not UTF-8", "text saved as UTF-8")
    return data
