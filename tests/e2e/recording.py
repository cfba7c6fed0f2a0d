"""MiniStack, writing down what each role was asked to be allowed, and whether it was.

Runs in the emulator's own environment: ``python recording.py FILE``. Each line of FILE is JSON:
``principal``, ``action``, ``resource``, ``allowed``.
"""

import json
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from ministack.core import iam_evaluator

evaluate, enforce = iam_evaluator.evaluate, iam_evaluator.enforce
# Who asks, as far as the evaluation of their policies has told; nobody is asked about root.
principal: ContextVar[str] = ContextVar("principal", default="")


def main(book: Path) -> None:
    """Start MiniStack with what it decides overheard."""
    seen: set[str] = set()

    def evaluated(context: Any, *policies: Any) -> Any:
        principal.set(context.principal_arn)
        return evaluate(context, *policies)

    def enforced(
        key: str, action: str, service: str, region: str, resource_arn: str = "*", **known: Any
    ) -> Any:
        principal.set("")
        denied = enforce(key, action, service, region, resource_arn=resource_arn, **known)
        told = {"action": action, "resource": resource_arn, "allowed": denied is None}
        line = json.dumps({"principal": principal.get(), **told})
        if ":assumed-role/" in line and line not in seen:
            seen.add(line)
            with book.open("a") as file:
                file.write(f"{line}\n")
        return denied

    iam_evaluator.evaluate, iam_evaluator.enforce = evaluated, enforced
    from ministack.app import main as start

    start()


if __name__ == "__main__":
    sys.argv, (file,) = sys.argv[:1], sys.argv[1:]
    main(Path(file))
