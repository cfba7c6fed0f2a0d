"""The machine: MiniStack, and beside it the translation engine, as processes on the loopback."""

import http.client
import json
import os
import shutil
import socket
import time
from pathlib import Path

from local import process, tool
from local.instance import CREDENTIALS, HOST, REGION, ROOT, Instance, LocalError

READY_WITHIN = 60.0


def start(instance: Instance) -> bool:
    """Start what does not run yet; return whether the emulator came back to what it knew before.

    Raises LocalError if a port belongs to another program, or a process does not come up.
    """
    _start(instance, "engine", instance.engine_port, _engine(instance))
    if process.running("ministack", instance.directory):
        return False
    known = _prepare(instance.directory)
    _start(instance, "ministack", instance.port, _ministack(instance))
    return known


def require(instance: Instance) -> None:
    """Raise LocalError unless the emulator runs."""
    if not process.running("ministack", instance.directory):
        raise LocalError("nothing is running: `make run` first")


def stop(instance: Instance) -> bool:
    """End both; return whether any ran. The emulator saves its state first."""
    stopped = [process.stop(name, instance.directory) for name in ("ministack", "engine")]
    return any(stopped)


def _start(
    instance: Instance, name: str, port: int, what: tuple[list[str], dict[str, str]]
) -> None:
    if not process.running(name, instance.directory):
        if _listening(port):
            variable = {"ministack": "PORT", "engine": "ENGINE_PORT"}[name]
            raise LocalError(
                f"port {port} is in use by another program: free it, or choose another one with"
                f" `make run {variable}=…`"
            )
        command, environment = what
        process.start(name, command, directory=instance.directory, environment=environment)
    until = time.monotonic() + READY_WITHIN
    while not _answers(port):
        if not process.running(name, instance.directory) or time.monotonic() > until:
            raise LocalError(f"{name} does not start: see {instance.directory / f'{name}.log'}")
        time.sleep(0.1)


def _engine(instance: Instance) -> tuple[list[str], dict[str, str]]:
    home = tool.environment("engine", ROOT / "local" / "engine" / "requirements.txt")
    command = [str(home / "python"), str(ROOT / "local" / "engine")]
    options = ["--port", str(instance.engine_port), "--latency-ms", str(instance.engine_latency)]
    return [*command, *options], _environment()


def _ministack(instance: Instance) -> tuple[list[str], dict[str, str]]:
    home = tool.environment("ministack", ROOT / "local" / "requirements-ministack.txt")
    directory = instance.directory
    environment = {
        **_environment(),
        **CREDENTIALS,
        "GATEWAY_PORT": str(instance.port),
        "BIND_HOST": HOST,
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "MINISTACK_REGION": REGION,
        # Roles may do what the template says, and nothing else: as on AWS.
        "AUTH": "true" if instance.obeys_policies else "false",
        "PERSIST_STATE": "1",
        "S3_PERSIST": "1",
        "STATE_DIR": str(directory / "state"),
        "S3_DATA_DIR": str(directory / "objects"),
        "TMPDIR": str(directory / "tmp"),
    }
    return [str(home / "python"), *instance.emulator], environment


def _environment() -> dict[str, str]:
    """Return a bare environment: no proxy, no AWS profile and no key of the user's gets in."""
    path = os.pathsep.join([str(tool.node()), "/usr/local/bin", "/usr/bin", "/bin"])
    return {"PATH": path, "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}


def _prepare(directory: Path) -> bool:
    """Make room for a start; return whether there is a saved state to come back to."""
    shutil.rmtree(directory / "tmp", ignore_errors=True)
    (directory / "tmp").mkdir(parents=True)
    if not (directory / "state" / "cloudformation.json").exists():
        # Killed before it saved anything: objects that no bucket knows are of no use.
        shutil.rmtree(directory / "objects", ignore_errors=True)
        return False
    _forget_stream_positions(directory / "state" / "lambda.json")
    return True


def _forget_stream_positions(saved: Path) -> None:
    """Let readers of table streams start anew.

    MiniStack 1.5 saves how far they were but not the stream, so that after a restart they skip as
    many new records as they had read old ones.
    """
    if not saved.exists():
        return
    state = json.loads(saved.read_text())
    if state.get("payload", {}).pop("dynamodb_stream_positions", None) is not None:
        saved.write_text(json.dumps(state))


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/_ministack/health")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
