import pytest

from promulgate.core.refusals import UnalignedError
from promulgate.core.returning import targets
from promulgate.core.units import assemble

SOURCE = '---\ntitle: "Returns"\n---\n\n# Returns\n\nWithin 30 days.\n\n- by post\n- in a shop\n'
GERMAN = '---\ntitle: "Rückgabe"\n---\n\n# Rückgabe\n\nBinnen 30 Tagen.\n\n- per Post\n- im Laden\n'


def test_an_unchanged_file_changes_nothing() -> None:
    assert targets(SOURCE, GERMAN, GERMAN) == {}


def test_a_file_that_an_editor_gave_other_line_ends_changes_nothing() -> None:
    assert targets(SOURCE, GERMAN, "\ufeff" + GERMAN.replace("\n", "\r\n")) == {}


def test_what_had_to_be_escaped_in_the_file_comes_back_unchanged() -> None:
    escaped = assemble(SOURCE, {"u0002": "# 1. Rückgabe", "u0003": "2. Binnen *30* Tagen"})
    assert targets(SOURCE, escaped, escaped) == {}


def test_only_the_units_that_a_person_changed_are_changed() -> None:
    assert targets(SOURCE, GERMAN, GERMAN.replace("im Laden", "im Geschäft")) == {
        "u0005": "im Geschäft"
    }


def test_a_text_that_belongs_nowhere_is_named_and_the_file_refused() -> None:
    with pytest.raises(UnalignedError) as refused:
        targets(SOURCE, GERMAN, GERMAN + "\nNoch etwas.\n")
    assert [unit.text for unit in refused.value.unknown] == ["Noch etwas."]


def test_a_text_that_is_missing_is_named_and_the_file_refused() -> None:
    with pytest.raises(UnalignedError) as refused:
        targets(SOURCE, GERMAN, GERMAN.replace("Binnen 30 Tagen.\n\n", ""))
    assert [unit.text for unit in refused.value.missing] == ["Within 30 days."]
