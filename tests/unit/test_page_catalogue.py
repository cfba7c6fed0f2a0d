import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from local.catalogues import compiled
from promulgate.core.page.catalogue import CATALOGUES, texts
from promulgate.core.page.security import TEMPLATES

SOURCES = sorted(CATALOGUES.glob("*.po"))
LANGUAGES = "ar de es fr he it ja ko nl pl pt_BR ru tr zh_Hans zh_Hant"
USED = re.compile(r"""(?:\b_|\btext|gettext|\bcounted)\(\s*"([^"]+)"\s*[,)]""")


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.stem)


def first(text: object) -> str:
    """Return a text, or of one that says a number the form for one."""
    return str(text[0] if isinstance(text, tuple) else text)


def forms(one: Message) -> list[str]:
    """Return what a text is in the catalogue's language: one string, or one for each plural."""
    return list(one.string) if isinstance(one.string, tuple) else [str(one.string)]


def places(text: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\{.*?\}", text)))


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
    translated = {first(one.id) for one in read(po) if one.id and all(forms(one))}
    assert translated == texts_of_the_pages()


@pytest.mark.parametrize("po", SOURCES, ids=lambda po: po.stem)
def test_a_text_that_leads_to_another_ends_with_a_colon_in_every_language(po: Path) -> None:
    for one in read(po):
        if first(one.id).endswith(":"):
            assert forms(one)[0][-1] in ":："


@pytest.mark.parametrize("po", SOURCES, ids=lambda po: po.stem)
def test_a_sentence_names_the_same_places_in_every_language(po: Path) -> None:
    for one in read(po):
        if one.id:
            assert {places(form) for form in forms(one)} == {places(first(one.id))}


@pytest.mark.parametrize("po", SOURCES, ids=lambda po: po.stem)
def test_a_number_has_as_many_plurals_as_the_language(po: Path) -> None:
    catalogue = read(po)
    for one in catalogue:
        if isinstance(one.id, tuple):
            assert len(forms(one)) == catalogue.num_plurals


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
