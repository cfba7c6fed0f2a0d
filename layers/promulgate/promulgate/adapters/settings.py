"""A function's settings: read from the environment at start; a missing one says its name."""

import os
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from promulgate.core.errors import PromulgateError


class SettingError(PromulgateError):
    """A setting is missing or not one of the values it can have."""


def read[T](kind: type[T], environment: Mapping[str, str] = os.environ) -> T:
    """Return a dataclass ``kind`` filled from variables named like its fields in upper case.

    A ``tuple[str, ...]`` is a comma-separated list; an empty variable counts as absent.
    Raises SettingError with the name of the first that is missing.
    """
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        name = field.name.upper()
        text = environment.get(name, "").strip()
        if text:
            values[field.name] = _parsed(hints[field.name], text)
        elif field.default is MISSING:
            raise SettingError(f"the environment variable {name} is missing")
    return kind(**values)


def _parsed(hint: Any, text: str) -> Any:
    if hint is str:
        return text
    return tuple(part.strip() for part in text.split(",") if part.strip())
