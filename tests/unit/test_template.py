"""What the template promises, beyond what cfn-lint knows."""

import json
import re
import tomllib
from typing import Any

import pytest

from local import openapi
from tests.cloudformation import TEMPLATE, nodes, resources, template

FUNCTIONS = resources("AWS::Serverless::Function")
ROLES = resources("AWS::IAM::Role")
QUEUES = resources("AWS::SQS::Queue")
DATA = {"AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Cognito::UserPool"}

# The names that scripts and tests rely on.
OUTPUTS = {
    "ContentBucket",
    "DraftBucket",
    "SiteBucket",
    "Table",
    "SiteUrl",
    "ReviewUrl",
    "ReviewApiUrl",
    "NoticeTopic",
    "UserPoolId",
    "UserPoolClientId",
    "UploadDeadLetterQueue",
    "TranslateDeadLetterQueue",
    "PublishDeadLetterQueue",
}


def statements() -> list[dict[str, Any]]:
    """Return every statement of every role and policy that lets someone do something."""
    found = [
        part
        for properties in (*ROLES.values(), *resources("AWS::IAM::Policy").values())
        for part in nodes(properties)
        if isinstance(part, dict) and part.get("Effect") == "Allow"
    ]
    assert found
    return found


def actions(statement: dict[str, Any]) -> list[str]:
    """Return what a statement allows on AWS."""
    named = statement["Action"]
    return [named] if isinstance(named, str) else [one for one in named if isinstance(one, str)]


def test_the_outputs_have_the_names_that_scripts_rely_on() -> None:
    assert set(template()["Outputs"]) == OUTPUTS


def test_no_permission_is_for_every_action_or_every_resource() -> None:
    for statement in statements():
        assert not [action for action in actions(statement) if "*" in action]
        # Traces have no resource that could be named.
        assert statement.get("Resource") != "*" or statement["Sid"] == "Trace"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_traced_and_may_send_its_traces(name: str) -> None:
    assert template()["Globals"]["Function"]["Tracing"] == "Active"
    (policy,) = ROLES[f"{name.removesuffix('Function')}Role"]["Policies"]
    (trace,) = (one for one in policy["PolicyDocument"]["Statement"] if one.get("Sid") == "Trace")
    assert trace["Action"] == ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]


def test_no_role_may_delete_what_readers_can_cite() -> None:
    deleting = [one for one in statements() if "s3:DeleteObject" in actions(one)]
    assert [one["Resource"] for one in deleting] == [{"Fn::Sub": "${DraftBucket.Arn}/reports/*"}]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_a_role_and_a_log_of_its_own(name: str) -> None:
    station = name.removesuffix("Function")
    assert FUNCTIONS[name]["Role"] == {"Fn::GetAtt": [f"{station}Role", "Arn"]}
    assert FUNCTIONS[name]["LoggingConfig"]["LogGroup"] == {"Ref": f"{station}Log"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_reports_which_messages_failed(name: str) -> None:
    for event in FUNCTIONS[name]["Events"].values():
        if event["Type"] == "SQS":
            assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_message_stays_hidden_six_times_as_long_as_the_function_may_run(name: str) -> None:
    for event in FUNCTIONS[name]["Events"].values():
        if event["Type"] == "SQS":
            queue = QUEUES[event["Properties"]["Queue"]["Fn::GetAtt"][0]]
            assert queue["VisibilityTimeout"] >= 6 * FUNCTIONS[name]["Timeout"]


@pytest.mark.parametrize("name", [name for name in QUEUES if "DeadLetter" not in name])
def test_every_queue_has_a_dead_letter_queue_that_keeps_messages_for_two_weeks(name: str) -> None:
    target = QUEUES[name]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
    assert QUEUES[target]["MessageRetentionPeriod"] == 14 * 24 * 3600


@pytest.mark.parametrize("name", [name for name in QUEUES if "DeadLetter" in name])
def test_every_dead_letter_raises_an_alarm(name: str) -> None:
    watched = [
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in resources("AWS::CloudWatch::Alarm").values()
        for dimension in alarm["Dimensions"]
        if dimension["Name"] == "QueueName"
    ]
    assert name in watched


@pytest.mark.parametrize("name", QUEUES)
def test_every_queue_is_encrypted(name: str) -> None:
    assert QUEUES[name]["SqsManagedSseEnabled"] is True


@pytest.mark.parametrize("name", resources("AWS::S3::Bucket"))
def test_every_bucket_is_private_versioned_and_encrypted(name: str) -> None:
    bucket = resources("AWS::S3::Bucket")[name]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert "BucketEncryption" in bucket


@pytest.mark.parametrize("name", resources("AWS::S3::Bucket"))
def test_every_bucket_refuses_plain_http(name: str) -> None:
    policy = next(
        one for one in resources("AWS::S3::BucketPolicy").values() if one["Bucket"] == {"Ref": name}
    )
    denied = [one for one in nodes(policy) if isinstance(one, dict) and one.get("Effect") == "Deny"]
    assert [one["Condition"] for one in denied] == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_what_cannot_be_made_again_outlives_the_stack_unless_told_otherwise() -> None:
    assert template()["Parameters"]["OnDelete"]["Default"] == "Retain"
    for resource in template()["Resources"].values():
        if isinstance(resource, dict) and resource["Type"] in DATA:
            assert resource["DeletionPolicy"] == {"Ref": "OnDelete"}
            assert resource["UpdateReplacePolicy"] == {"Ref": "OnDelete"}


def test_every_route_of_the_api_but_its_contract_wants_a_token() -> None:
    events = FUNCTIONS["ReviewFunction"]["Events"].values()
    open_routes = {
        event["Properties"]["Path"]
        for event in events
        if event["Properties"].get("Auth") == {"Authorizer": "NONE"}
    }
    assert open_routes == {"/", "/{asset+}", "/api/openapi.json"}


def test_what_api_gateway_refuses_itself_is_a_problem_with_the_correlation_id_too() -> None:
    (api,) = resources("AWS::Serverless::Api").values()
    statuses = {"UNAUTHORIZED": 401, "ACCESS_DENIED": 403, "THROTTLED": 429}
    statuses["REQUEST_TOO_LARGE"] = 413
    for name, answer in api["GatewayResponses"].items():
        headers = answer["ResponseParameters"]["Headers"]
        assert headers["Content-Type"] == "'application/problem+json'"
        assert headers["X-Correlation-Id"] == "context.requestId"
        template = answer["ResponseTemplates"]["application/json"]
        told = json.loads(template.replace("$context.error.messageString", '"why"'))
        assert told["instance"] == "urn:uuid:$context.requestId"
        assert told["status"] == answer.get("StatusCode", statuses.get(name))


def test_the_api_is_throttled_as_its_description_says() -> None:
    (api,) = resources("AWS::Serverless::Api").values()
    (every,) = api["MethodSettings"]
    assert (every["ResourcePath"], every["HttpMethod"]) == ("/*", "*")
    limits = every["ThrottlingRateLimit"], every["ThrottlingBurstLimit"]
    assert limits == (openapi.RATE, openapi.BURST)


def test_a_password_alone_signs_nobody_in_by_default() -> None:
    assert template()["Parameters"]["DemoSignIn"]["Default"] == "off"
    flows = resources("AWS::Cognito::UserPoolClient")["SignInClient"]["ExplicitAuthFlows"]
    assert [flow for flow in flows if isinstance(flow, str)] == ["ALLOW_REFRESH_TOKEN_AUTH"]


def test_the_defaults_of_the_parameters_are_allowed_by_their_patterns() -> None:
    for name, parameter in template()["Parameters"].items():
        pattern = parameter.get("AllowedPattern", ".*")
        default = parameter["Default"]
        is_list = parameter["Type"] == "CommaDelimitedList"
        for value in default.split(",") if is_list else [str(default)]:
            assert re.fullmatch(pattern, value), name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SourceLanguage", "pt_BR"),
        ("SourceLanguage", "EN"),
        ("TargetLanguages", "ja "),
        ("TranslationEngines", "ja=deepl"),
        ("EngineUrl", "http://engine.example"),
        ("FourEyes", "ja"),
        ("FourEyes", "true"),
        ("TimeZone", "+01:00"),
        ("CertificateArn", "arn:aws:acm:eu-central-1:123456789012:certificate/a"),
    ],
)
def test_a_mistyped_parameter_is_refused_before_anything_is_deployed(name: str, value: str) -> None:
    pattern = template()["Parameters"][name]["AllowedPattern"]
    assert not re.fullmatch(pattern, value)


@pytest.mark.parametrize("environment", ["default", "local"])
def test_sam_expands_the_language_extensions(environment: str) -> None:
    # Without the switch `sam build` fails at Fn::ForEach.
    settings = tomllib.loads(TEMPLATE.with_name("samconfig.toml").read_text())
    assert settings[environment]["global"]["parameters"]["language_extensions"] is True
    assert template()["Transform"][0] == "AWS::LanguageExtensions"
