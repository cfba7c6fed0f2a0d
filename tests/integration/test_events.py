"""Each function takes the event that AWS sends it: the very files for `sam local invoke`."""

import importlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from moto import mock_aws

from promulgate.adapters import aws
from promulgate.core.states import State
from tests.integration.engine_server import engine_server
from tests.integration.test_convergence import World

ROOT = Path(__file__).parents[2]
POLICY = "cookie-notice"


def event(function: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (ROOT / "tests" / "events" / f"{function}.json").read_text()
    )
    return loaded


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Return a stack with the policy that the events name; functions get its settings."""
    with mock_aws(), engine_server() as engine:
        world = World()
        topic = aws.sns().create_topic(Name="notices")["TopicArn"]
        settings = {
            "TABLE": world.table.name,
            "CONTENT_BUCKET": "content",
            "DRAFT_BUCKET": "drafts",
            "SITE_BUCKET": "site",
            "SITE_URL": "https://policies.halden.example",
            "COMPANY_NAME": "Halden Books",
            "SOURCE_LANGUAGE": "en",
            "TARGET_LANGUAGES": "de",
            "TRANSLATION_QUEUE_URL": world.render.jobs.url,
            "DEAD_LETTER_QUEUE_URL": aws.sqs().create_queue(QueueName="dead")["QueueUrl"],
            "TRANSLATION_ENGINE": "libre",
            "ENGINE_URL": engine.url,
            "DISTRIBUTION_ID": world.publish.cdn.distribution,
            "SCHEDULE_GROUP": "policies",
            "SCHEDULE_ROLE_ARN": "arn:aws:iam::123456789012:role/schedules",
            "SCHEDULE_DEAD_LETTER_ARN": "arn:aws:sqs:eu-central-1:123456789012:parked",
            "NOTICE_TOPIC": topic,
            "REVIEW_URL": "https://review.halden.example",
            "REMIND_AFTER_DAYS": "3",
            "REMIND_BEFORE_DAYS": "7",
            "POWERTOOLS_METRICS_NAMESPACE": "promulgate",
        }
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        world.content.put(f"{POLICY}.md", (ROOT / "content" / f"{POLICY}.md").read_bytes(), "")
        yield world


def function(name: str) -> ModuleType:
    """Return a function's module, started anew with the settings of this test."""
    return importlib.reload(importlib.import_module(f"functions.{name}.app"))


def call(name: str, sent: dict[str, Any] | None = None) -> Any:
    """Return what a function answers to its event, or to what it is ``sent`` instead."""
    os.environ["POWERTOOLS_SERVICE_NAME"] = name
    context = SimpleNamespace(
        function_name=name,
        memory_limit_in_mb=1024,
        invoked_function_arn=f"arn:aws:lambda:eu-central-1:123456789012:function:{name}",
        aws_request_id="5f0c",
        get_remaining_time_in_millis=lambda: 60_000,
    )
    return function(name).handler(sent or event(name), context)


def state(world: World, language: str) -> State:
    draft = world.table.draft(POLICY, 1, language)
    assert draft
    return draft.state


def test_an_upload_becomes_a_version(world: World) -> None:
    assert call("render") == {"batchItemFailures": []}
    assert state(world, "de") == State.QUEUED


def test_a_job_becomes_a_draft(world: World) -> None:
    call("render")
    assert call("translate") == {"batchItemFailures": []}
    assert state(world, "de") == State.IN_REVIEW


def test_an_approval_becomes_a_page(world: World) -> None:
    call("render")
    call("publish")
    assert f"en/{POLICY}/index.html" in world.pages()


def test_a_draft_in_review_becomes_a_notice(world: World) -> None:
    call("render")
    call("translate")
    call("notify")
    assert world.table.get_plain(f"NOTICE#{POLICY}", "000001#de#ready")


def test_a_request_is_answered(world: World) -> None:
    call("render")
    answer = call("review")
    assert (answer["statusCode"], json.loads(answer["body"])["policies"][0]["policy"]) == (
        200,
        POLICY,
    )


def metrics(capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], float]:
    """Return what the functions told CloudWatch so far: values by service and name."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"_aws"' in line]
    return {
        (line["service"], metric["Name"]): sum(line[metric["Name"]])
        for line in lines
        for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]
    }


def test_the_work_is_told_to_operators_in_numbers(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    call("render")
    call("translate")
    call("publish")
    found = metrics(capsys)
    assert (found["translate", "Drafts"], found["publish", "Publications"]) == (1, 1)
    assert found["translate", "UnitsFromMachine"] > 10
    assert 1_000 < found["translate", "CharactersSent"] < 2_000
    assert found["publish", "SecondsToLive"] >= 0


def test_an_engine_that_is_away_is_counted_and_on_the_last_try_a_failed_draft(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call("render")
    monkeypatch.setenv("TRANSLATION_ENGINE", "deepl")
    last = event("translate")
    last["Records"][0]["attributes"]["ApproximateReceiveCount"] = "10"
    assert call("translate", last) == {"batchItemFailures": []}
    assert set(metrics(capsys)) == {("translate", "EngineErrors"), ("translate", "DraftsFailed")}
    assert state(world, "de") == State.FAILED
