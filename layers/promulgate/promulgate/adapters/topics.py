"""The topic that tells reviewers: one message out, with attributes to filter by."""

from dataclasses import dataclass

from promulgate.adapters import aws
from promulgate.core.notices import Notice


@dataclass(frozen=True, slots=True)
class Topic:
    """One SNS topic, by ARN."""

    arn: str

    def publish(self, notice: Notice) -> None:
        """Send a notice to whoever subscribed to it."""
        attributes = {
            "language": notice.language,
            "policy": notice.policy,
            "kind": str(notice.kind),
            "group": notice.group,
        }
        aws.sns().publish(
            TopicArn=self.arn,
            Subject=notice.subject,
            Message=notice.text,
            MessageAttributes={
                name: {"DataType": "String", "StringValue": value}
                for name, value in attributes.items()
            },
        )
