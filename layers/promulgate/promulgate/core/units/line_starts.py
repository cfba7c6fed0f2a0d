"""What Python-Markdown 3.11 (or CommonMark) reads as structure at the start of a line.

The same patterns cut a paragraph's lines apart and guard a translation's. They look at a line
without its indentation, since lists take indentation away step by step.
"""

import re

# markdown.blockprocessors.HashHeaderProcessor: no space is needed after the marks.
HEADING = re.compile(r"#{1,6}")
# markdown.blockprocessors.SetextHeaderProcessor
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
# An underline, or the second line of a table (markdown.extensions.tables), whatever is above it.
RULE = re.compile(r"[-=|:][-=|: \t]*$")
# markdown.blockprocessors.HRProcessor
BREAK = re.compile(r"(?:(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+)$")
LIST_MARK = re.compile(r"(?:[*+-]|\d+[.)])(?:[ \t]+|$)")
MARK = re.compile(r">|:[ \t]|\[\^|(?:[*+-]|\d+[.)])[ \t]")
QUOTE_MARK = re.compile(r">[ \t]?")
TASK_MARK = re.compile(r"\[[ xX]\][ \t]+")
# markdown.extensions.def_list.DefListProcessor
DEFINITION = re.compile(r":[ \t]{1,3}")
MARKED_DEFINITION = re.compile(r"[ \t>]*(?:(?:[*+-]|\d+[.)])[ \t>]+)*:[ \t]")
# markdown.extensions.footnotes.FootnoteBlockProcessor
FOOTNOTE = re.compile(r"\[\^[^\]]*\]:[ \t]*")
# markdown.blockprocessors.ReferenceProcessor, on one line
REFERENCE = re.compile(
    r"\[[^\[\]]*\]:[ ]*(?P<url>\S++)[ ]*"
    r"(?:(?P<quote>[\"'])(?P<quoted>.*)(?P=quote)|\((?P<round>.*)\))?[ ]*$"
)
REFERENCE_LABEL = re.compile(r"\[[^\[\]]*\]:[ ]*$")
REFERENCE_TITLE = re.compile(r"(?:(?P<quote>[\"'])(?P<quoted>.*)(?P=quote)|\((?P<round>.*)\))[ ]*$")
# markdown.extensions.abbr.AbbrBlockprocessor
ABBREVIATION = re.compile(r"\*\[[^\\]*?\][ ]?:[ ]*(?P<text>.*)$")
# markdown.extensions.admonition.AdmonitionProcessor
ADMONITION = re.compile(r"!!! ?(?P<name>[\w-]+)(?: +[\w-]+)*(?: +\"(?P<title>.*?)\")? *$")
# markdown.extensions.attr_list.AttrListTreeprocessor.BLOCK_RE
ATTRIBUTES = re.compile(r"\{:?[ ]*[^}\n ][^\n]*\}[ ]*$")
FENCE = re.compile(r"(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
# markdown.extensions.footnotes: where the footnotes go.
FOOTNOTES_PLACE = "///Footnotes Go Here///"
DEFINING = re.compile(r"\*?\[[^\]]*\] ?:")


def is_silent(line: str) -> bool:
    """Say whether the whole line is markup, with no text of its own."""
    return bool(
        RULE.match(line)
        or BREAK.match(line)
        or ATTRIBUTES.match(line)
        or FENCE.match(line)
        or line.strip() == FOOTNOTES_PLACE
    )


def begins(line: str, *, in_list: bool) -> bool:
    """Say whether the line begins something that must not be joined to the line above.

    ``in_list``: inside a list, where any list mark begins an item.
    """
    return bool(
        line.startswith(("#", ">"))
        or is_silent(line)
        or REFERENCE.match(line)
        or REFERENCE_LABEL.match(line)
        or ABBREVIATION.match(line)
        or ADMONITION.match(line)
        or DEFINITION.match(line)
        or (in_list and LIST_MARK.match(line))
    )


def without_attributes(text: str) -> str:
    """Return ``text`` without an attribute list at its end, and without the blanks before that.

    So they stand behind headings, table cells and terms: AttrListTreeprocessor.HEADER_RE.
    """
    start = text.rfind(" {")
    content = text[start + 2 : -1]
    if start < 0 or not text.endswith("}") or "}" in content or not content.strip(": "):
        return text
    return text[:start].rstrip(" \t")
