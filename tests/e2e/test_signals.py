"""What operators see of a run: log lines that one id ties together, metrics, alarms."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest

from local import stack
from local.review import draft_path
from tests.cloudformation import resources
from tests.e2e.conftest import Way
from tests.e2e.test_notices import letting_in, received

POLICY = "loyalty-card"
TEXT = """\
---
title: "Loyalty Card"
translationKey: loyalty-card
effectiveDate: {date}
languages: [ja, de]
---

A loyalty card is valid for 36 months.
"""
APPROVE = f"{draft_path(POLICY, 1, 'ja')}/approve"
type Line = dict[str, Any]


def physical(way: Way, name: str) -> str:
    """Return what the stack calls a resource of the template."""
    found = stack.client(way.instance, "cloudformation").describe_stack_resource(
        StackName=way.instance.stack, LogicalResourceId=name
    )
    return str(found["StackResourceDetail"]["PhysicalResourceId"])


def lines(way: Way, station: str) -> Iterator[Line]:
    """Yield what a function wrote to its log of this policy, in JSON."""
    logs = stack.client(way.instance, "logs")
    group = physical(way, f"{station.capitalize()}Log")
    for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group):
        for event in page["events"]:
            if event["message"].startswith("{"):
                line: Line = json.loads(event["message"])
                if line.get("policy") == POLICY:
                    yield line


def said(way: Way, station: str, message: str) -> list[Line]:
    """Return the lines of a function with that message."""
    return [line for line in lines(way, station) if line.get("message") == message]


def wait_for(way: Way, station: str, message: str, languages: set[str]) -> None:
    """Return as soon as a function has said so of all ``languages``."""

    def look() -> bool | None:
        return {line["language"] for line in said(way, station, message)} == languages or None

    way.eventually(look, seconds=120)


def invoke(way: Way, station: str, event: dict[str, Any]) -> dict[str, Any]:
    """Call a function as a schedule does."""
    answer: dict[str, Any] = stack.client(way.instance, "lambda").invoke(
        FunctionName=physical(way, f"{station.capitalize()}Function"),
        Payload=json.dumps(event).encode(),
    )
    return answer


def take_in(way: Way, *stations: str) -> None:
    """Do what CloudWatch does with log lines in embedded metric format; the emulator does not."""
    cloudwatch = stack.client(way.instance, "cloudwatch")
    for station in stations:
        for line in lines(way, station):
            for directive in line.get("_aws", {}).get("CloudWatchMetrics", ()):
                dimensions = [{"Name": n, "Value": line[n]} for n in directive["Dimensions"][0]]
                cloudwatch.put_metric_data(
                    Namespace=directive["Namespace"],
                    MetricData=[
                        {
                            "MetricName": metric["Name"],
                            "Unit": metric["Unit"],
                            "Values": line[metric["Name"]],
                            "Dimensions": dimensions,
                        }
                        for metric in directive["Metrics"]
                    ],
                )


def total(way: Way, name: str, service: str) -> float:
    """Return the sum of a metric of this stack in the last hour."""
    now = datetime.now(UTC)
    found = stack.client(way.instance, "cloudwatch").get_metric_statistics(
        Namespace=way.instance.stack,
        MetricName=name,
        Dimensions=[{"Name": "service", "Value": service}],
        StartTime=now - timedelta(hours=1),
        EndTime=now + timedelta(minutes=1),
        Period=7200,
        Statistics=["Sum"],
    )
    return float(sum(point["Sum"] for point in found["Datapoints"]))


def alarm(way: Way, name: str) -> str:
    """Return the state of an alarm of the template."""
    (found,) = stack.client(way.instance, "cloudwatch").describe_alarms(
        AlarmNames=[physical(way, name)]
    )["MetricAlarms"]
    return str(found["StateValue"])


def calm(way: Way, name: str) -> None:
    """Take an alarm back that other tests on the same stack may have raised."""
    stack.client(way.instance, "cloudwatch").set_alarm_state(
        AlarmName=physical(way, name), StateValue="OK", StateReason="a quiet day"
    )


@pytest.fixture(scope="module")
def approved(way: Way) -> str:
    """Let a policy take effect tomorrow, approve its Japanese; return the approval's id."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    way.upload_policy(f"{POLICY}.md", POLICY, TEXT.format(date=tomorrow).encode())
    wait_for(way, "notify", "told", {"ja", "de"})
    digest = way.draft(POLICY, 1, "ja")["digest"]
    answer = way.ask(way.person("reviewer-ja"), "POST", APPROVE, {}, digest)
    assert answer.status == HTTPStatus.OK
    wait_for(way, "publish", "published", {"en", "ja"})
    return answer.headers["x-correlation-id"]


@pytest.mark.parametrize(
    ("station", "message"),
    [
        ("render", "received"),
        ("translate", "drafted"),
        ("notify", "told"),
        ("review", f"POST {APPROVE} 200"),
        ("publish", "published"),
    ],
)
def test_a_line_of_the_log_names_policy_version_language_cause_and_trace(
    way: Way, approved: str, station: str, message: str
) -> None:
    found = [line for line in said(way, station, message) if "version" in line]
    assert found
    for line in found:
        assert (line["service"], line["version"]) == (station, 1)
        assert line["language"] in {"en", "ja", "de"}
        assert line["correlation_id"]
        assert line["xray_trace_id"].startswith("1-")


def test_one_id_leads_from_an_upload_to_its_drafts_notices_and_page(
    way: Way, approved: str
) -> None:
    (received,) = said(way, "render", "received")
    drafted = said(way, "translate", "drafted")
    told = said(way, "notify", "told")
    (source,) = (one for one in said(way, "publish", "published") if one["language"] == "en")
    followed = [*drafted, *told, source]
    assert sorted(one["language"] for one in followed) == ["de", "de", "en", "ja", "ja"]
    assert {one["correlation_id"] for one in followed} == {received["correlation_id"]}


def test_the_id_that_a_reviewer_was_given_leads_to_the_publication(way: Way, approved: str) -> None:
    found = [line for line in said(way, "publish", "published") if line["language"] == "ja"]
    assert [line["correlation_id"] for line in found] == [approved]


def test_a_metric_tells_what_the_run_did(way: Way, approved: str) -> None:
    take_in(way, "translate", "publish")
    assert (total(way, "Drafts", "translate"), total(way, "Publications", "publish")) == (2, 2)


def test_an_alarm_reaches_operators_when_a_day_is_near_and_a_language_is_not_approved(
    way: Way, approved: str
) -> None:
    sqs, sns = stack.client(way.instance, "sqs"), stack.client(way.instance, "sns")
    queue = sqs.create_queue(QueueName="operator")["QueueUrl"]
    found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]
    arn = found["QueueArn"]
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(letting_in(arn))})
    sns.subscribe(TopicArn=physical(way, "Alarms"), Protocol="sqs", Endpoint=arn)
    calm(way, "LanguagesDue")
    invoke(way, "notify", {"remind": True})
    take_in(way, "notify")
    assert alarm(way, "LanguagesDue") == "ALARM"
    told = json.loads(way.eventually(lambda: received(sqs, queue))["Message"])
    assert (told["AlarmName"], told["NewStateValue"]) == (physical(way, "LanguagesDue"), "ALARM")


def test_an_alarm_rises_when_publishing_fails(way: Way, approved: str) -> None:
    calm(way, "PublishFailing")
    assert "FunctionError" in invoke(way, "publish", {"Records": [{}]})
    # The emulator counts errors by itself, and looks at its alarms when it is sent a metric.
    take_in(way, "publish")
    assert alarm(way, "PublishFailing") == "ALARM"


def test_every_alarm_tells_the_topic_that_operators_subscribe_to(way: Way, approved: str) -> None:
    names = [physical(way, name) for name in resources("AWS::CloudWatch::Alarm")]
    found = stack.client(way.instance, "cloudwatch").describe_alarms(AlarmNames=names)
    told = {action for one in found["MetricAlarms"] for action in one["AlarmActions"]}
    assert told == {physical(way, "Alarms")}
