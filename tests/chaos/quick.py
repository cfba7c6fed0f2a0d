"""moto with some of its habits changed, which take more than half of the time and change nothing.

Every answer of DynamoDB is looked through for attributes under other names, every read copies what
it found and weighs it, and every transaction copies the table to go back to. Here attribute values
pass as they are, and items, which are only ever replaced, are shared and weighed once. What every
call works out anew (a class's methods, a service's addresses, how the client is called) is kept.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from unittest.mock import patch

from botocore.useragent import UserAgentString
from moto.core import responses
from moto.core.base_backend import BaseBackend
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import method_names_from_class
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

_structure = BaseJSONSerializer._serialize_type_structure
_size = Item.size
_urls = BaseBackend.urls
_known: dict[type, dict[str, Any]] = {}


def _serialized(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    if shape.name == "AttributeValue":
        serialized[key] = value
    else:
        _structure(self, serialized, value, shape, key)


def _as_it_was(table: Table, _memo: Any) -> Table:
    kept: Any = Table.__new__(Table)
    kept.__dict__.update(table.__dict__)
    kept.items = defaultdict(dict, {key: dict(items) for key, items in table.items.items()})
    return cast("Table", kept)


def _size_once(item: Any) -> int:
    if "weight" not in item.__dict__:
        item.weight = _size(item)
    return cast("int", item.weight)


def _urls_once(backend: BaseBackend) -> dict[str, Any]:
    if type(backend) not in _known:
        _known[type(backend)] = _urls.fget(backend)  # type: ignore[attr-defined]
    return _known[type(backend)]


@contextmanager
def quick_moto() -> Iterator[None]:
    """Let moto take less time."""
    with (
        patch.object(BaseJSONSerializer, "_serialize_type_structure", _serialized),
        patch.object(Item, "__deepcopy__", lambda item, _: item),
        patch.object(Item, "size", _size_once),
        patch.object(Table, "__deepcopy__", _as_it_was, create=True),
        patch.object(BaseBackend, "urls", property(_urls_once)),
        patch.object(UserAgentString, "to_string", lambda _: "chaos"),
        patch.object(responses, "method_names_from_class", cache(method_names_from_class)),
    ):
        yield
