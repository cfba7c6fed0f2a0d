from dataclasses import replace

import pytest

from promulgate.adapters.table import ConflictError, Table
from promulgate.core.changes import Change, seal
from promulgate.core.history import Event, broken_at
from promulgate.core.records import Approval, Draft, Edition, LanguageStatus, Override, Policy
from promulgate.core.states import State

HEAD = Policy(policy="terms", source_language="en", key="terms.md", title="Terms", version=1)
DRAFT = Draft(
    policy="terms",
    version=1,
    language="pt-BR",
    state=State.APPROVED,
    source_digest="s",
    digest="d",
    changed_at="2026-03-01T08:00:00Z",
    approval=Approval(
        by="ana",
        at="2026-03-02T10:00:00Z",
        draft_digest="d",
        source_digest="s",
        target_digest="t",
        glossary_digest="",
        renderer="r",
        overrides=(Override(unit="u0003", check="numbers", reason="spelled out"),),
    ),
)
UPLOADED = Event(at="2026-03-01T08:00:00Z", by="upload:terms.md", action="uploaded", version=1)


def test_what_was_committed_is_read_back_equal(table: Table) -> None:
    head = table.commit(seal(Change(policy=HEAD, records=(DRAFT,), events=(UPLOADED,))))
    assert (table.policy("terms"), table.draft("terms", 1, "pt-BR")) == (head, DRAFT)


def test_the_head_shows_the_newest_draft_per_language(table: Table) -> None:
    table.commit(seal(Change(policy=HEAD, records=(DRAFT,))))
    head = table.policy("terms")
    assert head
    assert head.languages == {
        "pt-BR": LanguageStatus(
            version=1,
            state=State.APPROVED,
            digest="d",
            since="2026-03-01T08:00:00Z",
            approved_version=1,
            approved_digest="d",
            text_digest="d",
        )
    }


def test_a_change_decided_upon_an_older_state_is_refused_whole(table: Table) -> None:
    read = table.commit(seal(Change(policy=HEAD)))
    table.commit(seal(Change(policy=read, events=(UPLOADED,))))
    with pytest.raises(ConflictError):
        table.commit(seal(Change(policy=read, records=(DRAFT,))))
    assert table.draft("terms", 1, "pt-BR") is None


def test_two_firsts_of_a_policy_make_one(table: Table) -> None:
    table.commit(seal(Change(policy=HEAD)))
    with pytest.raises(ConflictError):
        table.commit(seal(Change(policy=replace(HEAD, title="Other"))))


def test_history_comes_back_oldest_first_and_whole(table: Table) -> None:
    head = HEAD
    for number in range(12):
        event = replace(UPLOADED, detail={"number": str(number)})
        head = table.commit(seal(Change(policy=head, events=(event,))))
    pages = (
        *table.history("terms", limit=5),
        *table.history("terms", limit=5, after=5),
        *table.history("terms", limit=5, after=10),
    )
    assert [entry.detail["number"] for entry in pages] == [str(n) for n in range(12)]
    assert broken_at(pages) is None


def test_policies_are_listed_page_by_page(table: Table) -> None:
    for slug in ("cookies", "privacy", "terms"):
        table.commit(seal(Change(policy=replace(HEAD, policy=slug))))
    first = table.policies(limit=2)
    rest = table.policies(limit=2, after=first[-1].policy)
    assert [policy.policy for policy in (*first, *rest)] == ["cookies", "privacy", "terms"]


def test_an_edition_is_found_by_policy_and_by_language(table: Table) -> None:
    edition = Edition(
        policy="terms",
        language="ja",
        in_force="1",
        title="利用規約",
        description="",
        since="2026-03-01T00:00:00Z",
        face="f",
    )
    table.commit(seal(Change(policy=HEAD, records=(edition,))))
    assert table.editions("terms") == table.editions_in("ja") == (edition,)


def test_many_items_are_written_and_read_in_one_call_each_way(table: Table) -> None:
    items = [{"pk": f"MEMORY#{n}", "sk": "MEMORY", "target": str(n)} for n in range(130)]
    table.put_many(items)
    keys = [(f"MEMORY#{n}", "MEMORY") for n in range(140)]
    found = table.get_many(keys)
    assert {key: item["target"] for key, item in found.items()} == {
        (f"MEMORY#{n}", "MEMORY"): str(n) for n in range(130)
    }
