"""template.yaml as plain values: `!Ref x` is {"Ref": "x"}, `!Sub x` is {"Fn::Sub": "x"} …"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEMPLATE = Path(__file__).resolve().parent.parent / "template.yaml"


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags."""


def _function(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    match node:
        case yaml.ScalarNode():
            value: Any = loader.construct_scalar(node)
        case yaml.SequenceNode():
            value = loader.construct_sequence(node, deep=True)
        case _:
            value = loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _function)


@cache
def template() -> dict[str, Any]:
    """Return the whole template."""
    loaded: dict[str, Any] = yaml.load(TEMPLATE.read_text(), _Loader)  # noqa: S506 - a safe loader
    return loaded


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """Return the properties of every resource of type ``kind``, by logical name."""
    return {
        name: resource["Properties"]
        for name, resource in template()["Resources"].items()
        if isinstance(resource, dict) and resource["Type"] == kind
    }


def nodes(value: Any) -> Iterator[Any]:
    """Return ``value`` and everything inside it."""
    yield value
    match value:
        case dict():
            for part in value.values():
                yield from nodes(part)
        case list():
            for part in value:
                yield from nodes(part)
