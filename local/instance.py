"""One local run: where it listens and where it keeps its things."""

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
CONTENT = ROOT / "content"
HOST = "127.0.0.1"
REGION = "us-east-1"
LANGUAGES = ("pt-BR", "ja", "de", "ar")

# The emulator's root user, the same on every machine. Nothing outside it knows these.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class LocalError(Exception):
    """The local run cannot go on; the message is one line for whoever started it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """An emulator on ``port``, an engine on ``engine_port``, and all they keep in ``directory``.

    ``emulator`` is what the emulator's Python is given to run.
    The engine answers ``engine_latency`` milliseconds late. Roles may do what their policies say,
    and all, unless the emulator ``obeys_policies``.
    """

    directory: Path = ROOT / ".run"
    port: int = 4566
    engine_port: int = 4567
    engine_latency: int = 0
    stack: str = "promulgate"
    languages: tuple[str, ...] = LANGUAGES
    emulator: tuple[str, ...] = ("-m", "ministack")
    obeys_policies: bool = True

    @property
    def endpoint(self) -> str:
        """Return where the emulator answers for every AWS service."""
        return f"http://{HOST}:{self.port}"

    @property
    def engine_url(self) -> str:
        """Return the engine's address as the stack's parameter wants it."""
        return f"http://{HOST}:{self.engine_port}/"


def remember(instance: Instance) -> None:
    """Keep the ports for the commands that come after."""
    instance.directory.mkdir(parents=True, exist_ok=True)
    ports = {"port": instance.port, "engine_port": instance.engine_port}
    (instance.directory / "ports.json").write_text(json.dumps(ports))


def recall(directory: Path, port: int | None = None, engine_port: int | None = None) -> Instance:
    """Return the instance in ``directory``: the ports given, else those it had, else the usual."""
    saved = directory / "ports.json"
    known = json.loads(saved.read_text()) if saved.exists() else {}
    given = {"port": port, "engine_port": engine_port}
    return Instance(directory=directory, **known | {name: n for name, n in given.items() if n})
