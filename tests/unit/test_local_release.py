"""Deploying to AWS: what is built is for the processor that runs it."""

import pytest

from local.release import DEFAULT, SETTINGS, architecture
from tests.cloudformation import template

HEAD = "[default.deploy.parameters]\n"


@pytest.mark.parametrize(
    "kept",
    [
        """parameter_overrides = 'CompanyName="Halden Books" Architecture="x86_64" LocalPort=""'""",
        """parameter_overrides = ['CompanyName="Halden Books"', 'Architecture="x86_64"']""",
        """parameter_overrides = "Architecture=x86_64" """,
    ],
)
def test_what_was_answered_is_what_is_built_for(kept: str) -> None:
    assert architecture(HEAD + kept) == "x86_64"


def test_without_an_answer_it_is_the_templates_default() -> None:
    assert architecture(SETTINGS.read_text()) == DEFAULT
    assert template()["Parameters"]["Architecture"]["Default"] == DEFAULT
