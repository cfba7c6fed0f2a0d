"""A function imports what it uses, and nothing else: all else would be part of every cold start."""

import json
import subprocess
import sys
from typing import Any

import pytest

from bench.figures import PROJECT
from bench.starts import environment

LOADED = "import app, json, sys; print(json.dumps(sorted(sys.modules)))"
# What a request brings in comes on top of the start, for the first who asks.
ASKED = """
import json, sys, types
import app
context = types.SimpleNamespace(
    function_name="review", memory_limit_in_mb=1, invoked_function_arn="arn", aws_request_id="id"
)
before = set(sys.modules)
answer = app.handler(json.loads(sys.argv[1]), context)
print(json.dumps([answer["statusCode"], sorted(set(sys.modules) - before)]))
"""
OPENED = """
import json, sys
from promulgate.adapters.engines import EngineOptions, open_engine
open_engine("google", source="en", target=sys.argv[1], options=EngineOptions())
print(json.dumps("langcodes" in sys.modules))
"""
# Which of the heavy packages are whose. boto3 and requests are nobody's at start: botocore is
# enough for the one, and the other comes with the first engine that is opened. langcodes is for
# languages that an engine calls otherwise.
HEAVY = {
    "asyncio": {"review"},
    "babel": {"notify", "publish", "render", "translate"},
    "boto3": set(),
    "deep_translator": set(),
    "jinja2": {"publish", "render"},
    "langcodes": set(),
    "markdown": {"publish", "render", "translate"},
    "markdown_it": {"render", "translate"},
    "promulgate.adapters.engines": {"translate"},
    "promulgate.core.checks": {"publish", "translate"},
    "promulgate.core.front_matter": {"render"},
    "promulgate.core.glossary_file": set(),
    "promulgate.core.masks": {"publish", "translate"},
    "promulgate.core.redline": {"publish"},
    "promulgate.core.rendering": {"publish", "render", "translate"},
    "promulgate.core.units": {"render", "translate"},
    "pydantic": {"review"},
    "requests": set(),
    "s3transfer": set(),
    "sentencex": {"translate"},
    "yaml": {"publish", "render", "translate"},
    "zoneinfo": {"render", "review"},
}


def said(function: str, code: str, *arguments: str) -> Any:
    """Return the JSON that ``code`` prints last, in a process of a function's own."""
    folder = PROJECT / "functions" / function
    path = f"{folder}:{PROJECT / 'layers' / 'promulgate'}"
    surroundings = {**environment(function.title(), folder), "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("function", ["notify", "publish", "render", "review", "translate"])
def test_a_function_starts_with_its_own_packages_and_no_others(function: str) -> None:
    loaded = said(function, LOADED)
    assert {package for package in HEAVY if package in loaded} == {
        package for package, users in HEAVY.items() if function in users
    }


@pytest.mark.parametrize("path", ["/", "/review.js", "/api/me", "/api/openapi.json"])
def test_what_is_no_draft_is_answered_without_what_drafts_need(path: str) -> None:
    event = json.loads((PROJECT / "tests" / "events" / "review.json").read_text())
    status, brought = said("review", ASKED, json.dumps({**event, "path": path}))
    assert (status, HEAVY.keys() & set(brought)) == (200, set())


@pytest.mark.parametrize("target", ["de", "ja", "zh-Hant", "ar", "nb"])
def test_a_language_that_the_engine_calls_by_its_tag_needs_no_list_of_all_languages(
    target: str,
) -> None:
    assert said("translate", OPENED, target) is False
