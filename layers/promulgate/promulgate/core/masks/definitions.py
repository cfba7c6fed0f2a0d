"""What a file defines outside a unit and what changes how one is read: labels, abbreviations."""

import re
from dataclasses import dataclass

REFERENCE = re.compile(r"^[ ]{0,3}\[(?!\^)([^\[\]]+)\]:[ ]*\S", re.MULTILINE)
ABBREVIATION = re.compile(r"^[*]\[([^\\\]]+)\][ ]?:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Definitions:
    """Labels of link references, lower case with single spaces, and abbreviations as written."""

    references: frozenset[str] = frozenset()
    abbreviations: tuple[str, ...] = ()


NONE = Definitions()


def label(text: str) -> str:
    """Return a reference's label in the form in which Python-Markdown compares it."""
    return " ".join(text.split()).lower()


def defined_in(markdown: str) -> Definitions:
    """Return what ``markdown``, a whole file or body, defines.

    Fences are not looked for: a definition too many only means more masking.
    """
    return Definitions(
        references=frozenset(label(found) for found in REFERENCE.findall(markdown)),
        abbreviations=tuple(dict.fromkeys(a.strip() for a in ABBREVIATION.findall(markdown))),
    )
