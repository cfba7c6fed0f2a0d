import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from local.catalogues import compiled
from promulgate.core.page.catalogue import CATALOGUES, texts
from promulgate.core.page.security import TEMPLATES

SOURCES = sorted(CATALOGUES.glob("*.po"))
LANGUAGES = "ar de es fr he it ja ko nl pl pt_BR ru tr zh_Hans zh_Hant"
USED = re.compile(r"""(?:\b_|\btext|gettext)\(\s*"([^"]+)"\s*\)""")


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.stem)


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{.*?\}", text))


def texts_of_the_pages() -> set[str]:
    files = [*TEMPLATES.glob("*.jinja"), *TEMPLATES.parent.glob("*.py")]
    return {text for file in files for text in USED.findall(file.read_text(encoding="utf-8"))}


def test_there_is_a_catalogue_for_every_language_we_promise() -> None:
    assert " ".join(po.stem for po in SOURCES) == LANGUAGES


@pytest.mark.parametrize("po", SOURCES, ids=lambda po: po.stem)
def test_a_compiled_catalogue_is_its_source(po: Path) -> None:
    assert po.with_suffix(".mo").read_bytes() == compiled(po)


@pytest.mark.parametrize("po", SOURCES, ids=lambda po: po.stem)
def test_a_catalogue_translates_every_text_and_no_other(po: Path) -> None:
    assert {str(one.id) for one in read(po) if one.id and one.string} == texts_of_the_pages()


@pytest.mark.parametrize("po", SOURCES, ids=lambda po: po.stem)
def test_a_text_that_leads_to_another_ends_with_a_colon_in_every_language(po: Path) -> None:
    for one in read(po):
        if str(one.id).endswith(":"):
            assert str(one.string)[-1] in ":："


@pytest.mark.parametrize("po", SOURCES, ids=lambda po: po.stem)
def test_a_sentence_names_the_same_places_in_every_language(po: Path) -> None:
    for one in read(po):
        assert places(str(one.string)) == places(str(one.id)), one.id


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "目次"),
        ("zh-Hant", "目錄"),
        ("zh-TW", "目錄"),
        ("zh", "目录"),
        ("de-AT", "Inhalt"),
        ("pt", "Sumário"),
        ("pt-PT", "Sumário"),
        ("en", "Contents"),
        ("is", "Contents"),
        ("sr-Latn", "Contents"),
    ],
)
def test_a_language_has_the_nearest_catalogue(language: str, text: str) -> None:
    assert texts(language).gettext("Contents") == text
