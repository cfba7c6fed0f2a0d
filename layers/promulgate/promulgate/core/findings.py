"""Everything that the checks find in a draft, unit by unit and as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from promulgate.core.checks import Finding, Pair, check_draft, check_unit
from promulgate.core.documents import Document, DraftUnit
from promulgate.core.glossary import Term, changed
from promulgate.core.masks import defined_in

# What the translator itself doubted, as a finding that a person must look at.
FLAGS = {
    "untranslated": Finding(
        name="untranslated",
        severity="error",
        message="the machine could not translate this without damage; it still says the source",
        parts=(),
    ),
    "runs": Finding(
        name="fragments",
        severity="warning",
        message="the machine translated this in fragments: word order needs a look",
        parts=(),
    ),
    "glossary": Finding(
        name="glossary",
        severity="warning",
        message="the glossary has other words for this than when its translation was approved",
        parts=(),
    ),
    "unaligned": Finding(
        name="unaligned",
        severity="error",
        message="the uploaded translation has no text that clearly belongs to this one",
        parts=(),
    ),
}
SOURCE_STAYED = {"untranslated", "unaligned"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A finding and the unit that it is about; an empty unit means the whole draft."""

    unit: str
    finding: Finding


def of(document: Document, source_text: str, terms: Sequence[Term]) -> tuple[Failing, ...]:
    """Return what the checks find in ``document``; a source in its own language has no findings."""
    if document.language == document.source_language:
        return ()
    found = [
        Failing(unit=unit.id, finding=finding)
        for unit in document.units
        for finding in of_unit(unit, document, terms)
    ]
    whole = check_draft(source_text, document.markdown)
    return (*found, *(Failing(unit="", finding=finding) for finding in whole))


def of_unit(unit: DraftUnit, document: Document, terms: Sequence[Term]) -> tuple[Finding, ...]:
    """Return what the checks and the translator's own doubts say of one unit."""
    pair = Pair(
        source=unit.source,
        target=unit.target,
        source_language=document.source_language,
        target_language=document.language,
        kind=unit.kind,
        terms=tuple(terms),
        definitions=_definitions(document.markdown),
    )
    doubts = tuple(FLAGS[flag] for flag in unit.flags if flag in FLAGS)
    if unit.target == unit.source and SOURCE_STAYED & set(unit.flags):
        # All that the checks could say is that this is no translation.
        return doubts
    named = {doubt.name for doubt in doubts}
    return (*doubts, *(found for found in check_unit(pair) if found.name not in named))


# A draft is read unit by unit.
_definitions = lru_cache(maxsize=4)(defined_in)


def of_new_glossary(
    unit: DraftUnit, before: Sequence[Term], after: Sequence[Term]
) -> Finding | None:
    """Return a warning where the terms in a unit's source are other ones ``after`` than ``before``.

    The draft was made with those before; nothing in it has changed.
    """
    terms = changed(before, after, unit.source)
    if not terms:
        return None
    return Finding(
        name="glossary",
        severity="warning",
        message="the glossary has changed since: "
        + "; ".join(_now_says(term, after) for term in terms),
        parts=tuple(term.source for term in terms),
    )


def _now_says(term: Term, after: Sequence[Term]) -> str:
    if term not in after:
        return f"“{term.source}” is not fixed any more"
    if term.target is None:
        return f"“{term.source}” stays as it is now"
    return f"“{term.source}” is “{term.target}” now"


def errors(findings: Sequence[Failing]) -> tuple[Failing, ...]:
    """Return the findings that block an approval unless they are overridden with a reason."""
    return tuple(failing for failing in findings if failing.finding.severity == "error")
