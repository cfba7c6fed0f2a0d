"""Signals: numbers for operators, and nothing that nobody looks at."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from promulgate.core import signals
from promulgate.core.records import Approval, LanguageStatus, Policy
from promulgate.core.states import State
from tests.cloudformation import resources
from tests.unit.reviewed import DOCUMENT, DRAFT, VERSION

NOW = datetime(2026, 4, 3, tzinfo=UTC)
APPROVED = replace(
    DRAFT,
    approval=Approval(
        by="mika@halden.example",
        at="2026-04-02T23:59:00Z",
        draft_digest="d",
        source_digest="s",
        target_digest="t",
        glossary_digest="",
        renderer="r",
    ),
)


def policy(**in_force: str) -> Policy:
    """Return a policy whose languages show these publications."""
    languages = {
        language: LanguageStatus(version=2, state=State.PUBLISHED, in_force=number)
        for language, number in in_force.items()
    }
    return Policy(policy="returns", source_language="en", key="returns.md", languages=languages)


def values(found: tuple[signals.Signal, ...]) -> dict[str, float]:
    return {signal.name: signal.value for signal in found}


def test_a_draft_tells_where_its_texts_come_from_and_what_it_cost() -> None:
    found = values(signals.of_draft(DOCUMENT, 28, "2026-04-02T23:58:00Z", NOW))
    assert found == {
        "Drafts": 1,
        "UnitsFromMemory": 1,
        "UnitsFromMachine": 1,
        "UnitsFromPeople": 0,
        "CharactersSent": 28,
        "SecondsToDraft": 120,
    }


def test_a_publication_tells_how_long_it_had_been_approved() -> None:
    found = values(signals.of_publications([APPROVED], NOW))
    assert found == {"Publications": 1, "SecondsToLive": 60}


def test_a_language_whose_page_is_of_an_older_version_is_behind_since_the_newer_one_came() -> None:
    head = policy(en="2", de="2", ja="1.1", ar="")
    since = replace(VERSION, effective_at="2026-04-02T00:00:00Z")
    found = values(signals.of_policy(head, since, NOW))
    assert found == {"LanguagesBehind": 1, "SecondsBehind": 86_400}


def test_where_all_languages_are_up_to_date_nothing_is_behind() -> None:
    assert values(signals.of_policy(policy(en="2", de="2.3"), VERSION, NOW)) == {
        "LanguagesBehind": 0
    }


def sent() -> set[str]:
    """Return the name of every signal there is."""
    return {
        signals.DRAFT_FAILED,
        signals.ENGINE_ERROR,
        *values(signals.of_draft(DOCUMENT, 1, VERSION.uploaded_at, NOW)),
        *values(signals.of_publications([APPROVED], NOW)),
        *values(signals.of_policy(policy(en="2", ja="1"), VERSION, NOW)),
        *values(signals.of_reminders(1)),
    }


def on_the_dashboard() -> set[str]:
    (board,) = resources("AWS::CloudWatch::Dashboard").values()
    widgets = json.loads(board["DashboardBody"]["Fn::Sub"])["widgets"]
    return {metric[1] for widget in widgets for metric in widget["properties"]["metrics"]}


def test_the_dashboard_shows_every_signal_and_nothing_that_is_never_sent() -> None:
    assert on_the_dashboard() == sent()


@pytest.mark.parametrize(
    "alarm",
    [
        name
        for name, alarm in resources("AWS::CloudWatch::Alarm").items()
        if alarm["Namespace"] == {"Ref": "AWS::StackName"}
    ],
)
def test_an_alarm_watches_a_signal_that_is_sent(alarm: str) -> None:
    assert resources("AWS::CloudWatch::Alarm")[alarm]["MetricName"] in sent()
