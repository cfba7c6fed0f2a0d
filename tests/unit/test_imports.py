"""A function imports what it uses, and nothing else: all else would be part of every cold start."""

import json
import subprocess
import sys
from functools import cache

import pytest

from bench.figures import PROJECT
from bench.starts import environment

LOADED = "import app, json, sys; print(json.dumps(sorted(sys.modules)))"
# Which of the heavy packages are whose. boto3 and requests are nobody's at start: botocore is
# enough for the one, and the other comes with the first engine that is opened.
HEAVY = {
    "asyncio": {"review"},
    "babel": {"notify", "publish", "render", "review", "translate"},
    "boto3": set(),
    "deep_translator": set(),
    "jinja2": {"publish", "render"},
    "langcodes": {"translate"},
    "markdown": {"publish", "render", "review", "translate"},
    "markdown_it": {"render", "review", "translate"},
    "promulgate.adapters.engines": {"translate"},
    "promulgate.core.checks": {"publish", "review", "translate"},
    "pydantic": {"review"},
    "requests": set(),
    "s3transfer": set(),
    "sentencex": {"translate"},
    "yaml": {"publish", "render", "review", "translate"},
}


@cache
def loaded(function: str) -> frozenset[str]:
    """Return the modules that a process has once it has imported a function."""
    folder = PROJECT / "functions" / function
    path = f"{folder}:{PROJECT / 'layers' / 'promulgate'}"
    surroundings = {**environment(function.title(), folder), "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=surroundings, capture_output=True, text=True, check=True
    )
    return frozenset(json.loads(done.stdout))


@pytest.mark.parametrize("function", ["notify", "publish", "render", "review", "translate"])
def test_a_function_starts_with_its_own_packages_and_no_others(function: str) -> None:
    assert {package for package in HEAVY if package in loaded(function)} == {
        package for package, users in HEAVY.items() if function in users
    }
