from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.bodies import body_of
from promulgate.core.errors import AuthorError
from promulgate.core.front_matter import MAX_BLOCK, file_language, parse
from promulgate.core.uploads import MAX_BYTES

FILE = """\
---
title: "Delivery Terms"
date: 2026-01-05
lastmod: 2026-02-01T09:30:00+01:00
translationKey: delivery-terms
description: How parcels are sent
keywords: [delivery, parcels]
type: legal
draft: false
language: en
languages: [pt_br, iw, en]
effectiveDate: 2026-03-01
authoritative: en
change: material
changeNote: Shorter delivery times
extra: {kept: [as, it, is]}
---
## 1. Parcels
"""


def refused(text: str | bytes) -> AuthorError:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(AuthorError) as error:
        parse(data, key="terms.md")
    return error.value


def test_every_field_is_read() -> None:
    front = parse(FILE.encode(), key="terms.md").front_matter
    assert (front.title, front.translation_key) == ("Delivery Terms", "delivery-terms")
    assert (front.date, front.lastmod) == ("2026-01-05", "2026-02-01T09:30:00+01:00")
    assert (front.effective_date, front.change) == ("2026-03-01", "material")
    assert front.keywords == ("delivery", "parcels")
    assert front.draft is False


def test_languages_are_canonical_and_without_the_source() -> None:
    assert parse(FILE.encode(), key="terms.md").front_matter.languages == ("pt-BR", "he")


@pytest.mark.parametrize("text", [FILE, "\ufeff" + FILE, FILE.replace("\n", "\r\n")])
def test_the_body_begins_behind_the_block(text: str) -> None:
    source = parse(text.encode(), key="terms.md")
    assert source.text == text
    assert source.body.strip() == body_of(text).strip() == "## 1. Parcels"


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (('"Delivery Terms"', '"Delivery'), 2, "no YAML"),
        (('title: "Delivery Terms"\n', ""), 1, "no title"),
        (("translationKey: delivery-terms\n", ""), 1, "no translationKey"),
        (("delivery-terms", "Delivery/../Terms"), 5, "part of an address"),
        (("delivery-terms", "history"), 5, "part of an address"),
        (("delivery-terms", "v2"), 5, "part of an address"),
        (("delivery-terms", "de"), 5, "part of an address"),
        (("delivery-terms", "pt-br"), 5, "part of an address"),
        (("delivery-terms", "a" * 65), 5, "part of an address"),
        (("language: en", "language: klingonese"), 10, "no language"),
        (("2026-03-01", "1 March"), 12, "no date"),
        (("2026-03-01", "2026-02-30"), 12, "no date"),
        (("2026-03-01", "2026-W10-7"), 12, "no date"),
        (("2026-03-01", "20260301"), 12, "no date"),
        (("draft: false", "draft: perhaps"), 9, "cannot have"),
        (("type: legal", "title: again"), 8, "given twice"),
        (("type: legal", "type: [a, b]"), 8, "not text"),
        (("type: legal", "type: &a legal"), 8, "anchor"),
        (("type: legal", "type: !!python/name:os.system x"), 8, "tag"),
        (("type: legal", "type: le\x00gal"), 8, "control character"),
        (("type: legal", "type: \u202elagel"), 8, "direction"),
        (("Delivery Terms", "Delivery \u2067Terms"), 2, "cannot be seen"),
        (("Delivery Terms", r"Delivery \x00 Terms"), 2, "cannot be seen"),
        (("Delivery Terms", r"Delivery \ud800 Terms"), 2, "no YAML"),
        (("Delivery Terms", r"Delivery \u202E Terms"), 2, "cannot be seen"),
        (("type: legal", r'"k\x07": legal'), 8, "cannot be seen"),
        (("type: legal", "? [a]\n: legal"), 8, "not plain text"),
        (("type: legal", "<<: {a: b}"), 8, "not plain text"),
        (("type: legal", "type: legal # " + "x" * MAX_BLOCK), 1, "too long"),
        (("---\n## 1", "## 1"), 1, "front matter"),
    ],
)
def test_a_mistake_is_named_with_its_line(change: tuple[str, str], line: int, reason: str) -> None:
    error = refused(FILE.replace(*change))
    assert reason in error.reason
    assert error.line == line


def test_a_file_that_is_not_utf_8_is_refused_with_its_line() -> None:
    error = refused(FILE.encode() + b"good line\nFl\xfcgel\n")
    assert (error.line, error.reason) == (20, "the file is not UTF-8")


def test_a_file_over_the_limit_is_refused() -> None:
    assert "too large" in refused(FILE.encode() + b"x" * MAX_BYTES).reason


def test_foreign_words_in_right_to_left_text_may_be_isolated() -> None:
    source = parse((FILE + "\u2066Halden Books\u2069 תנאים").encode(), key="terms.he.md")
    assert source.body.endswith("\u2066Halden Books\u2069 תנאים")


@pytest.mark.parametrize("slug", ["tos", "sla", "it-policy", "terms-2", "no-refunds"])
def test_a_key_that_only_looks_like_a_language_is_fine(slug: str) -> None:
    data = FILE.replace("delivery-terms", slug).encode()
    assert parse(data, key="terms.md").front_matter.translation_key == slug


def test_nesting_is_limited() -> None:
    deep = "[" * 2_000 + "]" * 2_000
    assert refused(FILE.replace("type: legal", f"type: {deep}"))


def test_aliases_cannot_multiply() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"
    assert "alias" in refused(FILE.replace("type: legal", bomb)).reason


@pytest.mark.parametrize(
    ("key", "language"),
    [("terms.ja.md", "ja"), ("a/terms.pt_br.md", "pt-BR"), ("terms.md", None), ("v1.2.md", None)],
)
def test_a_file_name_may_say_the_language(key: str, language: str | None) -> None:
    assert file_language(key) == language


@given(st.binary(max_size=300))
def test_whatever_is_uploaded_is_read_or_refused(data: bytes) -> None:
    for text in (data, b"---\n" + data + b"\n---\n"):
        with suppress(AuthorError):
            parse(text, key="x.md")


@pytest.mark.parametrize("path", sorted(Path("content").glob("*.md")), ids=str)
def test_every_sample_policy_is_good(path: Path) -> None:
    assert parse(path.read_bytes(), key=path.name).front_matter.title
