"""Approving every open draft, each as the demo reviewer of its language."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from local import reviewers
from local.instance import Instance, LocalError
from local.review import Review, draft_path
from local.stack import Outputs
from promulgate.core import urls

OPEN = {"in_review", "changes_requested"}
ON_THE_WAY = {"approved"}
REASON = "Approved by the local demonstration, unread."


def approve_all(
    instance: Instance, outputs: Outputs, *, only: str = "", seconds: float = 60
) -> list[str]:
    """Approve every open draft and wait until all are published; return the readers' addresses.

    With ``only``, those of that policy alone.

    Raises LocalError with the API's reason, or when the last is not out within ``seconds``.
    """
    publisher = _as(instance, outputs, reviewers.PUBLISHER)
    for policy in publisher.policies():
        for line in policy["languages"]:
            if line["state"] in OPEN and only in {"", policy["policy"]}:
                is_source = line["language"] == policy["source_language"]
                group = reviewers.PUBLISHER if is_source else f"reviewer-{line['language']}"
                _approve(_as(instance, outputs, group), policy["policy"], line)
    until = time.monotonic() + seconds
    while any(line["state"] in ON_THE_WAY for line in _lines(publisher.policies())):
        if time.monotonic() > until:
            raise LocalError(f"not all is published: see {instance.directory}/ministack.log")
        time.sleep(0.3)
    return [
        outputs.site_url + path
        for policy in publisher.policies()
        for path in paths(policy, publisher.get(f"/api/policies/{policy['policy']}"))
    ]


def paths(policy: Mapping[str, Any], detail: Mapping[str, Any]) -> list[str]:
    """Return where readers find each language: the page in force, else the newest copy."""
    copies = {copy["language"]: copy["path"] for copy in detail["publications"]}
    found = (
        urls.edition(line["language"], policy["policy"])
        if line["in_force"]
        else copies.get(line["language"])
        for line in policy["languages"]
    )
    return [path for path in found if path]


def overrides(draft: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return a reason for each failing check of severity error, as an approval wants them."""
    failing = [("", check) for check in draft["checks"]]
    failing += [(unit["id"], check) for unit in draft["units"] for check in unit["checks"]]
    return [
        {"unit": unit, "check": check["name"], "reason": REASON}
        for unit, check in failing
        if check["severity"] == "error"
    ]


def _approve(review: Review, policy: str, line: Mapping[str, Any]) -> None:
    path = draft_path(policy, line["version"], line["language"])
    draft = review.get(path)
    body = {"overrides": overrides(draft)}
    review.post(f"{path}/approve", body, {"If-Match": f'"{draft["digest"]}"'})


def _as(instance: Instance, outputs: Outputs, group: str) -> Review:
    token = reviewers.sign_in(instance, outputs, reviewers.address(group))
    return Review(outputs.review_api_url, token)


def _lines(policies: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return (line for policy in policies for line in policy["languages"])
