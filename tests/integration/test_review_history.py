"""The history that the review API tells, page by page, and what it notices."""

from typing import Any

import pytest

from promulgate.adapters import aws
from promulgate.adapters.items import attributes
from tests.integration.review_api import MIKA, POLICY, SORA, SOURCE, Api, seeded, upload

LIMITS = (1, 3, 100)
HISTORY = f"/api/policies/{POLICY}/history"


@pytest.fixture
def api(emulated: None, monkeypatch: pytest.MonkeyPatch) -> Api:
    """Return the API over a policy with a history of eight entries."""
    api = seeded(monkeypatch)
    for number in range(6):
        api.edit((MIKA, SORA)[number % 2], f"配送条件 {number}")
    return api


def pages(api: Api, limit: int) -> list[dict[str, Any]]:
    """Return every page of the history."""
    found: list[dict[str, Any]] = []
    after: int | None = 0
    while after is not None:
        found.append(api.ask(MIKA, "GET", f"{HISTORY}?limit={limit}&after={after}").json)
        after = found[-1]["next"]
    return found


def key(number: int) -> dict[str, Any]:
    """Return the key of an entry in the table."""
    return attributes({"pk": f"POLICY#{POLICY}", "sk": f"HISTORY#{number:08d}"})


def delete(api: Api, number: int) -> None:
    """Delete an entry behind the API's back."""
    aws.dynamodb().delete_item(TableName=api.table.name, Key=key(number))


def alter(api: Api, number: int) -> None:
    """Have somebody else be the one who did it, behind the API's back."""
    aws.dynamodb().update_item(
        TableName=api.table.name,
        Key=key(number),
        UpdateExpression="SET #by = :by",
        ExpressionAttributeNames={"#by": "by"},
        ExpressionAttributeValues=attributes({":by": "mallory"}),
    )


def broken(api: Api, limit: int) -> list[int]:
    """Return where the pages say that the chain is broken."""
    read = pages(api, limit)
    told = [page["broken_at"] for page in read]
    assert [page["whole"] for page in read] == [at is None for at in told]
    return [at for at in told if at is not None]


def test_an_untouched_history_is_whole_on_every_page(api: Api) -> None:
    assert all(broken(api, limit) == [] for limit in LIMITS)
    told = [entry["sequence"] for page in pages(api, 3) for entry in page["entries"]]
    assert told == list(range(1, 9))


@pytest.mark.parametrize("number", [1, 4, 8])
def test_a_deleted_entry_is_noticed(api: Api, number: int) -> None:
    delete(api, number)
    assert [broken(api, limit)[0] for limit in LIMITS] == [number] * len(LIMITS)


@pytest.mark.parametrize("number", [1, 4, 8])
def test_an_altered_entry_is_noticed(api: Api, number: int) -> None:
    alter(api, number)
    assert [broken(api, limit)[0] for limit in LIMITS] == [number] * len(LIMITS)


def test_the_last_entries_cut_off_are_noticed(api: Api) -> None:
    delete(api, 7)
    delete(api, 8)
    assert broken(api, 3)[0] == 7


def test_a_policys_versions_come_newest_first_page_by_page(api: Api) -> None:
    for days in (20, 10):
        upload(api.render, "terms.md", SOURCE.replace("30 days", f"{days} days"))
    told: list[list[int]] = []
    cursor = ""
    while True:
        page = api.ask(MIKA, "GET", f"/api/policies/{POLICY}?limit=2{cursor}").json
        told.append([one["version"] for one in page["versions"]])
        assert {one["version"] for one in page["drafts"]} == set(told[-1])
        assert all(one["version"] in told[-1] for one in page["publications"])
        if page["next"] is None:
            break
        cursor = f"&before={page['next']}"
    assert told == [[2, 3], [1]]
