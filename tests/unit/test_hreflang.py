from collections.abc import Mapping

import pytest

from tests.hreflang import faults

SITE = "https://policies.halden.example"


def page(own: str, named: Mapping[str, str]) -> bytes:
    links = [f'<link rel="canonical" href="{SITE}{own}">']
    links += [
        f'<link rel="alternate" hreflang="{language}" href="{SITE}{path}">'
        for language, path in named.items()
    ]
    return "".join(links).encode()


BOTH = {"de": "/de/terms/", "en": "/en/terms/", "x-default": "/en/terms/"}
GOOD = {path: page(path, BOTH) for path in ("/de/terms/", "/en/terms/")}


def test_pages_that_name_each_other_and_a_default_are_right() -> None:
    assert faults({**GOOD, "/404.html": b"<p>nothing here</p>"}, SITE) == []


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/en/terms/", {"en": "/en/terms/", "x-default": "/en/terms/"}),
        ("/en/terms/", {name: path for name, path in BOTH.items() if name != "x-default"}),
        ("/de/terms/", {**BOTH, "de": "/de/conditions/"}),
        ("/de/terms/", {**BOTH, "fr": "/fr/terms/"}),
    ],
    ids=["not answered", "no default", "not itself", "not there"],
)
def test_a_page_that_breaks_the_circle_is_found(path: str, named: Mapping[str, str]) -> None:
    assert faults({**GOOD, path: page(path, named)}, SITE)
