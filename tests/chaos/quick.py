"""moto with three of its habits changed, which take more than half of the time and change nothing.

Every answer of DynamoDB is looked through for attributes under other names, every read copies what
it found, and every transaction copies the table to go back to. Here attribute values pass as they
are, and items, which are only ever replaced, are shared.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from unittest.mock import patch

from moto.core import responses
from moto.core.serialize import BaseJSONSerializer
from moto.core.utils import method_names_from_class
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

_structure = BaseJSONSerializer._serialize_type_structure


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


@contextmanager
def quick_moto() -> Iterator[None]:
    """Let moto take less time."""
    with (
        patch.object(BaseJSONSerializer, "_serialize_type_structure", _serialized),
        patch.object(Item, "__deepcopy__", lambda item, _: item),
        patch.object(Table, "__deepcopy__", _as_it_was, create=True),
        patch.object(responses, "method_names_from_class", cache(method_names_from_class)),
    ):
        yield
