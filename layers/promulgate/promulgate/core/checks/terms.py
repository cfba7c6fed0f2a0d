"""Terms: what the glossary fixes or keeps stands in the translation as the glossary has it."""

from promulgate.core.checks.pair import Finding, Pair
from promulgate.core.glossary import Term, occurring


def check(pair: Pair) -> Finding | None:
    """Return an error if a term of the source is not in the translation in its fixed form."""
    missing = tuple(
        wanted
        for term in occurring(pair.terms, pair.source)
        if not _contains(pair.target, wanted := _wanted(term), term)
    )
    if not missing:
        return None
    return Finding(
        name="terms",
        severity="error",
        message=f"the glossary wants here: {', '.join(missing)}",
        parts=missing,
    )


def _wanted(term: Term) -> str:
    return term.source if term.target is None else term.target


def _contains(text: str, wanted: str, term: Term) -> bool:
    if term.case_sensitive:
        return wanted in text
    return wanted.casefold() in text.casefold()
