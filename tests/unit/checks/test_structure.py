"""The structure of a whole draft: what may differ, and how a difference is told."""

import pytest

from promulgate.core.checks import check_draft

FRONT = "---\ntitle: x\n---\n"


def told(source: str, target: str) -> str:
    return "; ".join(finding.message for finding in check_draft(FRONT + source, FRONT + target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("## One\n\nTwo *three* [four](/4)\n", "## Eins\n\n[Vier](/4) und *drei*\n"),
        ("- one\n- two\n", "* eins\n* zwei\n"),
        ("One\n", "Eins und\nzwei\n"),
    ],
)
def test_order_within_a_block_and_ways_to_write_it_may_differ(source: str, target: str) -> None:
    assert told(source, target) == ""


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (
            "## One\n\nTwo\n",
            "## Eins\n\n- Zwei\n",
            "below heading 1, the source has a paragraph where the translation has a list",
        ),
        (
            "One\n",
            "Eins\n\nZwei\n",
            "at the beginning, the source has nothing more where the translation has a paragraph",
        ),
        (
            "## One\n\nTwo\n\nThree\n",
            "## Eins\n\nZwei\n",
            "below heading 1, the source has a paragraph where the translation has nothing more",
        ),
        (
            "## One\n\nTwo [three](/3)\n",
            "## Eins\n\nZwei drei\n",
            'below heading 1, in a paragraph, the translation lacks <a href="/3">',
        ),
        (
            "One\n",
            "**Eins**\n",
            "at the beginning, in a paragraph, the translation has <strong> too much",
        ),
    ],
)
def test_the_first_difference_is_told_in_a_reviewers_words(
    source: str, target: str, message: str
) -> None:
    assert told(source, target) == message


def test_a_translation_nested_too_deep_is_a_finding_and_no_crash() -> None:
    assert "cannot be shown" in told("One\n", "- " * 495 + "a\n")


def test_a_difference_is_an_error_of_the_whole_draft() -> None:
    (finding,) = check_draft(FRONT + "One\n", FRONT + "# Eins\n")
    assert (finding.name, finding.severity) == ("structure", "error")
