import pytest

from promulgate.core.brand import (
    DARK_BACKGROUNDS,
    LEAST_CONTRAST,
    LIGHT_BACKGROUNDS,
    Accent,
    Brand,
    contrast,
    stylesheet,
    stylesheet_path,
)
from promulgate.core.page import STYLE

HALDEN = Brand(company_name="Halden Books", accent=Accent(light="#7a1f3d", dark="#f0a8c0"))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_contrast_is_that_of_wcag_whichever_colour_comes_first(
    one: str, other: str, ratio: float
) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("background", [*LIGHT_BACKGROUNDS, *DARK_BACKGROUNDS])
def test_the_backgrounds_are_those_of_the_style(background: str) -> None:
    assert background.replace("#ffffff", "#fff") in STYLE


@pytest.mark.parametrize(
    ("link", "backgrounds"), [("#0b57a4", LIGHT_BACKGROUNDS), ("#8ab8f0", DARK_BACKGROUNDS)]
)
def test_links_of_a_company_without_colours_are_easy_to_read(
    link: str, backgrounds: tuple[str, str]
) -> None:
    assert f"--link:{link}" in STYLE
    assert min(contrast(link, background) for background in backgrounds) >= LEAST_CONTRAST


def test_a_stylesheet_is_named_by_what_is_in_it() -> None:
    other = Brand(company_name="Halden Books", accent=Accent(light="#7a1f3d", dark="#f0a8c1"))
    assert stylesheet_path(HALDEN) != stylesheet_path(other)
    assert stylesheet_path(HALDEN) == stylesheet_path(Brand(company_name="", accent=HALDEN.accent))


def test_a_stylesheet_has_the_colours() -> None:
    assert HALDEN.accent is not None
    assert "#7a1f3d" in stylesheet(HALDEN.accent)
    assert "#f0a8c0" in stylesheet(HALDEN.accent)


def test_a_company_without_colours_needs_no_stylesheet() -> None:
    assert stylesheet_path(Brand(company_name="Halden Books")) == ""
