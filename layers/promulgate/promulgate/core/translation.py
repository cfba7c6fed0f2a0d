"""From a source's units to a draft's: what is known stays, the rest is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from promulgate.core.alignment import align_versions
from promulgate.core.answers import Ask
from promulgate.core.documents import PLAIN, Document, DraftUnit, Origin
from promulgate.core.drafting import Translated, translate_units
from promulgate.core.glossary import Term, changed
from promulgate.core.masks import Style, defined_in
from promulgate.core.memory import memory_key
from promulgate.core.units import Unit, assemble, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier draft of the same language, compared with the units of the new source.

    Of an approved one every unit counts; of another only what a person wrote. ``sources`` are its
    source's texts by unit, ``replaces`` tells which of its units each new one stands for; ``terms``
    are those of the glossary that it was made with.
    """

    document: Document
    approved: bool
    sources: Mapping[str, str]
    replaces: Mapping[str, str | None]
    terms: tuple[Term, ...]


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


def compared(
    document: Document,
    source_text: str,
    units: Sequence[Unit],
    terms: tuple[Term, ...],
    *,
    approved: bool,
) -> Earlier:
    """Return an earlier draft, whose source file was ``source_text``, beside the new ``units``.

    ``terms`` are those of the glossary that the earlier draft was made with.
    """
    old_units = split(source_text)
    return Earlier(
        document=document,
        approved=approved,
        sources={unit.id: unit.text for unit in old_units},
        replaces=align_versions(old_units, units),
        terms=terms,
    )


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
    units: Sequence[Unit],
    keys: Mapping[str, str],
    earlier: Sequence[Earlier],
    memory: Mapping[str, str],
    terms: Sequence[Term] = (),
) -> dict[str, DraftUnit]:
    """Return the units that need no engine, by id.

    ``keys`` are the units' memory keys by id, ``memory`` maps such keys to approved texts;
    ``earlier`` counts from its first to its last. Where the glossary, whose ``terms`` are in force,
    had other words for a unit earlier, the unit says so: an approved wording stays as it is.
    """
    found: dict[str, DraftUnit] = {}
    carried = [_carried(one, units, terms) for one in earlier]
    for unit in units:
        kept = next((part[unit.id] for part in carried if unit.id in part), None)
        if kept is not None:
            found[unit.id] = replace(kept, kind=unit.kind)
        elif keys[unit.id] in memory:
            found[unit.id] = _unit(unit, memory[keys[unit.id]], Origin.MEMORY)
    return found


def _carried(
    earlier: Earlier, units: Sequence[Unit], terms: Sequence[Term]
) -> dict[str, DraftUnit]:
    old = {unit.id: unit for unit in earlier.document.units}
    texts = {unit.id: unit.text for unit in units}
    return {
        new_id: DraftUnit(
            id=new_id,
            kind=old[old_id].kind,
            source=texts[new_id],
            target=old[old_id].target,
            origin=Origin.MEMORY if earlier.approved else Origin.HUMAN,
            flags=("glossary",) if changed(earlier.terms, terms, texts[new_id]) else (),
        )
        for new_id, old_id in earlier.replaces.items()
        if old_id in old
        and old[old_id].source == texts[new_id]
        and (earlier.approved or old[old_id].origin == Origin.HUMAN)
    }


def previous_sources(earlier: Sequence[Earlier]) -> dict[str, str]:
    """Return, for each changed unit's id, what it said when its text was last approved."""
    approved = next((one for one in earlier if one.approved), None)
    if approved is None:
        return {}
    return {
        new_id: approved.sources[old_id]
        for new_id, old_id in approved.replaces.items()
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
    before = previous_sources(earlier)
    drafted = tuple(
        replace(
            found.get(unit.id) or _machine(unit, asked[unit.id]),
            previous_source=_unless(unit.text, before.get(unit.id, "")),
        )
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


def _unless(text: str, previous: str) -> str:
    """Return ``previous`` unless it is the ``text`` still."""
    return "" if previous == text else previous


def _machine(unit: Unit, translated: Translated) -> DraftUnit:
    return DraftUnit(
        id=unit.id,
        kind=unit.kind,
        source=unit.text,
        target=translated.text,
        origin=Origin.MACHINE,
        flags=translated.flags,
    )


def _unit(unit: Unit, target: str, origin: Origin) -> DraftUnit:
    return DraftUnit(id=unit.id, kind=unit.kind, source=unit.text, target=target, origin=origin)
