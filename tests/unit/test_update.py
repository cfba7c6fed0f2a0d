"""An update of a deployed stack keeps what cannot be made again: buckets, table, user pool."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from local import tool
from local.instance import ROOT
from tests.cloudformation import resources, template

RELEASED = Path(__file__).parent / "data" / "released.json"
# Of each type, the properties whose change makes CloudFormation put an empty one in its place, or
# fail: names, keys, and what Cognito fixes when a pool is made.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
REPLACING = {
    "AWS::S3::Bucket": ("BucketName", "BucketNamePrefix", "BucketNamespace", "ObjectLockEnabled"),
    "AWS::DynamoDB::Table": (
        "TableName",
        "KeySchema",
        "AttributeDefinitions",
        "LocalSecondaryIndexes",
        "ImportSourceSpecification",
    ),
    "AWS::Cognito::UserPool": (
        "AliasAttributes",
        "UsernameAttributes",
        "UsernameConfiguration",
        "Schema",
    ),
}
# What of a resource itself decides whether it stays: a condition may take it away.
STAYING = ("Type", "Condition", "DeletionPolicy", "UpdateReplacePolicy")
SCHEMAS = """
import json, sys
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER as schemas
for kind in sys.argv[1:]:
    schema = schemas.get_resource_schema("us-east-1", kind).schema
    fixed = schema.get("createOnlyProperties", [])
    fixed += schema.get("conditionalCreateOnlyProperties", [])
    print(json.dumps([kind, [path.split("/")[2] for path in fixed]]))
"""


def kept() -> dict[str, dict[str, Any]]:
    """Return, by logical name, what a release may not change of what it must keep."""
    found: dict[str, dict[str, Any]] = {}
    for kind, names in REPLACING.items():
        for name, properties in resources(kind).items():
            resource = template()["Resources"][name]
            found[name] = {one: resource[one] for one in STAYING if one in resource}
            found[name] |= {one: properties[one] for one in names if one in properties}
    return found


@pytest.mark.parametrize("name", json.loads(RELEASED.read_text()))
def test_what_was_released_is_not_replaced(name: str) -> None:
    """A failure means that an update would lose data; the file only ever gains new resources."""
    assert kept().get(name) == json.loads(RELEASED.read_text())[name]


def test_what_is_new_is_written_down_with_its_release() -> None:
    assert set(kept()) == set(json.loads(RELEASED.read_text()))


def test_no_property_is_overlooked_that_cloudformation_cannot_change() -> None:
    """CloudFormation's own schemas name them; cfn-lint brings these along."""
    python = tool.environment("sam", ROOT / "local" / "requirements-sam.txt") / "python"
    told = subprocess.run(
        [str(python), "-c", SCHEMAS, *REPLACING], capture_output=True, text=True, check=True
    )
    fixed = dict(json.loads(line) for line in told.stdout.splitlines())
    assert {kind: set(fixed[kind]) - set(names) for kind, names in REPLACING.items()} == {
        kind: set() for kind in REPLACING
    }
    assert "TableName" in fixed["AWS::DynamoDB::Table"]
