"""YAML as plain text: what is read, and what is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.errors import AuthorError
from promulgate.core.plain_yaml import Node, mapping, read


def refusal(data: bytes) -> AuthorError:
    with pytest.raises(AuthorError) as caught:
        dict(mapping(read(data), "the file"))
    return caught.value


def test_values_stay_the_text_that_was_written() -> None:
    read_back = {key: value.text for key, value in mapping(read(b"no: 010\nyes: 2026-11-23\n"), "")}
    assert read_back == {"no": "010", "yes": "2026-11-23"}


def test_every_part_knows_its_line() -> None:
    assert read(b"# names\n- one\n- two\n").items == [Node(2, "one"), Node(3, "two")]


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"---\n", b"{}"])
def test_an_empty_file_is_an_empty_mapping(data: bytes) -> None:
    assert dict(mapping(read(data), "the file")) == {}


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("never_translate:\n  - &name Halden\n", "anchor or alias", 2),
        ("never_translate:\n  - Halden\n  - *name\n", "anchor or alias", 3),
        ("terms:\n  - en: !!python/name:os.system a\n    de: b\n", "tag", 2),
        ("terms: []\nterms: []\n", "terms is given twice", 2),
        ("never_translate: [[[[a]]]]\n", "nested too deep", 1),
        ("terms: [\n", "no YAML", 2),
        ("terms: []\n---\nterms: []\n", "second document", 3),
        ("never_translate:\n  - Hal\u202eden\n", "U+202E", 2),
        ("never_translate:\n  - Hal\x00den\n", "U+0000", 2),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, reason: str, line: int) -> None:
    error = refusal(text.encode())
    assert (reason in error.reason, error.line) == (True, line), error


def test_bytes_that_are_not_utf_8_are_named_with_their_line() -> None:
    assert refusal("terms: []\n# für\n".encode("latin-1")).line == 2


def test_a_file_over_256_kb_is_refused() -> None:
    assert "too large" in refusal(b"#" * 262_145).reason


def test_a_file_of_256_kb_is_not() -> None:
    assert read(b"#" * 262_144).items == []


def test_deep_nesting_is_refused_at_once() -> None:
    assert "nested too deep" in refusal(b"[" * 200_000).reason


@given(st.text(alphabet=st.sampled_from("ae:-[]{}&*!'\"#\n ,|>%@`?<n0"), max_size=80))
def test_any_text_is_read_or_an_authors_mistake(text: str) -> None:
    try:
        found = read(text.encode())
    except AuthorError:
        return
    assert found.kind in {"text", "list", "mapping"}
