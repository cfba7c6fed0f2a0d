"""Deploying to AWS, to the account and region of whoever calls: what `make deploy` does."""

import os
import subprocess

from local import stack, tool
from local.instance import ROOT, LocalError

BUILT = ROOT / ".aws-sam" / "build"


def build() -> None:
    """Build every function and the layer, with bytecode, into .aws-sam/build. Raises LocalError."""
    _sam(["build"])
    stack.compile_all(BUILT)


def deploy(*, guided: bool) -> None:
    """Build, and create the stack or update it; ``guided`` asks for the parameters first.

    Raises LocalError.
    """
    build()
    _sam(["deploy", *(["--guided"] if guided else [])])


def _sam(command: list[str]) -> None:
    home = tool.environment("sam", ROOT / "local" / "requirements-sam.txt")
    path = os.pathsep.join([str(home), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path, "SAM_CLI_TELEMETRY": "0"}
    done = subprocess.run([str(home / "sam"), *command], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise LocalError(f"sam {command[0]} failed: its last lines say why")
