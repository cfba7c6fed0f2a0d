"""The scheduler: one schedule per policy, for the next day on which something takes effect."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from promulgate.adapters import aws

if TYPE_CHECKING:
    from types_boto3_scheduler.type_defs import CreateScheduleInputTypeDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedules:
    """A schedule group, the role that its schedules take, and the function that they call
    (or the queue that keeps a call which failed)."""

    group: str
    role_arn: str
    function_arn: str
    dead_letter_arn: str

    def call(self, name: str, at: str, event: Mapping[str, Any]) -> None:
        """Have the function called with ``event`` at the instant ``at``, and then only.

        It takes the place of the schedule of that ``name`` (at most 64 characters), if there is
        one. https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
        """
        schedule: CreateScheduleInputTypeDef = {
            "Name": name,
            "GroupName": self.group,
            "ScheduleExpression": f"at({at.removesuffix('Z')})",
            "ScheduleExpressionTimezone": "UTC",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": {
                "Arn": self.function_arn,
                "RoleArn": self.role_arn,
                "Input": json.dumps(event),
                "DeadLetterConfig": {"Arn": self.dead_letter_arn},
            },
        }
        try:
            aws.scheduler().create_schedule(**schedule)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConflictException":
                raise
            aws.scheduler().update_schedule(**schedule)

    def cancel(self, name: str) -> None:
        """Take the schedule of that ``name`` away; one that is not there is no error."""
        try:
            aws.scheduler().delete_schedule(Name=name, GroupName=self.group)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
