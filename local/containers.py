"""SAM's own emulation: the built functions in containers, with the local run as their AWS.

The emulator and the engine listen on the loopback, which a container cannot reach. For as long as a
command runs, their ports are forwarded from the address that this machine has on Docker's bridge.
"""

import asyncio
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from ipaddress import ip_network
from pathlib import Path

from local import stack, tool
from local.instance import CREDENTIALS, HOST, REGION, ROOT, Instance, LocalError

IMAGE = "public.ecr.aws/lambda/python:3.13"
EVENTS = ROOT / "tests" / "events"
FUNCTIONS = ("render", "translate", "review", "notify", "publish")
CHUNK = 65_536
GLOBALS = "    Environment:\n      Variables:\n"
NAMED = "AWS_ENDPOINT_URL: an address\n"


def invoke(instance: Instance, function: str, event: Path) -> str:
    """Return what a deployed function answers to the event in a file, run in a container.

    Raises LocalError when it fails, or when there is no Docker.
    """
    with _surroundings(instance) as options:
        done = _sam(["invoke", f"{function.capitalize()}Function", "--event", str(event), *options])
    if done.returncode:
        raise LocalError(done.stderr.strip()[-2000:])
    return done.stdout


def serve(instance: Instance, port: int) -> None:
    """Serve the review API on ``port`` of the loopback until it is interrupted."""
    with _surroundings(instance) as options, suppress(KeyboardInterrupt):
        _sam(["start-api", "--host", HOST, "--port", str(port), *options], quiet=False)


@contextmanager
def server(instance: Instance, port: int) -> Iterator[None]:
    """Serve it for as long as the block lasts."""
    with _surroundings(instance) as options:
        process = subprocess.Popen(
            _command(["start-api", "--host", HOST, "--port", str(port), *options]),
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait()


@contextmanager
def _surroundings(instance: Instance) -> Iterator[list[str]]:
    """Forward the ports, write template and variables; yield the options that name them."""
    bridge = _bridge()
    template, variables = _described(instance, bridge)
    ports = (instance.port, instance.engine_port)
    with _forwarded(bridge, ports):
        yield [
            *["--template", str(template), "--env-vars", str(variables)],
            *["--config-file", str(ROOT / "samconfig.toml"), "--config-env", "local"],
            *["--parameter-overrides", f"Architecture={stack.architecture()}"],
            *(["--skip-pull-image"] if _has_image() else []),
        ]


def _bridge() -> str:
    """Return this machine's address on Docker's bridge. Raises LocalError without Docker."""
    try:
        found = subprocess.run(
            ["docker", "network", "inspect", "bridge"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise LocalError(
            "sam local wants Docker, and none answers: install it (Debian: docker.io) and start it"
        ) from error
    config: dict[str, str] = json.loads(found.stdout)[0]["IPAM"]["Config"][0]
    # Docker's own address is the first of the network, and not always named.
    return config.get("Gateway") or str(next(ip_network(config["Subnet"]).hosts()))


def _has_image() -> bool:
    name = f"{IMAGE}-{stack.architecture()}"
    found = subprocess.run(["docker", "image", "inspect", name], capture_output=True, check=False)
    return found.returncode == 0


def _described(instance: Instance, bridge: str) -> tuple[Path, Path]:
    """Write the built template, and what the deployed functions have in their environment.

    SAM hands over only variables that the template names, and it does not know what references
    come to; both are known from the deployed stack.
    """
    built = instance.directory / "build" / "template.yaml"
    if not built.exists():
        raise LocalError("there is no deployed stack: `make run` first")
    elsewhere = {
        "AWS_ENDPOINT_URL": f"http://{bridge}:{instance.port}",
        "ENGINE_URL": f"http://{bridge}:{instance.engine_port}/",
    }
    functions = stack.client(instance, "lambda")
    resources = stack.client(instance, "cloudformation").describe_stack_resources(
        StackName=instance.stack
    )
    variables: dict[str, dict[str, str]] = {}
    for one in resources["StackResources"]:
        if one["ResourceType"] == "AWS::Lambda::Function":
            found = functions.get_function_configuration(FunctionName=one["PhysicalResourceId"])
            deployed = found.get("Environment", {}).get("Variables", {})
            variables[one["LogicalResourceId"]] = {**deployed, **elsewhere}
    template = built.with_name("template-for-containers.yaml")
    # In the variables that all functions have, which come first.
    template.write_text(built.read_text().replace(GLOBALS, f"{GLOBALS}        {NAMED}", 1))
    file = built.with_name("variables.json")
    file.write_text(json.dumps(variables))
    return template, file


@contextmanager
def _forwarded(address: str, ports: tuple[int, ...]) -> Iterator[None]:
    """Forward ``ports`` of ``address`` to those of the loopback."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> list[asyncio.Server]:
        return [
            await asyncio.start_server(partial(_forward, port=port), address, port)
            for port in ports
        ]

    servers = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    try:
        yield
    finally:
        for one in servers:
            loop.call_soon_threadsafe(one.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def _forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    onward, back = await asyncio.open_connection(HOST, port)
    await asyncio.gather(_copy(reader, back), _copy(onward, writer), return_exceptions=True)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


def _command(command: list[str]) -> list[str]:
    home = tool.environment("sam", ROOT / "local" / "requirements-sam.txt")
    return [str(home / "sam"), "local", *command]


def _sam(command: list[str], *, quiet: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(command),
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=quiet,
        text=True,
        check=False,
    )


def _environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**inherited, **CREDENTIALS, "AWS_DEFAULT_REGION": REGION, "SAM_CLI_TELEMETRY": "0"}
