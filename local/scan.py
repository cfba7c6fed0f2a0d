"""Checkov over the template: every finding is mended, or an exception with its reason."""

import json
import re
import subprocess
from pathlib import Path

from local import tool
from local.instance import ROOT, LocalError

EXCEPTIONS = ROOT / ".checkov.yaml"
TEMPLATE = ROOT / "template.yaml"
_EXCEPTION = re.compile(r"^  - (CKV\w+)(?: # (\S.+))?$", re.MULTILINE)


def scan(directory: Path) -> None:
    """Have the template judged; checkov works in ``directory``.

    Raises LocalError with what it finds and nothing excepts, with exceptions that nothing needs,
    and with those that give no reason.
    """
    excepted = dict(_EXCEPTION.findall(EXCEPTIONS.read_text()))
    found = _findings(directory)
    faults = [
        *(f"{check}: {told}" for check, told in found.items() if check not in excepted),
        *(f"{check} is excepted and found nowhere" for check in excepted if check not in found),
        *(f"{check} is excepted without a reason" for check, why in excepted.items() if not why),
    ]
    if faults:
        raise LocalError("checkov: " + "; ".join(faults))


def _findings(directory: Path) -> dict[str, str]:
    """Return what checkov finds in the whole template, exceptions or not: check and message."""
    home = tool.environment("checkov", ROOT / "local" / "requirements-checkov.txt")
    directory.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            *[str(home / "checkov"), "--file", str(TEMPLATE), "--framework", "cloudformation"],
            *["--skip-download", "--output", "json", "--quiet"],
        ],
        # Not in the project, where it would read the exceptions.
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        report = json.loads(done.stdout)
        summary, failed = report["summary"], report["results"]["failed_checks"]
    except (ValueError, KeyError, TypeError) as error:
        raise LocalError(f"checkov did not answer: {done.stderr.strip()[-500:]}") from error
    if summary["parsing_errors"] or not summary["passed"]:
        raise LocalError("checkov could not read the template")
    return {one["check_id"]: f"{one['check_name']} ({one['resource']})" for one in failed}
