"""MiniStack, writing down what each role was asked to be allowed, and whether it was.

Runs in the emulator's own environment: ``python recording.py FILE``. Each line of FILE is JSON:
``principal``, ``action``, ``resource``, ``allowed``.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ministack.core import iam_evaluator

asked = iam_evaluator.evaluate


def main(book: Path) -> None:
    """Start MiniStack with its evaluation of policies overheard."""
    seen: set[str] = set()

    def overheard(context: Any, *policies: Any) -> Any:
        result = asked(context, *policies)
        line = json.dumps(
            {
                "principal": context.principal_arn,
                "action": context.action,
                "resource": context.resource_arn,
                "allowed": result.decision == "Allow",
            }
        )
        if line not in seen:
            seen.add(line)
            with book.open("a") as file:
                file.write(f"{line}\n")
        return result

    iam_evaluator.evaluate = overheard
    from ministack.app import main as start

    start()


if __name__ == "__main__":
    sys.argv, (file,) = sys.argv[:1], sys.argv[1:]
    main(Path(file))
