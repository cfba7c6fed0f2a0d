"""moto and botocore with some of their habits changed, which take more than half of the time.

Calls about items reach moto's handler without an HTTP request between. Attribute values pass as
they are, where both look in each of them for ten members under other names. Items, which are only
ever replaced, are shared where every read and transaction copies them, and weighed once. Nobody
looks at signatures and at the ids of requests. What every call works out anew (a class's methods, a
service's addresses, whose call it is) is kept. No answer changes.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from http import HTTPStatus
from io import BytesIO
from typing import Any, cast
from unittest.mock import patch
from urllib.parse import unquote_to_bytes, urlsplit

from botocore import parsers, xform_name
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.endpoint import Endpoint
from botocore.regions import EndpointRulesetResolver
from botocore.serialize import JSONSerializer
from botocore.useragent import UserAgentString
from botocore.validate import ParamValidationDecorator
from moto import backend_index
from moto.core import parse, responses
from moto.core.base_backend import BaseBackend
from moto.core.botocore_stubber import MockRawResponse
from moto.core.exceptions import ServiceException
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.request import Request, environ_key_for_header
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import camelcase_to_underscores, method_names_from_class
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler
from werkzeug.exceptions import HTTPException

SERVICES = {"cloudfront", "dynamodb", "s3", "scheduler", "sns", "sqs"}
OF_ITEMS = {
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "GetItem",
    "PutItem",
    "Query",
    "TransactWriteItems",
}

_cast: Any = DynamoType.cast_value
_size = Item.size
_urls: Any = BaseBackend.urls
_asked = Endpoint.make_request
_endpoint = EndpointRulesetResolver.construct_endpoint
_known: dict[type, dict[str, Any]] = {}
_endpoints: dict[tuple[Any, ...], Any] = {}


def _read_as_is(read: Callable[..., Any]) -> Callable[..., Any]:
    return lambda self, shape, value: (
        value if shape.name == "AttributeValue" else read(self, shape, value)
    )


def _written_as_is(write: Callable[..., None]) -> Callable[..., None]:
    def written(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == "AttributeValue":
            serialized[key] = value
        else:
            write(self, serialized, value, shape, key)

    return written


def _as_is(owner: type, name: str, as_is: Callable[[Any], Any]) -> tuple[Any, str, Any]:
    return owner, name, as_is(getattr(owner, name))


def _signed(auth: Any, request: Any, _: str) -> None:
    request.headers["Authorization"] = f"AWS4-HMAC-SHA256 Credential={auth.scope(request)}"


def _endpoint_once(
    resolver: Any, operation_model: Any, call_args: Any, request_context: Any
) -> Any:
    key = (resolver, operation_model.name, call_args.get("Bucket"))
    if key not in _endpoints:
        _endpoints[key] = _endpoint(resolver, operation_model, call_args, request_context)
    return _endpoints[key]


def _table_asked(endpoint: Any, operation_model: Any, request_dict: Any) -> Any:
    if operation_model.name not in OF_ITEMS:
        return _asked(endpoint, operation_model, request_dict)
    handler: Any = DynamoHandler()
    handler.body = handler.params = json.loads(request_dict["body"])
    handler.current_account = DEFAULT_ACCOUNT_ID
    handler.region = request_dict["context"]["client_region"]
    try:
        result = getattr(handler, xform_name(operation_model.name))().result
    except (HTTPException, ServiceException):
        # What is refused leaves nothing behind, so it can be asked again for its words.
        return _asked(endpoint, operation_model, request_dict)
    metadata = {"HTTPStatusCode": HTTPStatus.OK, "HTTPHeaders": {}, "RetryAttempts": 0}
    body = json.dumps(result)
    answer = {"ResponseMetadata": metadata, **json.loads(body)}
    url, raw = request_dict["url"], MockRawResponse(body)
    return AWSResponse(url, HTTPStatus.OK, HTTPHeaders(), raw), answer


def _unvalidated(decorator: Any, parameters: Any, operation_model: Any) -> Any:
    return decorator._serializer.serialize_to_request(parameters, operation_model)


def _request(cls: type[Request], method: str, url: str, headers: Any, body: Any) -> Request:
    data = body.read() if hasattr(body, "read") else body or b""
    data = data.encode() if isinstance(data, str) else data
    parts = urlsplit(url)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    environ = {
        environ_key_for_header(key): value.decode() if isinstance(value, bytes) else value
        for key, value in headers.items()
        if key.lower() != "transfer-encoding"
    }
    return cls(
        environ
        | {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            # As PEP 3333 has it.
            "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
            "QUERY_STRING": parts.query,
            "RAW_URI": address,
            "SERVER_NAME": parts.hostname,
            "SERVER_PORT": "443",
            "HTTP_HOST": parts.netloc,
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": BytesIO(data),
        }
    )


def _as_it_was(table: Table, _memo: Any) -> Table:
    kept: Any = Table.__new__(Table)
    kept.__dict__.update(table.__dict__)
    kept.items = defaultdict(dict, {key: dict(items) for key, items in table.items.items()})
    return cast("Table", kept)


def _size_once(item: Any) -> int:
    if "weight" not in item.__dict__:
        item.weight = _size(item)
    return cast("int", item.weight)


def _cast_text(value: DynamoType) -> Any:
    return value.value if value.type == "S" else _cast.fget(value)


def _patterns() -> Iterator[tuple[str, Any]]:
    return (one for one in backend_index.backend_url_patterns if one[0] in SERVICES)


def _urls_once(backend: BaseBackend) -> dict[str, Any]:
    if type(backend) not in _known:
        _known[type(backend)] = _urls.fget(backend)
    return _known[type(backend)]


def _no_request_id(headers: dict[str, Any]) -> str:
    headers["x-amzn-requestid"] = "0"
    return "0"


HABITS: tuple[tuple[Any, str, Any], ...] = (
    _as_is(parsers.BaseJSONParser, "_handle_structure", _read_as_is),
    _as_is(parse.BaseJSONParser, "_parse_structure", _read_as_is),
    _as_is(JSONSerializer, "_serialize_type_structure", _written_as_is),
    _as_is(BaseJSONSerializer, "_serialize_type_structure", _written_as_is),
    (Item, "__deepcopy__", lambda item, _: item),
    (Item, "size", _size_once),
    (LimitedSizeDict, "__setitem__", dict.__setitem__),
    (DynamoType, "cast_value", property(_cast_text)),
    (SigV4Auth, "canonical_request", lambda *_: ""),
    (SigV4Auth, "signature", lambda *_: ""),
    (SigV4Auth, "_inject_signature_to_request", _signed),
    (Endpoint, "make_request", _table_asked),
    (ParamValidationDecorator, "serialize_to_request", _unvalidated),
    (EndpointRulesetResolver, "construct_endpoint", _endpoint_once),
    (Request, "from_primitives", classmethod(_request)),
    (UserAgentString, "to_string", lambda _: "chaos"),
    (BaseBackend, "urls", property(_urls_once)),
    (backend_index, "backend_url_patterns", [*_patterns()]),
    (responses, "gen_amzn_requestid_long", _no_request_id),
    (responses, "camelcase_to_underscores", cache(camelcase_to_underscores)),
    (responses, "method_names_from_class", cache(method_names_from_class)),
)


@contextmanager
def quick_moto() -> Iterator[None]:
    """Let moto take less time."""
    with ExitStack() as patched:
        for owner, name, habit in HABITS:
            patched.enter_context(patch.object(owner, name, habit))
        patched.enter_context(patch.object(Table, "__deepcopy__", _as_it_was, create=True))
        yield
