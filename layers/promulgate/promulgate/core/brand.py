"""What pages show of the company that they are of: its name, its logo, its colour, its links."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from promulgate.core import digest

# What text stands on, in style.css: the paper and the panels, in light and in dark.
LIGHT_BACKGROUNDS = ("#ffffff", "#f6f7f9")
DARK_BACKGROUNDS = ("#15181c", "#1e2227")
# https://www.w3.org/TR/WCAG22/#contrast-minimum
LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Accent:
    """The colour of links and marks as ``#rrggbb``: one on light paper, one on dark."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FooterLink:
    """A link at the foot of every page, such as the imprint; ``url`` is absolute."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A company as its readers know it.

    ``logo`` and ``logo_dark`` are HTTPS addresses or paths below the site's address, empty where
    there is none. ``contact`` is an e-mail address or an HTTPS address. ``footer`` has links by
    language, ``language_names`` the names of languages that are not to be CLDR's. ``base_url`` is
    the site's address where it is not the stack's.
    """

    company_name: str
    logo: str = ""
    logo_dark: str = ""
    accent: Accent | None = None
    contact: str = ""
    footer: Mapping[str, tuple[FooterLink, ...]] = field(default_factory=dict)
    language_names: Mapping[str, str] = field(default_factory=dict)
    base_url: str = ""


def stylesheet(accent: Accent) -> str:
    """Return the CSS that gives pages a company's colour."""
    return (
        f":root{{--link:{accent.light}}}\n"
        f"@media(prefers-color-scheme:dark){{:root{{--link:{accent.dark}}}}}\n"
        "@media print{:root{--link:#000}}\n"
    )


def stylesheet_path(brand: Brand) -> str:
    """Return the path of the brand's stylesheet, named by its content; empty without colours.

    Permanent copies link to it, so a file that was written once stays.
    """
    if brand.accent is None:
        return ""
    return f"/brand-{digest.of_text(stylesheet(brand.accent))[:16]}.css"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours given as ``#rrggbb``: 1 to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return a colour's relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
