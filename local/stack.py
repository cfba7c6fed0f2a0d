"""The stack: the project's own template, built and deployed to the emulator by SAM."""

import json
import os
import platform
import subprocess
import time
from collections.abc import Sequence
from compileall import compile_dir
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from local import tool
from local.instance import CREDENTIALS, REGION, ROOT, Instance, LocalError

if TYPE_CHECKING:
    from types_boto3_cloudformation import CloudFormationClient

MACHINES = {"aarch64": "arm64", "arm64": "arm64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """What the stack tells about itself, by the template's names."""

    content_bucket: str
    draft_bucket: str
    site_bucket: str
    table: str
    site_url: str
    review_url: str
    review_api_url: str
    notice_topic: str
    user_pool_id: str
    user_pool_client_id: str
    upload_dead_letter_queue: str
    translate_dead_letter_queue: str
    publish_dead_letter_queue: str


def client(instance: Instance, service: str) -> Any:
    """Return a client of one of the emulator's services, as its root user."""
    return boto3.client(
        service,  # type: ignore[call-overload]
        endpoint_url=instance.endpoint,
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        config=Config(proxies={}, retries={"mode": "standard", "total_max_attempts": 5}),
    )


def validate(instance: Instance) -> None:
    """Lint the template. Raises LocalError with the first finding."""
    instance.directory.mkdir(parents=True, exist_ok=True)
    _sam(instance, ["validate", "--lint", "--template", str(ROOT / "template.yaml")], [])


def build(instance: Instance, processor: str = "") -> Path:
    """Build every function and the layer for ``processor``, or this machine; return the template.

    What did not change comes from the cache. Bytecode is shipped with the code: where functions
    run, the folders are read-only, and every cold start would compile it again. Raises LocalError
    with SAM's last words.
    """
    built = instance.directory / "build"
    _sam(
        instance,
        ["build", "--template", str(ROOT / "template.yaml"), "--build-dir", str(built)],
        ["Architecture=" + (processor or architecture())],
    )
    compile_all(built)
    return built / "template.yaml"


def compile_all(built: Path) -> None:
    """Put bytecode beside every module of what was built."""
    # Not by the sources' times, which packing does not keep: https://peps.python.org/pep-0552/
    compile_dir(built, quiet=1, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)


def deploy(instance: Instance, template: Path, extra: Sequence[str] = ()) -> Outputs:
    """Create the stack or update it in place; return its outputs.

    ``extra`` are more of the template's parameters, as ``Name=value``. Raises LocalError.
    """
    parameters = [
        "Architecture=" + architecture(),
        f"LocalPort={instance.port}",
        "DemoSignIn=on",
        "OnDelete=Delete",
        f"TargetLanguages={','.join(instance.languages)}",
        "TranslationEngine=libre",
        f"EngineUrl={instance.engine_url}",
        *extra,
    ]
    _sam(
        instance,
        ["deploy", "--template", str(template), "--stack-name", instance.stack],
        parameters,
    )
    return outputs(instance)


def outputs(instance: Instance) -> Outputs:
    """Return the deployed stack's outputs. Raises LocalError if there is none."""
    cloudformation: CloudFormationClient = client(instance, "cloudformation")
    try:
        stack = cloudformation.describe_stacks(StackName=instance.stack)["Stacks"][0]
    except cloudformation.exceptions.ClientError as error:
        raise LocalError(f"there is no stack {instance.stack}: `make run` first") from error
    values = {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}
    return Outputs(**{_snake(name): value for name, value in values.items()})


def architecture() -> str:
    """Return this machine's processor by Lambda's name: the emulator runs functions on it."""
    return MACHINES.get(platform.machine(), "x86_64")


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]


def _silent_settings(directory: Path) -> Path:
    """Return settings by which SAM has just asked PyPI for a newer version, and so does not."""
    directory.mkdir(exist_ok=True)
    (directory / "metadata.json").write_text(json.dumps({"lastVersionCheck": int(time.time())}))
    return directory


def _sam(instance: Instance, command: list[str], parameters: list[str]) -> None:
    home = tool.environment("sam", ROOT / "local" / "requirements-sam.txt")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = {
        **inherited,
        **CREDENTIALS,
        "AWS_ENDPOINT_URL": instance.endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "NO_PROXY": "127.0.0.1,localhost",
        "PATH": os.pathsep.join([str(home), os.environ.get("PATH", os.defpath)]),
        "SAM_CLI_TELEMETRY": "0",
        "__SAM_CLI_APP_DIR": str(_silent_settings(home.parent / "settings")),
    }
    done = subprocess.run(
        [
            *[str(home / "sam"), *command, "--config-env", "local"],
            *["--config-file", str(ROOT / "samconfig.toml")],
            *(["--parameter-overrides", *parameters] if parameters else []),
        ],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    log = instance.directory / f"sam-{command[0]}.log"
    log.write_text(done.stdout + done.stderr)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise LocalError(f"sam {command[0]} failed: {last} (all of it: {log})")
