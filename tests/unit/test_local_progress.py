"""What the local run still waits for."""

from typing import Any

from local.content import Upload
from local.progress import Progress, of

RETURNS = Upload(key="returns.md", data=b"# Returns\n", policy="returns")
GLOSSARY = Upload(key="glossary.yaml", data=b"terms: []\n")


def policy(*states: str) -> dict[str, Any]:
    return {"policy": "returns", "languages": [{"state": state} for state in states]}


def test_an_upload_that_is_no_version_yet_is_missing() -> None:
    assert of([RETURNS], [], {}) == Progress(0, 0, ("returns",))


def test_a_policy_whose_newest_version_is_another_text_is_missing() -> None:
    assert of([RETURNS], [policy("published")], {"returns": "0" * 64}).missing == ("returns",)


def test_a_queued_draft_is_waited_for() -> None:
    progress = of([RETURNS], [policy("in_review", "queued")], {"returns": RETURNS.digest})
    assert progress == Progress(1, 2, ())
    assert not progress.done


def test_all_is_done_when_no_draft_waits_for_the_machine() -> None:
    states = policy("in_review", "published", "failed")
    assert of([RETURNS], [states], {"returns": RETURNS.digest}).done


def test_policies_that_were_not_uploaded_now_are_not_waited_for() -> None:
    other = policy("queued") | {"policy": "privacy"}
    assert of([RETURNS], [other, policy("in_review")], {"returns": RETURNS.digest}).done


def test_the_glossary_is_not_waited_for() -> None:
    assert of([GLOSSARY], [], {}).done
