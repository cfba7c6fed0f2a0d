"""What an attack may cost: two seconds, and 256 MB with all that a function holds anyway."""

import os
import subprocess
import sys

import pytest

from local.instance import ROOT
from tests.attacks.measured import Cost
from tests.cloudformation import resources, template

SECONDS, MEMORY = 2.0, 256 * 1024 * 1024


@pytest.fixture(scope="session")
def at_rest() -> int:
    """Return the memory in bytes that a function holds before its first event."""
    code = (
        "from functions.{0} import app; from promulgate.adapters import aws;"
        "aws.s3(), aws.dynamodb(), aws.sqs();"
        "from tests.attacks.measured import resident; print(resident('VmHWM'))"
    )
    return max(
        int(
            subprocess.run(
                [sys.executable, "-c", code.format(function)],
                cwd=ROOT,
                env={**os.environ, **settings(function), "PYTHONPATH": ":".join(sys.path)},
                capture_output=True,
                check=True,
            ).stdout
        )
        for function in ("render", "review")
    )


def settings(function: str) -> dict[str, str]:
    """Return a value for each variable that the template gives a function."""
    shared = template()["Globals"]["Function"]["Environment"]["Variables"]
    named = resources("AWS::Serverless::Function")[f"{function.title()}Function"]
    names = {*shared, *named["Environment"]["Variables"]} - {"LOG_LEVEL"}
    return dict.fromkeys(names, "-")


def assert_bounded(cost: Cost, at_rest: int) -> None:
    assert cost.seconds < SECONDS, cost
    assert at_rest + cost.memory < MEMORY, cost
