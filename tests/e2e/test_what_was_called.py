"""What the functions called while the tests before this one ran, beside what they are allowed.

A role that may do what nobody does is a hole; one that may not do what is done is a fault. It reads
what test_way_of_a_policy and test_life_of_a_policy left, and so runs with and after them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import pytest

from local import reviewers, stack
from tests.cloudformation import resources
from tests.e2e.conftest import BOOK, Way
from tests.e2e.test_way_of_a_policy import POLICY, SECOND

ROLES = tuple(resources("AWS::IAM::Role"))
# The Scheduler's, who calls functions and nothing else.
SCHEDULERS = ("ScheduleRole", "ReminderRole")
# Statements by their Sid whose calls the emulator makes without asking the role, and why AWS does.
MADE_BY_AWS = {
    "Trace": "Lambda itself sends traces, to X-Ray, which knows no resources",
    "Log": "Lambda itself writes what a function prints",
    "TakeUploads": "Lambda's poller reads the queue",
    "TakeJobs": "Lambda's poller reads the queue",
    "TakeDrafts": "Lambda's poller reads the table's stream",
    "TakeApprovals": "Lambda's poller reads the table's stream",
    "ReportFailures": "Lambda and the Scheduler park what failed",
    "Remind": "the Scheduler calls the function",
    "Publish": "the Scheduler calls the function",
    "GiveSchedulesTheirRole": "IAM asks when the Scheduler is given a role",
}
# Actions that the story does not come to, or that the emulator calls otherwise, and why they stay.
SELDOM = {
    "s3:ListBucket": "AWS asks for it when an object is missing, else it reads as forbidden",
    "sqs:SendMessage": "AWS asks for it for batches, too; the emulator for sqs:SendMessageBatch",
    "scheduler:DeleteSchedule": "a text that is withdrawn before its day: test_events.py",
    "dynamodb:DeleteItem": "a notice that could not be sent is to be sent again: test_notices.py",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a role was asked to be allowed."""

    role: str
    action: str
    resource: str
    allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One action on one resource that a role's deployed policy allows."""

    role: str
    sid: str
    action: str
    resource: str


@pytest.fixture(scope="module")
def names(way: Way) -> dict[str, str]:
    """Return the template's name of each role of the stack by its own."""
    found = stack.client(way.instance, "cloudformation").describe_stack_resources(
        StackName=way.instance.stack
    )
    return {
        one["PhysicalResourceId"]: one["LogicalResourceId"]
        for one in found["StackResources"]
        if one["ResourceType"] == "AWS::IAM::Role"
    }


@pytest.fixture(scope="module")
def told(way: Way) -> None:
    """Have the story go on by what the tests before leave out: a translation that is uploaded."""
    translation = SECOND.replace("Delivery Terms", "Lieferbedingungen")
    way.upload(f"{POLICY}.de.md", translation.encode())
    way.eventually(
        lambda: True if way.draft(POLICY, 2, "de")["units"][0]["origin"] == "human" else None
    )


@pytest.fixture(scope="module")
def calls(way: Way, told: None, names: dict[str, str]) -> tuple[Call, ...]:
    lines = map(json.loads, (way.instance.directory / BOOK).read_text().splitlines())
    found = ((line["principal"].split("/")[1], line) for line in lines)
    return tuple(
        Call(
            role=names[role],
            action=line["action"],
            resource=line["resource"],
            allowed=line["allowed"],
        )
        for role, line in found
        if role in names
    )


@pytest.fixture(scope="module")
def permissions(way: Way, names: dict[str, str]) -> tuple[Permission, ...]:
    return tuple(
        Permission(role=role, sid=statement["Sid"], action=action, resource=resource)
        for name, role in names.items()
        for statement in _statements(way, name)
        for action in _listed(statement["Action"])
        for resource in _listed(statement["Resource"])
    )


def _statements(way: Way, role: str) -> Iterator[dict[str, Any]]:
    iam = stack.client(way.instance, "iam")
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        yield from document["Statement"]


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def test_nothing_that_a_function_calls_is_denied(calls: tuple[Call, ...]) -> None:
    assert {call.role for call in calls} == {role for role in ROLES if role not in SCHEDULERS}
    assert [call for call in calls if not call.allowed] == []


def test_nothing_is_allowed_that_no_function_calls(
    calls: tuple[Call, ...], permissions: tuple[Permission, ...]
) -> None:
    unused = [
        permission
        for permission in permissions
        if permission.sid not in MADE_BY_AWS
        and permission.action not in SELDOM
        and not any(
            (call.role, call.action) == (permission.role, permission.action)
            and fnmatchcase(call.resource, permission.resource)
            for call in calls
        )
    ]
    assert unused == []


def test_no_exception_outlives_its_statement(permissions: tuple[Permission, ...]) -> None:
    assert set(MADE_BY_AWS) <= {permission.sid for permission in permissions}
    assert set(SELDOM) <= {permission.action for permission in permissions}


def _logged(way: Way) -> Iterator[str]:
    logs = stack.client(way.instance, "logs")
    groups = [
        group["logGroupName"]
        for page in logs.get_paginator("describe_log_groups").paginate()
        for group in page["logGroups"]
    ]
    for group in groups:
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group):
            yield from (event["message"] for event in page["events"])


def _texts(way: Way) -> Iterator[str]:
    """Yield each text of each policy, in each language, that is long enough to be known by."""
    review = way.person(reviewers.PUBLISHER)
    for policy in review.policies():
        for line in policy["languages"]:
            draft = review.get(
                f"/api/policies/{policy['policy']}/versions/{line['version']}"
                f"/drafts/{line['language']}"
            )
            for unit in draft["units"]:
                yield from (text for text in (unit["source"], unit["target"]) if len(text) > 20)


def test_logs_carry_no_policys_text(way: Way) -> None:
    logged = "\n".join(_logged(way))
    assert '"service":"render"' in logged
    told = json.dumps(logged, ensure_ascii=False)
    texts = set(_texts(way))
    assert len(texts) > 20
    assert [text for text in texts if json.dumps(text, ensure_ascii=False)[1:-1] in told] == []


def test_no_secret_is_in_logs_objects_or_the_environment(way: Way) -> None:
    token = way.person(reviewers.PUBLISHER).token
    secrets = (reviewers.PASSWORD, token, token.split(".")[0])
    s3, functions = (stack.client(way.instance, name) for name in ("s3", "lambda"))
    buckets = (way.outputs.draft_bucket, way.outputs.site_bucket, way.outputs.content_bucket)
    objects = [
        s3.get_object(Bucket=bucket, Key=key, VersionId=version)["Body"]
        .read()
        .decode(errors="replace")
        for bucket in buckets
        for key, version in way.objects(bucket)
    ]
    environments = [
        json.dumps(function.get("Environment", {}))
        for function in functions.list_functions()["Functions"]
    ]
    assert len(objects) > 20
    assert len(environments) >= len(resources("AWS::Serverless::Function"))
    told = "\n".join([*_logged(way), *objects, *environments])
    assert [secret for secret in secrets if secret in told] == []
