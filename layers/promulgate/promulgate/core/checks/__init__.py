"""The checks: automatic tests of a unit or a draft, each a module with one function ``check``.

A new check is a new module and a line in ``CHECKS``.
"""

from promulgate.core.checks import (
    addresses,
    balance,
    dates,
    durations,
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


def check_unit(pair: Pair) -> tuple[Finding, ...]:
    """Return what the checks find in one unit, in their order."""
    return tuple(finding for check in CHECKS if (finding := check(pair)) is not None)


def check_draft(source_markdown: str, target_markdown: str) -> tuple[Finding, ...]:
    """Return what is to be found in a draft as a whole; both are whole files."""
    found = structure.check(source_markdown, target_markdown)
    return () if found is None else (found,)
