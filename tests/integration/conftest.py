"""A stack's table, buckets and queue in moto, with the names that the functions are given."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from promulgate.adapters import aws
from promulgate.adapters.buckets import Bucket
from promulgate.adapters.queues import Queue
from promulgate.adapters.table import Table


@pytest.fixture
def emulated() -> Iterator[None]:
    """Answer every AWS call of the test in process."""
    with mock_aws():
        yield


@pytest.fixture
def table(emulated: None) -> Table:
    """Return an empty table."""
    aws.dynamodb().create_table(
        TableName="promulgate",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
    )
    return Table("promulgate")


def bucket(name: str) -> Bucket:
    """Return an empty, versioned bucket."""
    aws.s3().create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    aws.s3().put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return Bucket(name)


@pytest.fixture
def content(emulated: None) -> Bucket:
    """Return the content bucket, empty."""
    return bucket("content")


@pytest.fixture
def drafts(emulated: None) -> Bucket:
    """Return the draft bucket, empty."""
    return bucket("drafts")


@pytest.fixture
def site(emulated: None) -> Bucket:
    """Return the site bucket, empty."""
    return bucket("site")


@pytest.fixture
def jobs(emulated: None) -> Queue:
    """Return the translation queue, empty."""
    return Queue(aws.sqs().create_queue(QueueName="translation")["QueueUrl"])
