"""Deploying to AWS, to the account and region of whoever calls: what `make deploy` does."""

import os
import shlex
import subprocess
import tomllib

from local import stack, tool
from local.instance import ROOT, LocalError

BUILT = ROOT / ".aws-sam" / "build"
SETTINGS = ROOT / "samconfig.toml"
# The template's own default.
DEFAULT = "arm64"


def build() -> None:
    """Build every function and the layer, with bytecode, into .aws-sam/build. Raises LocalError."""
    _sam(["build", "--parameter-overrides", f"Architecture={architecture(SETTINGS.read_text())}"])
    stack.compile_all(BUILT)


def deploy(*, guided: bool) -> None:
    """Build, and create the stack or update it; ``guided`` asks for the parameters first.

    Raises LocalError.
    """
    built_for = architecture(SETTINGS.read_text())
    build()
    _sam(["deploy", *(["--guided"] if guided else [])])
    answered = architecture(SETTINGS.read_text())
    if answered != built_for:
        # SAM asks after it has built: packages for one processor do not load on the other.
        print(f"Building and deploying once more, for {answered} …", flush=True)
        build()
        _sam(["deploy", "--no-confirm-changeset"])


def architecture(settings: str) -> str:
    """Return the processor that the answers kept in ``settings`` (samconfig.toml) name."""
    kept = tomllib.loads(settings)["default"]["deploy"]["parameters"].get("parameter_overrides", "")
    answers = kept if isinstance(kept, list) else shlex.split(kept)
    named = dict(answer.partition("=")[::2] for answer in answers)
    return str(named.get("Architecture", DEFAULT)).strip('"')


def _sam(command: list[str]) -> None:
    home = tool.environment("sam", ROOT / "local" / "requirements-sam.txt")
    path = os.pathsep.join([str(home), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path, "SAM_CLI_TELEMETRY": "0"}
    done = subprocess.run([str(home / "sam"), *command], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise LocalError(f"sam {command[0]} failed: its last lines say why")
