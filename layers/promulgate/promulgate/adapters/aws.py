"""One session and its clients: a second session would cost 70 ms of a cold start.

The session is botocore's own. boto3 adds resources and file transfers, which nothing here uses, and
a quarter to every cold start.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.session import Session

if TYPE_CHECKING:
    from types_boto3_cloudfront import CloudFrontClient
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client
    from types_boto3_scheduler import EventBridgeSchedulerClient
    from types_boto3_secretsmanager import SecretsManagerClient
    from types_boto3_sns import SNSClient
    from types_boto3_sqs import SQSClient

CONFIG = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"mode": "standard", "total_max_attempts": 4},
    # A host name per bucket does not resolve on an emulator; on AWS both styles are served.
    s3={"addressing_style": "auto"},
)


@cache
def _session() -> Session:
    return Session()


def _client(service: str) -> Any:
    return _session().create_client(service, config=CONFIG)


@cache
def s3() -> "S3Client":
    """Return the S3 client."""
    client: S3Client = _client("s3")
    return client


@cache
def dynamodb() -> "DynamoDBClient":
    """Return the DynamoDB client."""
    client: DynamoDBClient = _client("dynamodb")
    return client


@cache
def sqs() -> "SQSClient":
    """Return the SQS client."""
    client: SQSClient = _client("sqs")
    return client


@cache
def sns() -> "SNSClient":
    """Return the SNS client."""
    client: SNSClient = _client("sns")
    return client


@cache
def cloudfront() -> "CloudFrontClient":
    """Return the CloudFront client."""
    client: CloudFrontClient = _client("cloudfront")
    return client


@cache
def scheduler() -> "EventBridgeSchedulerClient":
    """Return the EventBridge Scheduler client."""
    client: EventBridgeSchedulerClient = _client("scheduler")
    return client


@cache
def secrets() -> "SecretsManagerClient":
    """Return the Secrets Manager client."""
    client: SecretsManagerClient = _client("secretsmanager")
    return client
