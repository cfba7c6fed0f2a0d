"""Signals: numbers for operators, and nothing that nobody looks at."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from promulgate.core import signals
from promulgate.core.records import Approval, LanguageStatus, Policy, Version
from promulgate.core.states import State
from tests.cloudformation import resources
from tests.unit.reviewed import DOCUMENT, DRAFT, VERSION

NOW = datetime(2026, 4, 3, tzinfo=UTC)
DAY = 86_400
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
    return Policy(
        policy="returns",
        source_language="en",
        key="returns.md",
        version=2,
        languages=languages,
    )


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


def version(number: int, effective: str) -> Version:
    """Return a version that was uploaded long ago and took effect on ``effective``."""
    uploaded = "2026-01-01T00:00:00Z"
    at = f"{effective}T00:00:00Z"
    return replace(VERSION, version=number, uploaded_at=uploaded, effective_at=at)


VERSIONS = (version(1, "2026-03-01"), version(2, "2026-03-31"), version(3, "2026-04-02"))


def test_a_language_is_behind_since_the_first_version_that_it_does_not_show_came_into_force() -> (
    None
):
    head = policy(en="3", de="3", ja="1.1", ar="2")
    assert signals.behind(head, VERSIONS, NOW) == {"ja": 3 * DAY, "ar": 1 * DAY}


def test_a_version_that_waits_for_its_day_leaves_nobody_behind() -> None:
    coming = (*VERSIONS[:2], version(3, "2026-05-01"))
    assert signals.behind(policy(en="2", ja="2"), coming, NOW) == {}


def test_a_version_that_a_later_one_overtook_is_no_lag_before_it() -> None:
    overtaken = (VERSIONS[0], version(2, "2026-12-01"), VERSIONS[2])
    assert signals.behind(policy(en="3", ja="1"), overtaken, NOW) == {"ja": 1 * DAY}


def test_a_language_that_was_never_out_is_behind_from_the_beginning() -> None:
    assert signals.behind(policy(en="2", ja=""), VERSIONS[:2], NOW) == {"ja": 33 * DAY}


def test_a_withdrawn_language_is_not_behind_until_a_newer_version_comes() -> None:
    withdrawn = LanguageStatus(version=2, state=State.PUBLISHED, approved_version=2)
    head = policy(en="2")
    head = replace(head, languages={**head.languages, "ja": withdrawn})
    assert signals.behind(head, VERSIONS[:2], NOW) == {}
    newer = replace(head.languages["en"], in_force="3")
    head = replace(head, languages={**head.languages, "en": newer})
    assert signals.behind(head, VERSIONS, NOW) == {"ja": 1 * DAY}


def test_a_language_dropped_before_anything_was_out_is_not_waited_for() -> None:
    dropped = LanguageStatus(version=1, state=State.SUPERSEDED)
    head = policy(en="2")
    head = replace(head, version=2, languages={**head.languages, "ja": dropped})
    assert signals.behind(head, VERSIONS[:2], NOW) == {}


def test_where_the_source_itself_is_not_out_nothing_is_behind() -> None:
    assert signals.behind(policy(en="", ja=""), VERSIONS, NOW) == {}


def test_a_lag_is_told_as_how_many_and_how_far_the_last_is() -> None:
    assert values(signals.of_lag({"ja": 3 * DAY, "ar": DAY})) == {
        "LanguagesBehind": 2,
        "SecondsBehind": 3 * DAY,
    }
    assert values(signals.of_lag({})) == {"LanguagesBehind": 0}


def sent() -> set[str]:
    """Return the name of every signal there is."""
    return {
        signals.DRAFT_FAILED,
        signals.ENGINE_ERROR,
        *values(signals.of_draft(DOCUMENT, 1, VERSION.uploaded_at, NOW)),
        *values(signals.of_publications([APPROVED], NOW)),
        *values(signals.of_lag({"ja": DAY})),
        *values(signals.of_reminders(1)),
    }


def widgets(kind: str) -> list[dict[str, Any]]:
    """Return the properties of the dashboard's widgets of a kind."""
    (board,) = resources("AWS::CloudWatch::Dashboard").values()
    found = json.loads(board["DashboardBody"]["Fn::Sub"])["widgets"]
    return [widget["properties"] for widget in found if widget["type"] == kind]


def on_the_dashboard() -> set[tuple[str, str]]:
    """Return name and service of every metric on it."""
    shown = [metric for widget in widgets("metric") for metric in widget["metrics"]]
    assert {(metric[0], metric[2]) for metric in shown} == {("${AWS::StackName}", "service")}
    return {(metric[1], metric[3]) for metric in shown}


def test_the_dashboard_shows_every_signal_and_nothing_that_is_never_sent() -> None:
    assert {name for name, _ in on_the_dashboard()} == sent()


def test_the_dashboard_reads_the_logs_of_functions_of_this_stack() -> None:
    named = {name for one in widgets("log") for name in re.findall(r"'\$\{(\w+)}'", one["query"])}
    assert named == set(resources("AWS::Logs::LogGroup"))


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
