"""A stack's table, buckets and queue in moto, with the names that the functions are given."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from promulgate.adapters import aws
from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table


@pytest.fixture
def emulated() -> Iterator[None]:
    """Answer every AWS call of the test in process."""
    with mock_aws():
        yield


def new_table() -> Table:
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


@pytest.fixture
def table(emulated: None) -> Table:
    """Return an empty table."""
    return new_table()


def bucket(name: str) -> Bucket:
    """Return an empty, versioned bucket."""
    aws.s3().create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    aws.s3().put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return Bucket(name)
