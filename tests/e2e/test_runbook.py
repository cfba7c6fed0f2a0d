"""The runbook's own commands, as it writes them, from the first deployment to the end.

The emulator is their AWS, reached as any AWS is; a copy of the project is deployed, since the
guided deployment writes its answers to samconfig.toml.
"""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pexpect
import pytest

from local import machine, stack, tool
from local.instance import CONTENT, CREDENTIALS, REGION, ROOT, Instance
from tests.e2e.conftest import free_port

STACK = "promulgate"
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text()
LEFT_OUT = shutil.ignore_patterns(".git", ".run", ".aws-sam", ".venv", ".tools", "node_modules")
KEPT = ("ContentBucket", "DraftBucket", "SiteBucket", "Table", "Reviewers")
MINUTES = 60


def section(title: str) -> list[str]:
    """Return the commands of a section of the runbook, a block each."""
    text = RUNBOOK.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return re.findall(r"^ *```sh\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)


def block(title: str, start: str) -> str:
    """Return the block of a section that starts with a command."""
    (found,) = (one for one in section(title) if one.strip().startswith(start))
    return found


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody with a shell, credentials, and a clone of the project."""

    instance: Instance
    clone: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return what the shell has in its environment."""
        tools = (tool.environment("aws", ROOT / "local" / "requirements-aws.txt"),)
        return {
            **{name: os.environ[name] for name in ("HOME", "SSL_CERT_FILE") if name in os.environ},
            **CREDENTIALS,
            "PATH": os.pathsep.join([*map(str, tools), os.environ["PATH"]]),
            "AWS_ENDPOINT_URL": self.instance.endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_PAGER": "",
            "LANG": "C.UTF-8",
        }

    def client(self, service: str) -> Any:
        """Return a client of the operator's AWS."""
        return stack.client(self.instance, service)

    def outputs(self) -> dict[str, str]:
        """Return the stack's outputs by the names that the runbook has for them."""
        found = self.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
        return {
            re.sub(r"(?<=[a-z])(?=[A-Z])", "_", one["OutputKey"]).upper(): one["OutputValue"]
            for one in found["Outputs"]
        }

    def run(self, commands: str) -> str:
        """Run commands of the runbook with the outputs in the place of their names."""
        for name, value in self.outputs().items():
            commands = re.sub(rf"(?<![\w$]){name}(?!\w)", value, commands)
        done = subprocess.run(
            ["bash", "-euc", commands],
            cwd=self.clone,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=3 * MINUTES,
        )
        assert done.returncode == 0, (commands, done.stdout, done.stderr)
        return done.stdout

    def answer(self, command: str, answers: dict[str, str]) -> str:
        """Run a command on a terminal, answer what it asks, and take the rest as it is offered."""
        asked: list[Any] = [*answers, r"\]: $", pexpect.EOF]
        with (self.clone / "terminal.log").open("w") as log:
            terminal = pexpect.spawn(
                "bash", ["-c", command], cwd=self.clone, env=self.environment, encoding="utf-8"
            )
            terminal.setwinsize(50, 300)
            terminal.logfile_read = log
            while (which := terminal.expect(asked, timeout=5 * MINUTES)) != len(asked) - 1:
                terminal.sendline(list(answers.values())[which] if which < len(answers) else "")
            terminal.close()
        said = (self.clone / "terminal.log").read_text()
        assert terminal.exitstatus == 0, said[-3000:]
        return said

    def deploy(self, **parameters: str) -> str:
        """Deploy by the guided command with some answers of one's own."""
        answers = {rf"Parameter {name}\b.*\]: $": value for name, value in parameters.items()}
        answers[r"no authentication. Is this okay\?.*: $"] = "y"
        answers[r"Deploy this changeset\?.*: $"] = "y"
        return self.answer(block("First deployment", "make deploy").strip(), answers)

    def physical(self) -> dict[str, str]:
        """Return what the stack's resources are called by AWS."""
        found = self.client("cloudformation").describe_stack_resources(StackName=STACK)
        return {
            one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found["StackResources"]
        }

    def pages(self) -> set[str]:
        """Return what there is for readers; the CDN may read it by TLS alone, as the stack says."""
        found = self.client("s3").list_objects_v2(Bucket=self.outputs()["SITE_BUCKET"])
        return {one["Key"] for one in found.get("Contents", ())}

    def wait_for_page(self, key: str) -> None:
        """Return as soon as a page is there."""
        until = time.monotonic() + 2 * MINUTES
        while key not in self.pages():
            assert time.monotonic() < until, self.pages()
            time.sleep(0.5)


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    """Go through the first deployment as the runbook tells it."""
    clone = tmp_path_factory.mktemp("operator") / "promulgate"
    shutil.copytree(ROOT, clone, ignore=LEFT_OUT)
    for name in (".venv", ".tools"):
        (clone / name).symlink_to(ROOT / name)
    directory = tmp_path_factory.mktemp("aws")
    # The stack as it is on AWS refuses plain HTTP, which is all that the emulator speaks.
    instance = Instance(
        directory=directory, port=free_port(), engine_port=free_port(), obeys_policies=False
    )
    operator = Operator(instance, clone)
    try:
        machine.start(instance)
        operator.deploy(
            SourceLanguage="en",
            TargetLanguages="de,ja",
            TranslationEngine="libre",
            EngineUrl=instance.engine_url,
            CompanyName="Halden Books",
            AlarmEmail="operations@halden.example",
            Architecture=stack.architecture(),
        )
        yield operator
    finally:
        machine.stop(instance)


def test_the_first_deployment_remembers_its_answers(operator: Operator) -> None:
    kept = (operator.clone / "samconfig.toml").read_text()
    assert all(part in kept for part in ("de,ja", "operations@halden.example", "[local.deploy"))


def test_a_certificate_and_a_key_are_asked_for_before(operator: Operator) -> None:
    assert "CertificateArn" in operator.run(block("First deployment", "aws acm"))
    assert "promulgate/engines" in operator.run(block("First deployment", "aws secretsmanager"))


def test_the_first_reviewer_may_review_and_is_told_of_drafts(operator: Operator) -> None:
    # The emulator, unlike Cognito, makes up passwords that the pool's own rules refuse.
    made = "admin-create-user"
    people = block("First deployment", "aws cognito-idp").replace(
        made, f"{made} --temporary-password Halden-Books-2026"
    )
    operator.run(people)
    groups = operator.client("cognito-idp").admin_list_groups_for_user(
        UserPoolId=operator.outputs()["USER_POOL_ID"], Username="mika@example.com"
    )["Groups"]
    assert [group["GroupName"] for group in groups] == ["reviewer-ja"]
    told = operator.client("sns").list_subscriptions_by_topic(
        TopicArn=operator.outputs()["NOTICE_TOPIC"]
    )
    assert [one["Endpoint"] for one in told["Subscriptions"]] == ["mika@example.com"]


def test_the_first_policy_is_out_in_its_own_language(operator: Operator) -> None:
    for name in ("site.yaml", "glossary.yaml"):
        shutil.copy(CONTENT / name, operator.clone / name)
    shutil.copy(CONTENT / "cookie-notice.md", operator.clone / "privacy-policy.md")
    operator.run(block("First deployment", "aws s3 cp"))
    operator.wait_for_page("en/cookie-notice/index.html")


def test_a_language_is_added_and_nothing_is_replaced(operator: Operator) -> None:
    before = operator.physical()
    operator.deploy(TargetLanguages="de,ja,pt-BR", OnDelete="Delete")
    after = operator.physical()
    assert {name: after[name] for name in KEPT} == {name: before[name] for name in KEPT}
    groups = operator.client("cognito-idp").list_groups(
        UserPoolId=operator.outputs()["USER_POOL_ID"]
    )["Groups"]
    assert "reviewer-pt-BR" in {group["GroupName"] for group in groups}


def test_a_rotated_key_ends_the_functions_that_know_the_old_one(operator: Operator) -> None:
    one, two = section("Rotate an engine's key"), operator.physical()["TranslateFunction"]
    operator.run("".join(one))
    secret = operator.client("secretsmanager").get_secret_value(SecretId="promulgate/engines")
    assert secret["SecretString"] == '{"deepl": "KEY"}'
    function = operator.client("lambda").get_function_configuration(FunctionName=two)
    assert function["Description"].startswith("key of 20")


def test_a_dead_letter_is_redriven(operator: Operator) -> None:
    sqs, dead = operator.client("sqs"), operator.outputs()["UPLOAD_DEAD_LETTER_QUEUE"]
    event = json.loads((ROOT / "tests" / "events" / "render.json").read_text())
    sqs.send_message(QueueUrl=dead, MessageBody=event["Records"][0]["body"])
    assert "1  UploadDeadLetterQueue" in operator.run("".join(section("Redrive")))
    assert "Messages" not in sqs.receive_message(QueueUrl=dead)


def test_the_table_comes_back_from_its_backup(operator: Operator) -> None:
    table, dynamodb = operator.outputs()["TABLE"], operator.client("dynamodb")
    before = dynamodb.scan(TableName=table)["Items"]
    restoring, copying = section("Back up and restore the table")
    # What is lost after the last instant that can be restored.
    restored, back = restoring.split("make restore", 1)
    operator.run(restored)
    for item in before:
        dynamodb.delete_item(TableName=table, Key={key: item[key] for key in ("pk", "sk")})
    assert f"{len(before)} items restored" in operator.run("make restore" + back)
    assert "cookie-notice: 1 copy in 1 language, chain whole" in operator.run(copying)


def test_the_stack_is_not_deleted_by_a_slip(operator: Operator) -> None:
    with pytest.raises(AssertionError, match="nothing was deleted"):
        operator.answer("".join(section("Delete everything")).strip(), {"Type its name": "yes"})
    assert operator.outputs()


def test_everything_is_deleted_in_the_end(operator: Operator) -> None:
    buckets = [operator.outputs()[f"{name}_BUCKET"] for name in ("CONTENT", "DRAFT", "SITE")]
    operator.answer("".join(section("Delete everything")).strip(), {"Type its name": STACK})
    there = {one["Name"] for one in operator.client("s3").list_buckets()["Buckets"]}
    assert there.isdisjoint(buckets)
    with pytest.raises(operator.client("cloudformation").exceptions.ClientError):
        operator.outputs()
