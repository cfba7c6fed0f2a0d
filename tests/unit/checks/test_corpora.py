"""What the checks say of good translations, and which check names each clear defect."""

from pathlib import Path

import pytest
import yaml

from promulgate.core.checks import check_unit
from promulgate.core.checks.pair import Finding, Pair
from promulgate.core.glossary import terms_for
from promulgate.core.glossary_file import parse

HERE = Path(__file__).parent
GLOSSARY = parse((HERE.parents[2] / "content" / "glossary.yaml").read_bytes())
GOOD = [
    (language, one["en"], one["to"])
    for language, pairs in yaml.safe_load((HERE / "good_pairs.yaml").read_text()).items()
    for one in pairs
]
BAD = yaml.safe_load((HERE / "bad_pairs.yaml").read_text())
# Of a hundred good sentences, this many may be looked at for nothing.
MOST_WARNINGS = 3


def findings(language: str, source: str, target: str) -> tuple[Finding, ...]:
    return check_unit(
        Pair(
            source=source,
            target=target,
            source_language="en",
            target_language=language,
            kind="paragraph",
            terms=terms_for(GLOSSARY, "en", language),
        )
    )


@pytest.mark.parametrize(("language", "source", "target"), GOOD)
def test_no_good_translation_is_called_an_error(language: str, source: str, target: str) -> None:
    found = findings(language, source, target)
    assert [one for one in found if one.severity == "error"] == []


def test_good_translations_hardly_ever_get_a_warning() -> None:
    warned = [one for pair in GOOD for one in findings(*pair)]
    assert len(warned) * 100 <= MOST_WARNINGS * len(GOOD), warned


@pytest.mark.parametrize(("check", "language", "source", "target"), BAD)
def test_a_defect_is_named_by_its_check(
    check: str, language: str, source: str, target: str
) -> None:
    assert check in {one.name for one in findings(language, source, target)}


def test_the_corpora_are_large_enough_to_say_something() -> None:
    assert min(len(GOOD), len(BAD)) >= 60
