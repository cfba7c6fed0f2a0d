"""No check cries wolf: good translations have no findings at all."""

import pytest

from tests.unit.checks.pairs import GOOD, findings


@pytest.mark.parametrize(("language", "source", "target"), GOOD)
def test_a_good_translation_has_no_finding(language: str, source: str, target: str) -> None:
    assert findings(language, source, target) == ()
