"""``python -m local run | approve | redrive | stop | invoke | serve …``: what `make` calls."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from local import (
    approval,
    containers,
    content,
    machine,
    overview,
    progress,
    redrive,
    release,
    removal,
    reviewers,
    scan,
    stack,
    tables,
    verify,
)
from local.instance import CONTENT, ROOT, Instance, LocalError, recall, remember
from local.review import Review
from local.web import fetch


def run(instance: Instance, policies: Path) -> None:
    """Start or update everything, upload ``policies``, wait for the drafts, say where all is."""
    files = content.collect(policies)
    remember(instance)
    came_back = machine.start(instance)
    print("Building and deploying the stack …", flush=True)
    outputs = stack.deploy(instance, stack.build(instance))
    if came_back:
        redrive.sweep(partial(stack.client, instance), instance.stack)
    people = reviewers.reviewers(instance.languages)
    reviewers.create(instance, outputs, people)
    content.upload(instance, outputs, files)
    token = reviewers.sign_in(instance, outputs, people[0].email)
    drafts = progress.wait(instance, outputs, Review(outputs.review_api_url, token), files)
    print("\n", overview.states(drafts), "\n\n", overview.places(outputs), sep="")
    print("\n", overview.sign_ins(people), sep="")
    print("\n`make approve` publishes every draft; `make stop` ends it all.")


def validate(instance: Instance) -> None:
    """Lint the template, and have it judged."""
    stack.validate(instance)
    scan.scan(instance.directory)


def approve(instance: Instance) -> None:
    """Approve every open draft and print where readers find the pages."""
    machine.require(instance)
    outputs = stack.outputs(instance)
    for url in approval.approve_all(instance, outputs):
        print(fetch(url).status, url)


def reach(instance: Instance, aws_stack: str | None) -> tuple[redrive.Clients, str]:
    """Return clients of AWS and ``aws_stack``, or else of the emulator and its stack."""
    if aws_stack:
        return cast("redrive.Clients", boto3.client), aws_stack
    machine.require(instance)
    return partial(stack.client, instance), instance.stack


def send_again(instance: Instance, aws_stack: str | None) -> None:
    """Give dead letters another chance."""
    letters = redrive.redrive(*reach(instance, aws_stack))
    for queue, reasons in letters.items():
        print(f"{len(reasons):6}  {queue}")
        for reason, count in Counter(reasons).items():
            print(f"{count:12}  {reason}")


def backup(instance: Instance, aws_stack: str | None, table: str | None, file: Path) -> None:
    """Write a stack's table, or ``table`` in its place, to ``file``."""
    clients, name = reach(instance, aws_stack)
    count = tables.backup(clients, table or redrive.place(clients, name, "Table"), file)
    print(f"{count} items in {file}")


def restore(instance: Instance, aws_stack: str | None, file: Path) -> None:
    """Make a stack's table what ``file`` says, and the site what the table says."""
    clients, name = reach(instance, aws_stack)
    count = tables.restore(clients, redrive.place(clients, name, "Table"), file)
    redrive.sweep(clients, name)
    print(f"{count} items restored, and the site after them")


def delete(aws_stack: str | None) -> None:
    """Delete a stack on AWS with all that it holds, once its name was typed again."""
    if not aws_stack:
        raise LocalError("say which stack: make delete STACK=name")
    if input(f"Every policy, page and reviewer of {aws_stack} goes. Type its name: ") != aws_stack:
        raise LocalError("nothing was deleted")
    removal.delete(cast("redrive.Clients", boto3.client), aws_stack)
    print(f"{aws_stack} is no more")


def check(site: str) -> int:
    """Print what fits and what does not in a site's evidence; return the exit code."""
    verdicts = verify.verify(site)
    print(*verify.lines(verdicts), sep="\n")
    return int(any(verdict.misfits for verdict in verdicts))


def stop(instance: Instance) -> None:
    """End the processes; what they know is kept for the next run."""
    print("Stopped." if machine.stop(instance) else "Nothing was running.")


def invoke(instance: Instance, function: str, event: Path | None) -> None:
    """Print what a function answers in a container, to ``event`` or the one that tests use."""
    machine.require(instance)
    print(containers.invoke(instance, function, event or containers.EVENTS / f"{function}.json"))


def serve(instance: Instance, port: int) -> None:
    """Serve the review API from a container."""
    machine.require(instance)
    containers.serve(instance, port)


COMMANDS: dict[str, Callable[[Instance, argparse.Namespace], int | None]] = {
    "run": lambda instance, given: run(instance, given.policy),
    "approve": lambda instance, _: approve(instance),
    "redrive": lambda instance, given: send_again(instance, given.stack),
    "backup": lambda instance, given: backup(instance, given.stack, given.table, given.file),
    "restore": lambda instance, given: restore(instance, given.stack, given.file),
    "delete": lambda _, given: delete(given.stack),
    "stop": lambda instance, _: stop(instance),
    "invoke": lambda instance, given: invoke(instance, given.function, given.event),
    "serve": lambda instance, given: serve(instance, given.api_port),
    "build": lambda _, __: release.build(),
    "deploy": lambda _, given: release.deploy(guided=given.guided),
    "validate": lambda instance, _: validate(instance),
    "verify": lambda _, given: check(given.site),
}


def main(arguments: list[str]) -> int:
    """Carry out one command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--policy", type=Path, default=CONTENT, help="a file or folder to upload")
    parser.add_argument("--stack", help="a stack on AWS instead of the local one")
    parser.add_argument("--table", help="the table to back up instead of the stack's")
    parser.add_argument("--file", type=Path, default=Path("items.jsonl"), help="the table's items")
    parser.add_argument("--site", default="", help="the folder or address to verify")
    parser.add_argument("--function", choices=containers.FUNCTIONS, help="which one to invoke")
    parser.add_argument("--event", type=Path, help="a file with what it is sent")
    parser.add_argument("--api-port", type=int, default=3000, help="where to serve the review API")
    parser.add_argument("--guided", action="store_true", help="ask for the parameters first")
    parser.add_argument("--directory", type=Path, default=ROOT / ".run")
    parser.add_argument("--port", type=int, help="the emulator's port")
    parser.add_argument("--engine-port", type=int, help="the translation engine's port")
    given = parser.parse_args(arguments)
    instance = recall(given.directory.resolve(), given.port, given.engine_port)
    try:
        return COMMANDS[given.command](instance, given) or 0
    except (LocalError, OSError, BotoCoreError, ClientError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
