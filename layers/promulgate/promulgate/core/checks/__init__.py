"""The checks: automatic tests of a unit or a draft, each a module with one function ``check``.

A new check is a new module and a line in ``CHECKS``.
"""

from collections import Counter
from collections.abc import Sequence

from promulgate.core.checks import (
    addresses,
    balance,
    dates,
    durations,
    figures,
    length,
    letters,
    links,
    markup,
    modality,
    money,
    negation,
    numbers,
    references,
    repetition,
    script,
    structure,
    terms,
    tokens,
    untranslated,
)
from promulgate.core.checks.pair import Check, Finding, Pair

__all__ = ["CHECKS", "Check", "Finding", "Pair", "check_draft", "check_unit"]

CHECKS: tuple[Check, ...] = (
    numbers.check,
    dates.check,
    durations.check,
    money.check,
    references.check,
    addresses.check,
    terms.check,
    tokens.check,
    markup.check,
    links.check,
    letters.check,
    negation.check,
    modality.check,
    untranslated.check,
    script.check,
    length.check,
    repetition.check,
    balance.check,
)

# What says more of a number than that it changed.
FIGURES = frozenset({"dates", "durations", "money", "references"})


def check_unit(pair: Pair) -> tuple[Finding, ...]:
    """Return what the checks find in one unit, in their order, nothing twice."""
    found = [finding for check in CHECKS if (finding := check(pair)) is not None]
    return tuple(finding for finding in found if not _is_told_better(finding, found))


def _is_told_better(finding: Finding, found: Sequence[Finding]) -> bool:
    """Say whether ``finding`` is of numbers that another one names with what they count."""
    better = " ".join(part for one in found if one.name in FIGURES for part in one.parts)
    return (
        finding.name == "numbers"
        and finding.severity == "error"
        and Counter(finding.parts) <= Counter(figures.NUMBER.findall(better))
    )


def check_draft(source_markdown: str, target_markdown: str) -> tuple[Finding, ...]:
    """Return what is to be found in a draft as a whole; both are whole files."""
    found = structure.check(source_markdown, target_markdown)
    return () if found is None else (found,)
