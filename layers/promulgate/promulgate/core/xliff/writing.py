"""A draft as XLIFF: what every tool must find in it, written so that it comes back unharmed."""

from collections.abc import Iterable, Sequence
from html import escape

from promulgate.core import languages
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.findings import Failing
from promulgate.core.xliff.codes import NAMESPACE, Part, Start, codes_in, of_source, of_target
from promulgate.core.xml_characters import UNFIT

_PRIORITY = {"error": "1", "warning": "3"}


def write(document: Document, findings: Sequence[Failing] = (), *, approved: bool = False) -> bytes:
    """Return the draft as an XLIFF 2.1 file in UTF-8, one unit a unit.

    ``findings`` become notes beside their units. ``approved``: a reviewer has given their word.
    """
    source, target = document.source_language, document.language
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<xliff xmlns="{NAMESPACE}" version="2.1" '
            f"srcLang={_quoted(source)} trgLang={_quoted(target)}>"
        ),
        (
            f'  <file id="f1" original={_quoted(original(document))} canResegment="no" '
            f'srcDir="{languages.direction(source)}" trgDir="{languages.direction(target)}" '
            'xml:space="preserve">'
        ),
        *_notes(_finding_notes(findings, ""), "    "),
    ]
    for unit in document.units:
        lines += _unit(unit, _finding_notes(findings, unit.id), approved)
    return "\n".join([*lines, "  </file>", "</xliff>", ""]).encode()


def original(document: Document) -> str:
    """Return the name by which a file says which source it is a translation of."""
    return f"{document.policy}/{document.source_digest}"


def _unit(unit: DraftUnit, notes: Sequence[str], approved: bool) -> list[str]:
    source, target = of_source(unit), of_target(unit)
    codes = [*codes_in(source), *codes_in(target)]
    texts = dict.fromkeys(
        text for code in codes for text in (code.opening, code.closing) if text is not None
    )
    data = {text: f"d{number}" for number, text in enumerate(texts, 1)}
    return [
        f'    <unit id={_quoted(unit.id)} name={_quoted(unit.kind)} xml:space="preserve">',
        *_notes([*_previous(unit), *notes], "      "),
        *_original_data(data),
        f"      <segment {_state(unit, approved)}>",
        f'        <source xml:space="preserve">{_inline(source, data)}</source>',
        f'        <target xml:space="preserve">{_inline(target, data)}</target>',
        "      </segment>",
        "    </unit>",
    ]


def _state(unit: DraftUnit, approved: bool) -> str:
    if approved:
        state = "final"
    elif unit.origin is Origin.MEMORY:
        state = "reviewed"
    else:
        state = "translated" if unit.origin is Origin.HUMAN else "initial"
    return f'state="{state}" subState="promulgate:{unit.origin}"'


def _original_data(data: dict[str, str]) -> list[str]:
    if not data:
        return []
    lines = [f'        <data id="{name}">{_text(text)}</data>' for text, name in data.items()]
    return ["      <originalData>", *lines, "      </originalData>"]


def _inline(parts: Iterable[Part], data: dict[str, str]) -> str:
    return "".join(_part(part, data) for part in parts)


def _part(part: Part, data: dict[str, str]) -> str:
    if isinstance(part, str):
        return _text(part)
    code = part.code
    if not isinstance(part, Start):
        return "</pc>"
    if code.closing is None:
        return f'<ph id="{code.id}" dataRef="{data[code.opening]}"/>'
    start, end = data[code.opening], data[code.closing]
    return f'<pc id="{code.id}" dataRefStart="{start}" dataRefEnd="{end}">'


def _previous(unit: DraftUnit) -> list[str]:
    if unit.previous_source in ("", unit.source):
        return []
    text = _plain(f"When this was last approved, the source said: {unit.previous_source}")
    return [f'<note category="previous-source" appliesTo="source">{text}</note>']


def _finding_notes(findings: Sequence[Failing], unit: str) -> list[str]:
    return [
        f'<note category="check" priority="{_PRIORITY.get(each.finding.severity, "5")}"'
        f"{' appliesTo="target"' if unit else ''}>"
        f"{_plain(f'{each.finding.severity}: {each.finding.message}')}</note>"
        for each in findings
        if each.unit == unit
    ]


def _notes(notes: Sequence[str], indent: str) -> list[str]:
    if not notes:
        return []
    return [f"{indent}<notes>", *(f"{indent}  {note}" for note in notes), f"{indent}</notes>"]


def _text(text: str) -> str:
    """Return ``text`` as XML content: a parser would make a line feed of a bare carriage return."""
    escaped = escape(text, quote=False).replace("\r", "&#13;")
    return UNFIT.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', escaped)


def _plain(text: str) -> str:
    """Return ``text`` for a place where only text may stand."""
    return _text(UNFIT.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return f'"{escape(UNFIT.sub("\ufffd", text))}"'
