"""What the local run uploads, and in which order."""

from pathlib import Path

import pytest

from local.content import collect
from local.instance import LocalError

POLICY = "---\ntitle: Returns\ntranslationKey: returns\n---\n\nKeep the receipt.\n"


def test_the_glossary_goes_before_the_policies(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(POLICY)
    (tmp_path / "glossary.yaml").write_text("terms: []\n")
    assert [upload.key for upload in collect(tmp_path)] == ["glossary.yaml", "a.md"]


def test_a_policy_becomes_a_version_of_its_translation_key(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(POLICY)
    assert collect(tmp_path / "a.md")[0].policy == "returns"


def test_a_file_in_a_folder_keeps_the_folder_in_its_key(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "a.md").write_text(POLICY)
    assert collect(tmp_path)[0].key == "policies/a.md"


@pytest.mark.parametrize("name", ["a.ja.md", "draft.md"])
def test_a_translation_or_a_draft_becomes_no_version(tmp_path: Path, name: str) -> None:
    text = POLICY.replace("---\n\n", "draft: true\n---\n\n") if name == "draft.md" else POLICY
    (tmp_path / name).write_text(text)
    assert collect(tmp_path)[0].policy == ""


def test_an_authors_mistake_is_said_before_anything_is_uploaded(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# No front matter\n")
    with pytest.raises(LocalError, match=r"a\.md"):
        collect(tmp_path)


def test_a_place_without_policies_is_said(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="no policy"):
        collect(tmp_path / "nowhere")
