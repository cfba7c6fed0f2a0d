from dataclasses import replace

from promulgate.core.page import IndexEntry, language_index
from tests.unit.page_samples import ATTACK, INDEX, Tags


def test_an_index_lists_its_policies() -> None:
    entry = IndexEntry(title=ATTACK, description="d", since="2026-03-01", path="/ja/terms/")
    tags = Tags(language_index(replace(INDEX, entries=(entry,))))
    assert {"href": "/ja/terms/"} in tags.all("a")
    assert tags.all("script") == [{}]


def test_an_index_is_named_in_every_language() -> None:
    links = Tags(language_index(INDEX)).all("link")
    named = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
    assert set(named) == {"ar", "en", "ja", "x-default"}
    assert named["x-default"] == named["en"]


def test_an_index_without_policies_says_so() -> None:
    assert "ここにはまだ何もありません" in language_index(replace(INDEX, entries=())).decode()
