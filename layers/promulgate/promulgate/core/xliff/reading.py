"""A translator's XLIFF: untrusted XML, from any tool, back to the targets of a draft's units."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError

from promulgate.core.documents import Document, DraftUnit
from promulgate.core.refusals import XliffError
from promulgate.core.xliff.codes import NAMESPACE, Code, codes_in, of_source, of_target
from promulgate.core.xliff.writing import original

LARGEST = 4_000_000  # bytes
DEEPEST = 50  # codes within codes
_MARKERS = ("mrk", "sm", "em")


def read(data: bytes, document: Document) -> Mapping[str, str]:
    """Return the targets in an XLIFF 2 file by the id of their unit in ``document``.

    Units that the file leaves out, or whose target is empty, are not in the answer. Markup comes
    from the document, whatever the file says of it. Raises XliffError.
    """
    root = _parsed(data)
    _require_same_draft(root, document)
    known = {unit.id: unit for unit in document.units}
    targets: dict[str, str] = {}
    seen: set[str] = set()
    for element in root.iter(_name("unit")):
        unit_id = element.get("id", "")
        if unit_id not in known:
            raise XliffError("this draft has no such unit", "the ids of the download", unit=unit_id)
        if unit_id in seen:
            raise XliffError("it comes twice", "every unit once", unit=unit_id)
        seen.add(unit_id)
        target = _target(element, known[unit_id])
        if target.strip():
            targets[unit_id] = target
    if not seen:
        raise XliffError("there is no unit in it", "the units of the download")
    return targets


def _parsed(data: bytes) -> Element:
    if len(data) > LARGEST:
        raise XliffError("the file is too large", f"at most {LARGEST:,} bytes")
    # Only the review function ships it, and only uploads need it.
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise XliffError("it declares a document type or entities", "XML without a DTD") from error
    except ParseError as error:
        raise XliffError(
            f"not well-formed XML: {error.msg}", "XML", line=error.position[0]
        ) from error
    except (ValueError, LookupError) as error:
        raise XliffError("its encoding is unknown", "UTF-8 or UTF-16") from error
    if root.tag != _name("xliff"):
        old = root.tag.endswith("}xliff") or root.tag == "xliff"
        reason = "it is another version of XLIFF" if old else "it is no XLIFF"
        raise XliffError(reason, "XLIFF 2, as downloaded")
    return root


def _require_same_draft(root: Element, document: Document) -> None:
    for attribute, name, language in (
        ("srcLang", "source", document.source_language),
        ("trgLang", "target", document.language),
    ):
        found = root.get(attribute, "")
        if found.casefold() != language.casefold():
            raise XliffError(f"its {name} language is {found or 'missing'}", language)
    for file in root.iter(_name("file")):
        made_from = file.get("original", original(document))
        policy = made_from.partition("/")[0]
        if policy != document.policy:
            raise XliffError(f"it is a translation of {policy}", document.policy)
        if made_from != original(document):
            raise XliffError(
                "it is a translation of another version of the source",
                "the source of this draft: download it again",
            )


def _target(element: Element, unit: DraftUnit) -> str:
    """Return a unit's whole target, "" if it has none; its source must be the draft's."""
    segments = [part for part in element if part.tag in (_name("segment"), _name("ignorable"))]
    codes = {code.id: code for code in [*codes_in(of_target(unit)), *codes_in(of_source(unit))]}
    data = _data(element, unit.id)
    source = "".join(
        _content(each.find(_name("source")), codes, data, unit.id) for each in segments
    )
    if source.split() != unit.source.split():
        raise XliffError(
            "its source is not that of this draft", f"“{unit.source[:80]}”", unit=unit.id
        )
    done: list[tuple[int, str]] = []
    missing = False
    for place, segment in enumerate(segments, 1):
        node = segment.find(_name("target"))
        text = _content(node, codes, data, unit.id)
        if segment.tag == _name("ignorable") and node is None:
            text = _content(segment.find(_name("source")), codes, data, unit.id)
        elif segment.tag == _name("segment"):
            missing = missing or not text.strip()
        done.append((_order(node, place, unit.id), text))
    whole = "".join(text for _, text in sorted(done, key=lambda pair: pair[0]))
    if not missing:
        return whole
    if any(
        (node := segment.find(_name("target"))) is not None
        and _content(node, codes, data, unit.id).strip()
        for segment in element.iter(_name("segment"))
    ):
        raise XliffError(
            "only a part of it is translated", "a target in each of its segments", unit=unit.id
        )
    return ""


def _order(target: Element | None, place: int, unit: str) -> int:
    """Return where a segment's target stands: tools may give targets another order."""
    order = place if target is None else target.get("order", str(place))
    try:
        return int(order)
    except ValueError as error:
        raise XliffError("the order of a target is no number", "1, 2 …", unit=unit) from error


def _data(element: Element, unit: str) -> dict[str, str]:
    """Return the texts of markup that the file brings along."""
    nodes = element.iterfind(f"{_name('originalData')}/{_name('data')}")
    return {node.get("id", ""): _content(node, {}, {}, unit) for node in nodes}


def _content(
    node: Element | None, codes: Mapping[str, Code], data: Mapping[str, str], unit: str
) -> str:
    if node is None:
        return ""
    return "".join(_pieces(node, codes, data, unit, {}, 0))


def _pieces(
    node: Element,
    codes: Mapping[str, Code],
    data: Mapping[str, str],
    unit: str,
    starts: dict[str, str],
    depth: int,
) -> Iterator[str]:
    """Yield the text in ``node``, with the markup that its codes stand for.

    ``starts`` collects what closes the codes whose two ends are elements of their own.
    """
    if depth > DEEPEST:
        raise XliffError("its tags are nested too deeply", f"at most {DEEPEST} levels", unit=unit)
    yield node.text or ""
    for child in node:
        tag = child.tag.removeprefix(_name("")) if isinstance(child.tag, str) else ""
        within = _pieces(child, codes, data, unit, starts, depth + 1)
        if tag == "cp":
            yield _character(child, unit)
        elif tag in ("ph", "pc", "sc"):
            code = _code(child, tag, codes, data, unit)
            yield code.opening
            if tag == "pc":
                yield from within
                yield code.closing or ""
            starts[child.get("id", "")] = code.closing or ""
        elif tag == "ec":
            yield _end(child, starts, data, unit)
        elif tag in _MARKERS:
            yield from within
        elif tag:
            raise XliffError(f"the tag <{tag[:40]}> is unknown", "the tags of XLIFF 2", unit=unit)
        yield child.tail or ""


def _code(
    node: Element, tag: str, codes: Mapping[str, Code], data: Mapping[str, str], unit: str
) -> Code:
    """Return what a code stands for: the draft knows it, or the file must say it."""
    paired = tag != "ph"
    name = node.get("id", "")
    for known in (name, node.get("copyOf", "")):
        code = codes.get(known)
        if code and (code.closing is not None) == paired:
            return code
    opening = data.get(node.get("dataRefStart" if tag == "pc" else "dataRef", ""))
    closing = data.get(node.get("dataRefEnd", "")) if tag == "pc" else None
    if opening is None or (tag == "pc" and closing is None):
        raise XliffError(
            f"the tag {name[:40] or 'without an id'} is neither in its source nor explained",
            "the tags of the source",
            unit=unit,
        )
    return Code(name, opening, closing)


def _end(node: Element, starts: Mapping[str, str], data: Mapping[str, str], unit: str) -> str:
    start = node.get("startRef", "")
    closing = starts.get(start) or data.get(node.get("dataRef", ""))
    if closing is None:
        raise XliffError(
            f"the end of the tag {start[:40]} has no start", "both ends of each tag", unit=unit
        )
    return closing


def _character(node: Element, unit: str) -> str:
    try:
        character = chr(int(node.get("hex", ""), 16))
        character.encode()
    except (ValueError, OverflowError) as error:
        raise XliffError(
            "it has a <cp> that names no character", "a code point", unit=unit
        ) from error
    return character


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
