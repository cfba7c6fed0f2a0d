from promulgate.core.records import LanguageStatus, Policy
from promulgate.core.states import State
from promulgate.core.views import of_policy

HEAD = Policy(
    policy="returns",
    source_language="en",
    key="returns.md",
    languages={
        "de": LanguageStatus(version=1, state=State.IN_REVIEW),
        "en": LanguageStatus(version=1, state=State.PUBLISHED, in_force="1"),
    },
)


def test_the_overview_begins_with_the_source_language() -> None:
    assert [line.language for line in of_policy(HEAD).languages] == ["en", "de"]


def test_the_overview_tells_what_is_in_force() -> None:
    assert [line.in_force for line in of_policy(HEAD).languages] == ["1", ""]
