"""What a function's cold start costs, beside ``import boto3`` and one S3 client.

    .venv/bin/python -m bench.starts

Each function is imported as built for AWS, with its layer and its bytecode, in a process of its
own; the yardstick in another right after it. What counts is the processor's time, which other work
on the machine disturbs less than the clock's, and the median of several runs in turn.
"""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from statistics import median

from bench.figures import PROJECT, Figure, show
from local import stack
from local.instance import Instance
from tests.cloudformation import resources, template

COMMAND = "python -m bench.starts"
GOALS = {"Render": 1.2, "Publish": 1.2, "Review": 1.35, "Translate": 1.2, "Notify": None}
RUNS = 10
YARDSTICK = 'import boto3; boto3.client("s3")'
# Python-Markdown takes a syntax highlighter if there is one; on AWS there is none.
IMPORT = "import sys; sys.modules['pygments'] = None; import app"


def environment(function: str, built: Path) -> dict[str, str]:
    """Return what the template gives a function, with values that only have to be there."""
    own = resources("AWS::Serverless::Function")[f"{function}Function"]["Environment"]
    shared = template()["Globals"]["Function"]["Environment"]
    given = shared["Variables"] | own["Variables"]
    literal = {name: value for name, value in given.items() if isinstance(value, str)}
    path = [built / f"{function}Function", built / "PromulgateLayer" / "python"]
    return {
        "PATH": os.environ["PATH"],
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "PYTHONPATH": os.pathsep.join(map(str, path)),
        **dict.fromkeys(given, "en"),
        **literal,
        "LOG_LEVEL": "INFO",
        "ENGINE_SECRET": "",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "TRANSLATION_ENGINE": "google",
        "TRANSLATION_ENGINES": "",
    }


def seconds(code: str, surroundings: dict[str, str], folder: Path) -> float:
    """Return the processor's time that Python takes for ``code``, from its start to its end."""
    process = subprocess.Popen([sys.executable, "-c", code], env=surroundings, cwd=folder)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{code} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def packed(folder: Path) -> int:
    """Return how many bytes a folder has as the archive that is uploaded."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder))
    return len(archive.getvalue())


def measure() -> list[Figure]:
    """Return each function's cold start, and the size of what is uploaded."""
    built = stack.build(Instance(directory=PROJECT / ".run")).parent
    figures = []
    for function, goal in GOALS.items():
        surroundings = environment(function, built)
        bare = {**surroundings, "PYTHONPATH": ""}
        pairs = [
            (
                seconds(IMPORT, surroundings, built / f"{function}Function"),
                seconds(YARDSTICK, bare, built),
            )
            for _ in range(RUNS)
        ]
        # Machines were seen to change their pace by half: what ran side by side is compared.
        ratio = median(ours / yardstick for ours, yardstick in pairs)
        yardstick = median(yardstick for _, yardstick in pairs)
        figures.append(
            Figure(
                name=f"cold start: {function.lower()}",
                value=ratio,
                goal=goal,
                against=f"boto3 and one S3 client: {yardstick * 1000:.0f} ms",
                command=COMMAND,
            )
        )
    sizes = [
        Figure(
            name=f"size: {name}, packed",
            value=packed(built / name) / 1_000_000,
            against="MB",
            command=COMMAND,
        )
        for name in ("PromulgateLayer", *(f"{function}Function" for function in GOALS))
    ]
    return [*figures, *sizes]


if __name__ == "__main__":
    show(measure())
