"""From a source's units to a draft's: what is known stays, the rest is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promulgate.core.alignment import align_versions
from promulgate.core.answers import Ask
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.drafting import Translated, translate_units
from promulgate.core.glossary import Term
from promulgate.core.masks import Style, defined_in
from promulgate.core.memory import memory_key
from promulgate.core.units import Unit, assemble, split

# Front matter is no Markdown, and neither is what stands in a title attribute.
PLAIN = frozenset({"title", "description", "keyword", "abbreviation", "link_title"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier draft of the same language: its source text and its document.

    Of an approved one every unit counts; of another only what a person wrote.
    """

    source_text: str
    document: Document
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A source that is to be drafted in ``language``."""

    policy: str
    source_text: str
    source_digest: str
    source_language: str
    language: str
    glossary_digest: str
    terms: tuple[Term, ...]


def memory_keys(task: Task, units: Sequence[Unit]) -> dict[str, str]:
    """Return the translation memory's key for each unit's id."""
    definitions = defined_in(task.source_text)
    return {
        unit.id: memory_key(
            unit.text, task.source_language, task.language, task.terms, definitions=definitions
        )
        for unit in units
    }


def ask(
    task: Task, units: Sequence[Unit], engine: Ask, styles: Sequence[Style], limit: int | None
) -> dict[str, Translated]:
    """Return what ``engine`` makes of each of ``units``, by id.

    ``styles`` are the engine's, the best first; ``limit`` is the most characters of one text.
    """
    translated = translate_units(
        [unit.text for unit in units],
        engine,
        styles=styles,
        terms=task.terms,
        limit=limit,
        language=task.source_language,
        definitions=defined_in(task.source_text),
        plain={index for index, unit in enumerate(units) if unit.kind in PLAIN},
    )
    return {unit.id: one for unit, one in zip(units, translated, strict=True)}


def known(
    task: Task,
    units: Sequence[Unit],
    earlier: Sequence[Earlier],
    memory: Mapping[str, str],
) -> dict[str, DraftUnit]:
    """Return the units that need no engine, by id.

    ``earlier`` counts from its first to its last; ``memory`` maps memory keys to approved texts.
    """
    found: dict[str, DraftUnit] = {}
    keys = memory_keys(task, units)
    carried = [_carried(one, units) for one in earlier]
    for unit in units:
        kept = next((part[unit.id] for part in carried if unit.id in part), None)
        if kept is not None:
            found[unit.id] = _unit(unit, kept.target, kept.origin)
        elif keys[unit.id] in memory:
            found[unit.id] = _unit(unit, memory[keys[unit.id]], Origin.MEMORY)
    return found


def _carried(earlier: Earlier, units: Sequence[Unit]) -> dict[str, DraftUnit]:
    old = {unit.id: unit for unit in earlier.document.units}
    pairs = align_versions(split(earlier.source_text), units)
    texts = {unit.id: unit.text for unit in units}
    return {
        new_id: DraftUnit(
            id=new_id,
            kind=old[old_id].kind,
            source=texts[new_id],
            target=old[old_id].target,
            origin=Origin.MEMORY if earlier.approved else Origin.HUMAN,
        )
        for new_id, old_id in pairs.items()
        if old_id in old
        and old[old_id].source == texts[new_id]
        and (earlier.approved or old[old_id].origin == Origin.HUMAN)
    }


def previous_sources(units: Sequence[Unit], earlier: Sequence[Earlier]) -> dict[str, str]:
    """Return, for each changed unit's id, what it said when its text was last approved."""
    approved = next((one for one in earlier if one.approved), None)
    if approved is None:
        return {}
    old_units = split(approved.source_text)
    old = {unit.id: unit.text for unit in old_units}
    return {
        new_id: old[old_id]
        for new_id, old_id in align_versions(old_units, units).items()
        if old_id is not None
    }


def document(
    task: Task,
    units: Sequence[Unit],
    found: Mapping[str, DraftUnit],
    asked: Mapping[str, Translated],
    earlier: Sequence[Earlier],
) -> Document:
    """Return the draft's document: known units as they are, the others as they were ``asked``.

    ``asked`` maps a unit's id to its translation.
    """
    before = previous_sources(units, earlier)
    drafted = tuple(
        found.get(unit.id) or _machine(unit, asked[unit.id], before.get(unit.id, ""))
        for unit in units
    )
    return Document(
        policy=task.policy,
        language=task.language,
        source_language=task.source_language,
        source_digest=task.source_digest,
        glossary_digest=task.glossary_digest,
        markdown=assemble(task.source_text, {unit.id: unit.target for unit in drafted}),
        units=drafted,
    )


def _machine(unit: Unit, translated: Translated, previous_source: str) -> DraftUnit:
    return DraftUnit(
        id=unit.id,
        kind=unit.kind,
        source=unit.text,
        target=translated.text,
        origin=Origin.MACHINE,
        previous_source=previous_source if previous_source != unit.text else "",
        flags=translated.flags,
    )


def _unit(unit: Unit, target: str, origin: Origin) -> DraftUnit:
    return DraftUnit(id=unit.id, kind=unit.kind, source=unit.text, target=target, origin=origin)
