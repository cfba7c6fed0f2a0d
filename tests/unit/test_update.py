"""An update of a deployed stack keeps what cannot be made again: buckets, table, user pool."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cloudformation import resources

RELEASED = Path(__file__).parent / "data" / "released.json"
# Of each type, the properties whose change makes CloudFormation put an empty one in its place.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
REPLACING = {
    "AWS::S3::Bucket": ("BucketName", "BucketNamePrefix", "ObjectLockEnabled"),
    "AWS::DynamoDB::Table": ("TableName", "KeySchema", "LocalSecondaryIndexes"),
    "AWS::Cognito::UserPool": ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration"),
}


def kept() -> dict[str, dict[str, Any]]:
    """Return, by logical name, what a release may not change of what it must keep."""
    return {
        name: {"type": kind, **{one: found[one] for one in names if one in found}}
        for kind, names in REPLACING.items()
        for name, found in resources(kind).items()
    }


@pytest.mark.parametrize("name", json.loads(RELEASED.read_text()))
def test_what_was_released_is_not_replaced(name: str) -> None:
    """A failure means that an update would lose data; the file only ever gains new resources."""
    assert kept().get(name) == json.loads(RELEASED.read_text())[name]


def test_what_is_new_is_written_down_with_its_release() -> None:
    assert set(kept()) == set(json.loads(RELEASED.read_text()))
