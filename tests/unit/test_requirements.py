"""What each function is shipped with: the emulator has more packages installed than Lambda has."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "layers" / "promulgate"
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
RUNTIME = {"boto3", "botocore", "s3transfer", "jmespath", "urllib3", "python-dateutil", "six"}


def imports(source: ast.AST) -> Iterator[str]:
    """Return the modules that ``source`` imports, those for the type checker left out."""
    for node in ast.iter_child_nodes(source):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case ast.Import():
                yield from (name.name for name in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
                yield from (f"{module}.{name.name}" for name in node.names)
        yield from imports(node)


def reached(start: Path) -> set[str]:
    """Return the third-party packages imported from ``start`` by way of the layer."""
    packages: set[str] = set()
    seen: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for module in imports(ast.parse(path.read_text())):
            if module.startswith("promulgate"):
                waiting.extend(ours(module))
            elif module.partition(".")[0] not in sys.stdlib_module_names:
                packages.add(module.partition(".")[0])
    return packages


def ours(module: str) -> Iterator[Path]:
    """Return the file of a module of the layer, if it is one and not a name in it."""
    place = LAYER / module.replace(".", "/")
    return (path for path in (place.with_suffix(".py"), place / "__init__.py") if path.exists())


def shipped(*requirements: Path) -> set[str]:
    """Return the distributions that the files pin."""
    return {
        name
        for path in requirements
        if path.exists()
        for name in re.findall(r"^([a-z0-9.-]+)==", path.read_text(), re.MULTILINE)
    }


@pytest.mark.parametrize("name", ["render", "translate", "review", "notify", "publish"])
def test_a_function_is_shipped_with_all_that_it_imports(name: str) -> None:
    function = ROOT / "functions" / name
    given = RUNTIME | shipped(LAYER / "requirements.txt", function / "requirements.txt")
    provided_by = packages_distributions()
    for package in reached(function / "app.py"):
        names = {one.lower().replace("_", "-") for one in provided_by[package]}
        assert names & given, f"{package} is missing from the requirements of {name}"
