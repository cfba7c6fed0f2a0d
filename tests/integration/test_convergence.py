"""Publishing and rendering, cut off at every single AWS call, end as if nothing had happened."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from moto import mock_aws
from moto.moto_api._internal import mock_random

from promulgate.adapters import aws
from promulgate.adapters.queues import Queue
from promulgate.adapters.table import Table
from promulgate.core.changes import Change, seal
from promulgate.core.history import broken_at
from promulgate.core.people import ForbiddenError, Person
from promulgate.stations import desk, publish, render, review
from tests.integration.conftest import bucket, new_table

NOW = datetime(2026, 3, 2, 10, 0, 0, tzinfo=UTC)
TEXT = """\
---
title: "Delivery Terms"
translationKey: delivery-terms
lastmod: 2026-02-01
effectiveDate: {date}
---

## 1. Parcels

We send parcels within {days} days.
"""
CLIENTS = (aws.s3, aws.dynamodb, aws.sqs, aws.cloudfront, aws.scheduler)


class CutOffError(Exception):
    """The process ended here."""


class World:
    """A stack in moto, and a policy that is uploaded and published there."""

    def __init__(self, source_approval: str = "automatic", time_zone: str = "UTC") -> None:
        """Create the stack's resources."""
        # The same versions of objects in every world, since evidence names them.
        mock_random.seed(1)
        self.table: Table = new_table()
        self.content, self.drafts, self.site = map(bucket, ("content", "drafts", "site"))
        queue = Queue(aws.sqs().create_queue(QueueName="translation")["QueueUrl"])
        aws.scheduler().create_schedule_group(Name="policies")
        settings = render.Settings(
            table=self.table.name,
            content_bucket="content",
            draft_bucket="drafts",
            translation_queue_url=queue.url,
            source_language="en",
            company_name="Halden Books",
            site_url="https://policies.halden.example",
            source_approval=source_approval,
            time_zone=time_zone,
        )
        self.review = desk.station(
            desk.Settings(
                table=self.table.name,
                draft_bucket="drafts",
                company_name="Halden Books",
                site_url="https://policies.halden.example",
            )
        )
        self.render = render.station(settings)
        self.publish = publish.station(
            publish.Settings(
                table=self.table.name,
                draft_bucket="drafts",
                site_bucket="site",
                site_url="https://policies.halden.example",
                distribution_id=_distribution(),
                schedule_group="policies",
                schedule_role_arn="arn:aws:iam::123456789012:role/schedules",
                schedule_dead_letter_arn="arn:aws:sqs:eu-central-1:123456789012:parked",
                company_name="Halden Books",
                source_language="en",
            ),
            "arn:aws:lambda:eu-central-1:123456789012:function:publish",
        )

    def upload(self, days: int, date: str = "2026-03-01", key: str = "terms.md") -> None:
        """Put a version of the policy into the content bucket."""
        text = TEXT.format(days=days, date=date)
        self.content.put(key, text.encode(), "text/markdown")

    def receive(self, key: str = "terms.md") -> None:
        """Do what the upload's message asks for."""
        render.receive(self.render, key, NOW)

    def converge(self, now: datetime = NOW) -> None:
        """Do what the table's stream, a schedule or the sweep asks for."""
        publish.converge(self.publish, "delivery-terms", now)

    def run(self) -> None:
        """Do what an upload brings about."""
        self.receive()
        self.converge()

    def pages(self) -> dict[str, bytes]:
        """Return every file of the site by its key."""
        return {key: data.data for key in self._keys() if (data := self.site.get(key)) is not None}

    def writes(self) -> int:
        """Return how often anything was written to the site."""
        return len(aws.s3().list_object_versions(Bucket="site").get("Versions", []))

    def state(self) -> tuple[Any, ...]:
        """Return what the table says, but for counters of attempts."""
        head = self.table.policy("delivery-terms")
        assert head
        history = self.table.history("delivery-terms", limit=100)
        assert broken_at(history) is None
        return (
            head.version,
            head.languages,
            [draft.state for draft in self.table.drafts("delivery-terms")],
            [replace(one, evidence_digest="") for one in self.table.publications("delivery-terms")],
            self.table.editions("delivery-terms"),
            [(entry.action, entry.version) for entry in history],
        )

    def _keys(self) -> list[str]:
        found = aws.s3().list_objects_v2(Bucket="site").get("Contents", [])
        return [item["Key"] for item in found]


def _distribution() -> str:
    made = aws.cloudfront().create_distribution(
        DistributionConfig={
            "CallerReference": "site",
            "Comment": "",
            "Enabled": True,
            "Origins": {
                "Quantity": 1,
                "Items": [
                    {
                        "Id": "site",
                        "DomainName": "site.s3.amazonaws.com",
                        "S3OriginConfig": {"OriginAccessIdentity": ""},
                    }
                ],
            },
            "DefaultCacheBehavior": {
                "TargetOriginId": "site",
                "ViewerProtocolPolicy": "redirect-to-https",
            },
        }
    )
    return made["Distribution"]["Id"]


@pytest.fixture
def world() -> Iterator[World]:
    """Return a stack of its own for each test."""
    with mock_aws():
        yield World()


def cut_off_at(number: int, moment: str, operation: str = "*") -> Callable[[], int]:
    """End the process at the AWS call ``number`` from now on, before or after it took effect.

    With ``operation`` only such calls count.

    The function returned tells how many calls there were, and ends the cutting.
    """
    calls = 0

    def count(**_: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            raise CutOffError

    for client in CLIENTS:
        client().meta.events.register(f"{moment}-call.*.{operation}", count, unique_id="cut")

    def done() -> int:
        for client in CLIENTS:
            client().meta.events.unregister(f"{moment}-call.*.{operation}", unique_id="cut")
        return calls

    return done


def timeless(pages: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files without the second at which the bucket took the upload."""
    clock = re.compile(rb'"(uploaded_at|evidence_digest)":"[^"]*"')
    return {key: clock.sub(b"", data) for key, data in pages.items()}


def undisturbed() -> tuple[tuple[Any, ...], dict[str, bytes], int]:
    """Return the end of a run without faults, and its number of AWS calls."""
    with mock_aws():
        world = World()
        world.upload(30)
        done = cut_off_at(0, "before")
        world.run()
        calls = done()
        return world.state(), timeless(world.pages()), calls


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_run_cut_off_at_any_call_and_repeated_ends_the_same(moment: str) -> None:
    state, pages, calls = undisturbed()
    assert calls > 20
    for number in range(1, calls + 1):
        with mock_aws():
            world = World()
            world.upload(30)
            done = cut_off_at(number, moment)
            with pytest.raises(CutOffError):
                world.run()
            done()
            world.run()
            assert (world.state(), timeless(world.pages())) == (state, pages), (
                f"{moment} call {number}"
            )


def test_the_same_again_writes_nothing(world: World) -> None:
    world.upload(30)
    world.receive()
    world.converge()
    state, writes = world.state(), world.writes()
    world.upload(30)
    world.receive()
    world.converge()
    assert (world.state(), world.writes()) == (state, writes)


def test_a_new_version_leaves_the_old_copy_as_it_was(world: World) -> None:
    world.upload(30)
    world.receive()
    world.converge()
    born = world.pages()["en/delivery-terms/v1/index.html"]
    world.upload(20)
    world.receive()
    world.converge()
    pages = world.pages()
    assert pages["en/delivery-terms/v1/index.html"] == born
    assert b"20 days" in pages["en/delivery-terms/index.html"]
    assert b"20 days" in pages["en/delivery-terms/v2/index.html"]


def test_a_company_with_a_brand_of_its_own_publishes_under_it(world: World) -> None:
    world.content.put("site.yaml", b"name: Halden & Daughters\n", "application/yaml")
    world.receive("site.yaml")
    world.upload(30)
    world.run()
    pages = world.pages()
    assert b"Halden &amp; Daughters" in pages["en/delivery-terms/index.html"]
    assert b"/en/delivery-terms/" in pages["sitemap-delivery-terms.xml"]
    assert b"/sitemap-delivery-terms.xml" in pages["sitemap.xml"]


def test_what_went_out_before_histories_were_kept_does_not_stop_the_next_version(
    world: World,
) -> None:
    world.upload(30)
    world.run()
    head, (first,) = (
        world.table.policy("delivery-terms"),
        world.table.publications("delivery-terms"),
    )
    assert head
    older = replace(first, sequence=0, page_digest="", evidence_digest="", history_digest="")
    world.table.commit(seal(Change(policy=head, records=(older,))))
    world.upload(20)
    world.run()
    assert b"20 days" in world.pages()["en/delivery-terms/index.html"]
    assert b"20" in world.pages()["en/delivery-terms/history/index.html"]


def test_a_version_takes_effect_on_its_day_and_is_citable_before(world: World) -> None:
    world.upload(30)
    world.receive()
    world.converge()
    world.upload(20, date="2026-04-01")
    world.receive()
    world.converge()
    assert b"30 days" in world.pages()["en/delivery-terms/index.html"]
    assert b"20 days" in world.pages()["en/delivery-terms/v2/index.html"]
    schedule = aws.scheduler().get_schedule(GroupName="policies", Name="delivery-terms")
    assert schedule["ScheduleExpression"] == "at(2026-04-01T00:00:00)"
    world.converge(NOW + timedelta(days=30))
    assert b"20 days" in world.pages()["en/delivery-terms/index.html"]


def test_a_later_message_of_an_older_upload_does_not_bring_it_back(world: World) -> None:
    world.upload(30)
    world.receive()
    world.upload(20)
    world.receive()
    world.receive()
    assert world.state()[0] == 2


def test_another_policys_name_cannot_be_taken(world: World) -> None:
    world.upload(30)
    world.receive()
    other = TEXT.format(days=1, date="2026-03-01").replace("Delivery Terms", "Other Terms")
    world.content.put("other.md", other.encode(), "text/markdown")
    world.receive("other.md")
    assert world.state()[0] == 1
    report = world.table.get_plain("REPORT", "other.md")
    assert report
    assert "terms.md" in report["reason"]


def test_a_renamed_file_goes_on_with_its_policy(world: World) -> None:
    world.upload(30)
    world.receive()
    world.upload(20, key="renamed.md")
    world.receive("renamed.md")
    assert world.state()[0] == 2


PUBLISHER = Person(name="pia@halden.example", groups=frozenset({"publisher"}))
MIKA = Person(name="mika@halden.example", groups=frozenset({"reviewer-ja"}))
SORA = Person(name="sora@halden.example", groups=frozenset({"reviewer-ja"}))
JAPANESE = """\
---
title: "配送条件"
translationKey: delivery-terms
---

## 1. 小包

小包は30日以内に発送します。
"""


def test_where_sources_need_approval_a_publisher_gives_it() -> None:
    with mock_aws():
        world = World(source_approval="required")
        world.upload(30)
        world.run()
        assert world.pages() == {}
        place = desk.Place(policy="delivery-terms", version=1, language="en")
        seen = review.read(world.review, place).draft.digest
        with pytest.raises(ForbiddenError):
            review.approve(world.review, place, seen, [], MIKA, NOW)
        review.approve(world.review, place, seen, [], PUBLISHER, NOW)
        world.converge()
        assert b"30 days" in world.pages()["en/delivery-terms/index.html"]


def _with_japanese(world: World) -> desk.Place:
    text = TEXT.format(days=30, date="2026-03-01").replace("---\n\n", "languages: [ja]\n---\n\n")
    world.content.put("terms.md", text.encode(), "text/markdown")
    world.receive()
    world.content.put("terms.ja.md", JAPANESE.encode(), "text/markdown")
    world.receive("terms.ja.md")
    return desk.Place(policy="delivery-terms", version=1, language="ja")


def test_an_uploaded_translation_enters_review_untouched_by_any_machine(world: World) -> None:
    seen = review.read(world.review, _with_japanese(world))
    assert [(unit.origin, unit.target) for unit in seen.document.units] == [
        ("human", "配送条件"),
        ("human", "1. 小包"),
        ("human", "小包は30日以内に発送します。"),
    ]


def test_the_same_upload_again_does_not_undo_what_a_reviewer_did(world: World) -> None:
    place = _with_japanese(world)
    seen = review.read(world.review, place)
    edit = {seen.document.units[0].id: "配送規約"}
    edited = review.change_units(world.review, place, seen.draft.digest, edit, MIKA, NOW)
    world.receive("terms.ja.md")
    assert review.read(world.review, place).draft == edited.draft


def test_an_approved_translation_is_published_and_an_edit_reopens_it(world: World) -> None:
    place = _with_japanese(world)
    seen = review.read(world.review, place).draft
    review.approve(world.review, place, seen.digest, [], MIKA, NOW)
    world.converge()
    born = world.pages()["ja/delivery-terms/v1/index.html"]
    assert "機械翻訳" not in born.decode()
    now = review.read(world.review, place)
    assert now.draft.state == "published"
    edit = {now.document.units[0].id: "配送規約"}
    again = review.change_units(world.review, place, now.draft.digest, edit, MIKA, NOW).draft
    assert again.state == "in_review"
    with pytest.raises(ForbiddenError, match="four eyes"):
        review.approve(world.review, place, again.digest, [], MIKA, NOW)
    review.approve(world.review, place, again.digest, [], SORA, NOW)
    world.converge()
    assert "配送規約" in world.pages()["ja/delivery-terms/v1.1/index.html"].decode()
    assert "配送規約" in world.pages()["ja/delivery-terms/index.html"].decode()
    assert world.pages()["ja/delivery-terms/v1/index.html"] == born


def test_a_page_stays_as_it_is_when_its_source_moves_on_but_can_learn_of_it(world: World) -> None:
    place = _with_japanese(world)
    seen = review.read(world.review, place).draft
    review.approve(world.review, place, seen.digest, [], MIKA, NOW)
    world.converge()
    before = world.pages()["ja/delivery-terms/index.html"]
    world.upload(20)
    world.run()
    assert world.pages()["ja/delivery-terms/index.html"] == before
    assert b'data-versions="/en/delivery-terms/versions.json" data-version="1"' in before


def test_approving_twice_is_one_approval(world: World) -> None:
    place = _with_japanese(world)
    seen = review.read(world.review, place).draft
    first = review.approve(world.review, place, seen.digest, [], MIKA, NOW).draft
    later = NOW + timedelta(hours=1)
    assert review.approve(world.review, place, seen.digest, [], MIKA, later).draft == first
