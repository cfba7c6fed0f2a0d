"""Frozen values to the table's items and back, led by the values' own type hints."""

import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def to_item(record: "DataclassInstance", **key: str | int) -> dict[str, Any]:
    """Return ``record`` with ``key`` beside its fields as attribute values for the client."""
    return attributes({**asdict(record), **key})


def attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain values as attribute values."""
    return {name: _attribute(value) for name, value in values.items()}


def plain(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item's attribute values as plain values."""
    return {name: _value(attribute) for name, attribute in item.items()}


def from_item[T](kind: type[T], item: Mapping[str, Any]) -> T:
    """Return the value that ``to_item`` stored, as ``kind``, with defaults for what it lacks."""
    return _built(kind, plain(item))  # type: ignore[no-any-return]


def _attribute(value: Any) -> dict[str, Any]:
    """Return ``value`` as DynamoDB wants it; of its kinds, those that the records have.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
    """
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case str():
            return {"S": str(value)}
        case Mapping():
            return {"M": attributes(value)}
        case list() | tuple():
            return {"L": [_attribute(part) for part in value]}
        case _:
            raise TypeError(f"the table keeps no {type(value).__name__}")


def _value(attribute: Mapping[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    match kind:
        case "NULL":
            return None
        case "N":
            return int(value)
        case "M":
            return plain(value)
        case "L":
            return [_value(part) for part in value]
        case _:
            return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _built(hint: Any, value: Any) -> Any:
    if get_origin(hint) is types.UnionType:
        if value is None:
            return None
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(
            **{
                name: _built(part, value[name])
                for name, part in _hints(hint).items()
                if name in value
            }
        )
    origin = get_origin(hint)
    if origin is tuple:
        return tuple(_built(get_args(hint)[0], part) for part in value)
    if origin is Mapping:
        return {name: _built(get_args(hint)[1], part) for name, part in value.items()}
    if hint is int:
        return int(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return value
