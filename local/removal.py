"""Deleting a stack on AWS with all that it holds. There is no way back."""

from itertools import batched
from typing import Any

from local import redrive
from local.instance import LocalError
from local.redrive import Clients

BUCKETS = ("ContentBucket", "DraftBucket", "SiteBucket")
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
BATCH = 1000


def delete(clients: Clients, stack: str) -> None:
    """Delete every version of every object of ``stack``, then the stack, and wait for its end.

    Raises LocalError unless the stack was deployed with ``OnDelete=Delete``, or when an object is
    locked.
    """
    cloudformation = clients("cloudformation")
    found = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    parameters = {one["ParameterKey"]: one["ParameterValue"] for one in found["Parameters"]}
    if parameters.get("OnDelete") != "Delete":
        raise LocalError(f"{stack} keeps its data: deploy it with OnDelete=Delete first")
    for bucket in BUCKETS:
        _empty(clients("s3"), redrive.place(clients, stack, bucket))
    cloudformation.delete_stack(StackName=stack)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)


def _empty(s3: Any, bucket: str) -> None:
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        versions = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        for batch in batched(versions, BATCH, strict=False):
            named = [{name: one[name] for name in ("Key", "VersionId")} for one in batch]
            answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": named, "Quiet": True})
            for error in answer.get("Errors", ()):
                raise LocalError(f"{bucket}/{error['Key']} stays: {error['Message']}")
