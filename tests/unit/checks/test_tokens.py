"""Tokens: nothing of what hides markup from an engine stays behind."""

import pytest

from promulgate.core.checks import tokens
from promulgate.core.masks import STYLES
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_token_of_any_style_left_behind_is_an_error(style: object) -> None:
    written = next(each for each in STYLES.values() if each is style)
    target = f"Unsere {written.write(written.first)} Bücher"
    assert verdict(tokens.check, pair("Our books", target)) == "error"


@pytest.mark.parametrize(
    "left", ["【901】", "［９００］", "⟦ 0", "__ 0 __", '< x id = "0" />', "</x>"]
)
def test_a_token_as_engines_decorate_it_is_an_error(left: str) -> None:
    assert verdict(tokens.check, pair("Our books", f"Unsere {left} Bücher")) == "error"


@pytest.mark.parametrize("text", ["[900](/a)", "room [12]", "__bold__", "<xmp>", "2 < x > 1"])
def test_what_the_source_has_too_is_no_token(text: str) -> None:
    assert verdict(tokens.check, pair(text, text)) == ""
