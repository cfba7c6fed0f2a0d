"""What the terminal shows at the end: a table of states, addresses and sign-ins."""

from collections.abc import Mapping, Sequence
from typing import Any

from local.reviewers import Reviewer
from local.stack import Outputs


def states(policies: Sequence[Mapping[str, Any]]) -> str:
    """Return one row per policy and one column per language, each with version and state."""
    languages = list(
        dict.fromkeys(line["language"] for policy in policies for line in policy["languages"])
    )
    rows = [["policy", *languages]]
    for policy in policies:
        cells = {line["language"]: line["state"] for line in policy["languages"]}
        name = f"{policy['policy']} v{policy['version']}"
        rows.append([name, *(cells.get(language, "–") for language in languages)])
    return _table(rows)


def places(outputs: Outputs) -> str:
    """Return where everything is."""
    return _table(
        [
            ["site", outputs.site_url],
            ["review", outputs.review_url],
            ["review API", f"{outputs.review_api_url}/api/policies"],
            ["upload to", f"s3://{outputs.content_bucket}"],
        ]
    )


def sign_ins(reviewers: Sequence[Reviewer]) -> str:
    """Return who may sign in, with what, for what."""
    return _table(
        [[reviewer.email, reviewer.password, ", ".join(reviewer.groups)] for reviewer in reviewers]
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(f"  {line.rstrip()}" for line in lines)
