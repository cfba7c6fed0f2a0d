"""What a file defines outside a unit and what changes how one is read: labels, abbreviations."""

import re
from dataclasses import dataclass

# Definitions may stand in quotations and lists; one too many only means more masking.
_MARGIN = r"^[ \t>]*(?:[*+-][ \t]+|\d+[.)][ \t]+|:[ \t]+)*"
REFERENCE = re.compile(_MARGIN + r"\[(?!\^)([^\[\]]+)\]:[ ]*\n?[ \t>]*\S", re.MULTILINE)
ABBREVIATION = re.compile(_MARGIN + r"[*]\[([^\\\]]+)\][ ]?:", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^([^\]]*)\]")
# A look ahead, because one may begin within another.
FULL_REFERENCE = re.compile(r"(?=\]\s?\[([^\]]+)\])")


@dataclass(frozen=True, slots=True)
class Definitions:
    """Labels of link references, in the form of ``label``; abbreviations; labels of footnotes."""

    references: frozenset[str] = frozenset()
    abbreviations: tuple[str, ...] = ()
    footnotes: frozenset[str] = frozenset()


def label(text: str) -> str:
    """Return a reference's label in the form in which Python-Markdown compares it."""
    return " ".join(text.split()).lower()


def defined_in(markdown: str) -> Definitions:
    """Return what ``markdown``, a whole file or body, defines.

    A footnote counts as defined wherever it is used: to mask it does no harm.
    """
    return Definitions(
        references=frozenset(label(found) for found in REFERENCE.findall(markdown)),
        abbreviations=tuple(dict.fromkeys(a.strip() for a in ABBREVIATION.findall(markdown))),
        footnotes=frozenset(FOOTNOTE.findall(markdown)),
    )


def assumed_in(text: str) -> Definitions:
    """Return what the file around ``text`` has to define so that all its links are links."""
    return Definitions(
        references=frozenset(label(found) for found in FULL_REFERENCE.findall(text)),
        footnotes=frozenset(FOOTNOTE.findall(text)),
    )
