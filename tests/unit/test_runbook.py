"""What README and runbook name is there: outputs, parameters, alarms, resources, make's targets."""

import re
from pathlib import Path

import pytest

from tests.cloudformation import template

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/runbook.md")
# Names in capitals that readers put in themselves.
THEIRS = {"KEY", "OLD_BUCKET", "NEW_BUCKET"}
# What AWS itself calls so.
VALUES = {"DNS"}
# Of the languages, formats and settings of others.
FOREIGN = {"LibreTranslate", "ShelfWatch", "MiniStack", "CloudFront", "CloudWatch", "DynamoDB"}


def code(document: str) -> list[str]:
    """Return every piece of code in a document, in blocks and in lines."""
    text = (ROOT / document).read_text()
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [*blocks, *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]


def commands(piece: str) -> str:
    """Return a piece of code without its comments."""
    return re.sub(r"#.*", "", piece)


def outputs() -> set[str]:
    """Return the outputs' names as the documents write them: CONTENT_BUCKET for ContentBucket."""
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper() for name in template()["Outputs"]}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_name_in_capitals_is_an_output_of_the_stack(document: str) -> None:
    named = {
        name
        for piece in code(document)
        if piece.startswith(("aws ", "make ")) or "\n" in piece
        for name in re.findall(r"(?<![\w$.-])[A-Z]{2,}(?:_[A-Z]+)*(?![\w=])", commands(piece))
    }
    assert named - outputs() - THEIRS - VALUES == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_name_of_the_template_is_spelt_as_there(document: str) -> None:
    known = {*template()["Parameters"], *template()["Resources"], *template()["Outputs"]}
    named = {
        name
        for piece in code(document)
        for name in re.findall(r"(?<![\w./-])((?:[A-Z][a-z]+){2,})(?=$|=)", piece)
    }
    assert named - known - FOREIGN == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_target_of_make_exists(document: str) -> None:
    named = {
        name for piece in code(document) for name in re.findall(r"(?m)^ *make ([a-z-]+)", piece)
    }
    assert named
    assert {name for name in named if not re.search(rf"^{name}:", MAKEFILE, re.MULTILINE)} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_setting_of_a_target_is_one_that_it_takes(document: str) -> None:
    for piece in code(document):
        for target, rest in re.findall(r"make ([a-z-]+)((?: [A-Z_]+=\S*)+)", piece):
            found = re.search(rf"^{target}:.*(?:\n\t.*)*", MAKEFILE, re.MULTILINE)
            assert found
            for setting in re.findall(r"([A-Z_]+)=", rest):
                assert f"$({setting})" in found[0] or f"$({setting})," in found[0], (
                    target,
                    setting,
                )


def test_make_help_lists_every_target_that_people_call() -> None:
    called = {
        name
        for line in re.findall(r"^\.PHONY:(.*)$", MAKEFILE, re.MULTILINE)
        for name in line.split()
    }
    defined = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))
    listed = set(re.findall(r"^([a-z0-9-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert called == defined
    # What `make lock` ends with.
    assert defined - listed == {"requirements"}


def test_every_alarm_of_the_template_is_explained_in_the_runbook() -> None:
    alarms = {
        name
        for name, one in template()["Resources"].items()
        if isinstance(one, dict) and one["Type"] == "AWS::CloudWatch::Alarm"
    }
    table = (ROOT / "docs" / "runbook.md").read_text().split("## Alarms")[1].split("\n## ")[0]
    assert (
        set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\|([^|]+)\|", table, re.M)))) == alarms
    )
