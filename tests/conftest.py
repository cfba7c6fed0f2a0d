"""What every test may use."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=60, deadline=None)
settings.load_profile("quick")

AWS_OF_NOBODY = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
os.environ.update(AWS_OF_NOBODY)


def pytest_collection_finish() -> None:
    """Take what stays until the end from the collector: it took a second of a test of two."""
    gc.freeze()


@pytest.fixture(autouse=True)
def fresh_clients() -> Iterator[None]:
    """Give each test clients of its own: moto answers only those made while it is at work."""
    from promulgate.adapters import aws

    clients = (
        aws.s3,
        aws.dynamodb,
        aws.sqs,
        aws.sns,
        aws.cloudfront,
        aws.scheduler,
        aws.secrets,
    )
    for client in clients:
        client.cache_clear()
    yield
    for client in clients:
        client.cache_clear()
