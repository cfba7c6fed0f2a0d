"""The API's description, as the generated file beside the review function has it."""

import json
import re
from functools import cache
from pathlib import Path

FILE = "openapi.json"


@cache
def text(folder: Path) -> str:
    """Return the description as JSON."""
    return (folder / FILE).read_text(encoding="utf-8")


def methods(folder: Path, path: str) -> tuple[str, ...]:
    """Return the methods that ``path`` answers to; none where there is no such path."""
    for template, operations in json.loads(text(folder))["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return tuple(sorted(name.upper() for name in operations if name != "parameters"))
    return ()
