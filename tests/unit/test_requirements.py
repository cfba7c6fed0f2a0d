"""What each function is shipped with: the emulator has more packages installed than Lambda has."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

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


PINNED = [
    found
    for folder in ("layers", "functions", "local")
    for found in (ROOT / folder).rglob("requirements*.txt")
]


def pins(path: Path) -> list[str]:
    """Return each requirement in a file with all its lines."""
    lines = re.sub(r"^#.*\n", "", path.read_text(), flags=re.MULTILINE)
    return re.split(r"\n(?=[A-Za-z0-9])", lines.strip())


@pytest.mark.parametrize("path", PINNED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_requirement_is_pinned_with_hashes(path: Path) -> None:
    assert [pin for pin in pins(path) if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_bill_of_materials_names_all_that_is_shipped_with_hashes(tmp_path: Path) -> None:
    subprocess.run(["make", "--silent", "sbom", f"SBOM={tmp_path}/sbom.json"], cwd=ROOT, check=True)
    text = (tmp_path / "sbom.json").read_text()
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(text) is None
    components = json.loads(text)["components"]
    assert {one["name"] for one in components} >= shipped(
        *(ROOT / "functions").glob("*/requirements.txt"), LAYER / "requirements.txt"
    )
    for one in components:
        assert one["purl"].startswith(f"pkg:pypi/{one['name']}@")
        assert any(file["hashes"] for file in one["externalReferences"])


@pytest.mark.parametrize("name", ["render", "translate", "review", "notify", "publish"])
def test_a_function_is_shipped_with_all_that_it_imports(name: str) -> None:
    function = ROOT / "functions" / name
    given = RUNTIME | shipped(LAYER / "requirements.txt", function / "requirements.txt")
    provided_by = packages_distributions()
    for package in reached(function / "app.py"):
        names = {one.lower().replace("_", "-") for one in provided_by[package]}
        assert names & given, f"{package} is missing from the requirements of {name}"
