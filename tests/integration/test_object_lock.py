"""The lock on permanent copies: on them alone, and only where the stack asks for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from promulgate.adapters import aws
from promulgate.adapters.buckets import Bucket, Lock
from promulgate.stations import publish
from tests.integration.test_convergence import World

COPY = ("en/delivery-terms/v1/index.html", "en/delivery-terms/v1/index.md")


@pytest.fixture
def locking() -> Iterator[World]:
    """Return a stack that locks permanent copies for ten years."""
    with mock_aws():
        world = World()
        aws.s3().create_bucket(
            Bucket="locked",
            CreateBucketConfiguration={"LocationConstraint": "eu-central-1"},
            ObjectLockEnabledForBucket=True,
        )
        pages = Bucket("locked", Lock("COMPLIANCE", 10))
        world.publish = replace(world.publish, pages=pages)
        yield world


@pytest.fixture
def plain() -> Iterator[World]:
    """Return a stack that locks nothing."""
    with mock_aws():
        yield World()


@pytest.mark.parametrize("key", COPY)
def test_a_permanent_copy_cannot_be_deleted_for_as_long_as_was_asked(
    locking: World, key: str
) -> None:
    locking.upload(30)
    locking.run()
    copy = aws.s3().head_object(Bucket="locked", Key=key)
    assert copy["ObjectLockMode"] == "COMPLIANCE"
    until = copy["ObjectLockRetainUntilDate"]
    assert until - datetime.now(UTC) > timedelta(days=10 * 365)
    with pytest.raises(ClientError, match="AccessDenied"):
        aws.s3().delete_object(Bucket="locked", Key=key, VersionId=copy["VersionId"])


def test_what_is_written_anew_is_not_locked(locking: World) -> None:
    locking.upload(30)
    locking.run()
    keys = {item["Key"] for item in aws.s3().list_objects_v2(Bucket="locked")["Contents"]}
    locked = {
        key for key in keys if "ObjectLockMode" in aws.s3().head_object(Bucket="locked", Key=key)
    }
    assert locked >= set(COPY)
    assert {key for key in locked if "/v1/" not in key} == set()


def test_a_stack_that_asks_for_no_lock_locks_nothing(plain: World) -> None:
    plain.upload(30)
    plain.run()
    assert "ObjectLockMode" not in aws.s3().head_object(Bucket="site", Key=COPY[0])


@pytest.mark.parametrize(
    ("setting", "lock"),
    [
        ("", None),
        ("governance:10", Lock("GOVERNANCE", 10)),
        ("compliance:1", Lock("COMPLIANCE", 1)),
    ],
)
def test_the_stack_says_how_copies_are_locked(setting: str, lock: Lock | None) -> None:
    settings = publish.Settings(
        table="t",
        draft_bucket="d",
        site_bucket="s",
        site_url="https://policies.halden.example",
        distribution_id="E1",
        schedule_group="g",
        schedule_role_arn="r",
        schedule_dead_letter_arn="q",
        company_name="Halden Books",
        source_language="en",
        object_lock=setting,
    )
    assert publish.station(settings, "f").pages.lock == lock
