"""XLIFF: what leaves for a translator's tool, and what may come back."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.checks import Finding
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.findings import Failing
from promulgate.core.refusals import XliffError
from promulgate.core.xliff import LARGEST, read, write

X = "{urn:oasis:names:tc:xliff:document:2.0}"
SOURCE = "Write to **Mika** at [our desk](https://halden.example/desk) or run `order --list`."
TARGET = "Schreiben Sie **Mika** an [unsere Theke](https://halden.example/desk): `order --list`."


def unit(source: str = SOURCE, target: str = TARGET, number: int = 1, **more: str) -> DraftUnit:
    return DraftUnit(
        id=f"u{number:04}",
        kind="paragraph",
        source=source,
        target=target,
        origin=Origin.MACHINE,
        **more,  # type: ignore[arg-type]
    )


def draft(*units: DraftUnit) -> Document:
    return Document(
        policy="terms-of-service",
        language="de",
        source_language="en",
        source_digest="5" * 64,
        glossary_digest="",
        markdown="",
        units=units or (unit(),),
    )


def written(document: Document) -> str:
    return write(document).decode()


def edited(old: str, new: str, document: Document | None = None) -> dict[str, str]:
    """Return what is read of a file in which a tool put ``new`` in the place of ``old``."""
    text = written(document or draft())
    assert old in text
    return dict(read(text.replace(old, new).encode(), document or draft()))


def read_or_refused(data: bytes) -> Mapping[str, str] | None:
    """Return what is read, or None for a clear refusal; any other error is a test's failure."""
    try:
        return read(data, draft())
    except XliffError as error:
        if not (error.reason and error.expected):
            raise
        return None


def test_a_file_that_nobody_touched_brings_every_target_back_as_it_was() -> None:
    document = draft(
        unit(), unit("Two  spaces,  \nand a break", "Zwei  Leerzeichen,  \nUmbruch", 2)
    )
    assert read(write(document), document) == {one.id: one.target for one in document.units}


@given(st.text(), st.text(min_size=1).filter(str.strip))
def test_any_text_survives_the_way_out_and_back(source: str, target: str) -> None:
    document = draft(unit(source, target))
    assert read(write(document), document) == {"u0001": target}


@given(st.text(alphabet="*_`[]()<>a1!\\&;\n \t|~", max_size=60))
def test_any_markup_survives_the_way_out_and_back(text: str) -> None:
    document = draft(unit(text, f"x {text}"))
    assert read(write(document), document) == {"u0001": f"x {text}"}


@given(st.data())
def test_a_damaged_file_is_read_or_refused_with_a_reason_and_never_breaks(
    data: st.DataObject,
) -> None:
    content = bytearray(write(draft()))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 40, len(content))))
        content[start:end] = data.draw(st.binary(max_size=12))
    targets = read_or_refused(bytes(content))
    assert targets is None or set(targets) <= {"u0001"}


@given(st.data())
def test_tags_moved_about_are_read_or_refused_with_a_reason(data: st.DataObject) -> None:
    tags = ['<pc id="1">', "</pc>", '<ph id="3"/>', '<sc id="2"/>', '<ec startRef="2"/>', "Wort "]
    target = "".join(data.draw(st.lists(st.sampled_from(tags), max_size=8)))
    text = written(draft())
    start, end = text.index("<target"), text.index("</target>")
    head = '<target xml:space="preserve">'
    read_or_refused((text[:start] + head + target + text[end:]).encode())


def test_links_code_and_emphasis_leave_as_tags_so_that_translators_cannot_harm_them() -> None:
    root = ET.fromstring(written(draft()))  # noqa: S314
    target = root.find(f".//{X}target")
    assert target is not None
    assert "https://" not in "".join(target.itertext())
    assert "`" not in "".join(target.itertext())
    assert "https://halden.example/desk" in "".join(
        data.text or "" for data in root.iter(f"{X}data")
    )


def test_a_tag_of_the_target_goes_by_the_id_it_has_in_the_source() -> None:
    root = ET.fromstring(written(draft(unit("**a** `b`", "`b` **c**"))))  # noqa: S314
    ids = [
        {code.tag: code.get("id") for code in side.iter() if code.get("id")}
        for side in (root.find(f".//{X}source"), root.find(f".//{X}target"))
        if side is not None
    ]
    assert ids[0] == ids[1]


def test_ids_are_unique_within_a_source_and_within_a_target() -> None:
    root = ET.fromstring(written(draft(unit("**a** **a** `b`", "`c` `c` **a**"))))  # noqa: S314
    for side in (*root.iter(f"{X}source"), *root.iter(f"{X}target")):
        ids = [code.get("id") for code in side.iter() if code.get("id")]
        assert len(ids) == len(set(ids))


def test_every_reference_to_original_data_is_resolved_in_its_unit() -> None:
    root = ET.fromstring(written(draft()))  # noqa: S314
    data = {one.get("id") for one in root.iter(f"{X}data")}
    for code in root.iter():
        for name in ("dataRef", "dataRefStart", "dataRefEnd"):
            assert code.get(name) in {None, *data}


def test_the_parts_of_a_unit_stand_in_the_order_of_the_standard() -> None:
    document = draft(unit(previous_source="Write to us."))
    finding = Finding(name="numbers", severity="error", message="30 is missing", parts=())
    root = ET.fromstring(write(document, [Failing(unit="u0001", finding=finding)]))  # noqa: S314
    element = root.find(f".//{X}unit")
    assert element is not None
    assert [child.tag.removeprefix(X) for child in element] == ["notes", "originalData", "segment"]
    notes = [note.text or "" for note in root.iter(f"{X}note")]
    assert notes == [
        "When this was last approved, the source said: Write to us.",
        "error: 30 is missing",
    ]


@pytest.mark.parametrize(
    ("origin", "approved", "state"),
    [
        (Origin.MACHINE, False, "initial"),
        (Origin.HUMAN, False, "translated"),
        (Origin.MEMORY, False, "reviewed"),
        (Origin.MACHINE, True, "final"),
    ],
)
def test_the_state_says_how_far_a_unit_is(origin: Origin, approved: bool, state: str) -> None:
    document = draft(replace(unit(), origin=origin))
    root = ET.fromstring(write(document, approved=approved))  # noqa: S314
    segment = root.find(f".//{X}segment")
    assert segment is not None
    assert segment.get("state") == state


def test_the_direction_of_each_language_is_told() -> None:
    assert 'srcDir="ltr" trgDir="rtl"' in written(replace(draft(), language="ar"))


def test_a_translation_is_taken_with_the_markup_of_the_draft() -> None:
    assert edited("unsere Theke", "unseren Tisch") == {
        "u0001": TARGET.replace("unsere Theke", "unseren Tisch")
    }


def test_a_link_changed_in_the_files_own_data_changes_nothing() -> None:
    assert edited("https://halden.example/desk", "https://evil.example/") == {"u0001": TARGET}


def test_a_unit_that_is_missing_or_empty_stays_as_it_is() -> None:
    document = draft(unit("One", "Eins"), unit("Two", "Zwei", 2))
    assert edited(">Zwei<", "><", document) == {"u0001": "Eins"}
    text = written(document)
    alone = text[: text.index('    <unit id="u0002"')] + "</file></xliff>"
    assert read(alone.encode(), document) == {"u0001": "Eins"}


def test_a_unit_cut_into_segments_is_joined_again_in_the_order_of_its_targets() -> None:
    document = draft(unit("One. Two.", "Eins. Zwei."))
    text = written(document)
    start, end = text.index("<segment"), text.index("</segment>") + len("</segment>")
    parts = (
        '<segment><source>One.</source><target order="3">Eins.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment><source>Two.</source><target order="1">Zwei.</target></segment>'
    )
    assert read((text[:start] + parts + text[end:]).encode(), document) == {"u0001": "Zwei. Eins."}


def test_a_unit_translated_in_part_is_refused() -> None:
    document = draft(unit("One. Two.", "Eins. Zwei."))
    text = written(document)
    start, end = text.index("<segment"), text.index("</segment>") + len("</segment>")
    parts = (
        "<segment><source>One. </source><target>Eins. </target></segment>"
        "<segment><source>Two.</source></segment>"
    )
    with pytest.raises(XliffError, match="only a part"):
        read((text[:start] + parts + text[end:]).encode(), document)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_and_utf_16_are_understood(encoding: str) -> None:
    text = written(draft()).replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8")
    assert read(text.encode(encoding), draft()) == {"u0001": TARGET}


def test_modules_prefixes_and_markers_of_other_tools_do_not_disturb() -> None:
    text = written(draft())
    text = text.replace("<unit ", '<unit xmlns:m="urn:tool" m:done="yes" ')
    text = text.replace("Schreiben Sie", '<mrk id="m1" type="term">Schreiben</mrk> Sie')
    assert read(text.encode(), draft()) == {"u0001": TARGET}
    prefixed = ET.tostring(ET.fromstring(text))  # noqa: S314
    assert b"<ns0:xliff" in prefixed
    assert read(prefixed, draft()) == {"u0001": TARGET}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('trgLang="de"', 'trgLang="fr"', "target language is fr"),
        ("terms-of-service/", "cookies/", "a translation of cookies"),
        ("5" * 64, "6" * 64, "another version of the source"),
        ('unit id="u0001"', 'unit id="u0009"', "unit u0009: this draft has no such unit"),
        ("Write to", "Never write to", "its source is not that of this draft"),
        ("Schreiben", '<ph id="77"/>', "the tag 77 is neither in its source nor explained"),
        ("Schreiben", "<b>x</b>", "is unknown"),
        ("Schreiben", '<cp hex="D800"/>', "names no character"),
        ("Schreiben", '<mrk id="m">' * 60 + "</mrk>" * 60, "nested too deeply"),
        ("document:2.0", "document:1.2", "another version of XLIFF"),
        ("</file>", "", "not well-formed"),
        ('encoding="UTF-8"', 'encoding="nonsense"', "nonsense|encoding"),
        ("?>\n<xliff", '?><!DOCTYPE a [<!ENTITY b "c">]>\n<xliff', "document type or entities"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_plain_words(old: str, new: str, reason: str) -> None:
    with pytest.raises(XliffError, match=reason):
        edited(old, new)


def test_a_unit_that_comes_twice_is_refused() -> None:
    text = written(draft())
    block = text[text.index("    <unit") : text.index("  </file>")]
    with pytest.raises(XliffError, match="unit u0001: it comes twice"):
        read(text.replace(block, block * 2).encode(), draft())


def test_a_file_beyond_the_limit_is_not_even_parsed() -> None:
    with pytest.raises(XliffError, match="too large"):
        read(b"<" * (LARGEST + 1), draft())
