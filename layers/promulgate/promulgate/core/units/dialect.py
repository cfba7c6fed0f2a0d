"""The rules by which markdown-it-py reads a page, in the order in which they are tried."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, code, fence, hr, list_block

from promulgate.core.errors import AuthorError
from promulgate.core.units import containers, heading, html_block, paragraph, table
from promulgate.core.units.found import FOUND, Findings, Found, line_of
from promulgate.core.units.parting import parted
from promulgate.core.units.runs import line_flags

# Lists count twice. No policy comes near it, and neither reader nor renderer survives hundreds.
DEEPEST = 40
NO_LIST = re.compile(r"\d+\)")


def _not_too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    if state.level > DEEPEST:
        raise AuthorError(
            "lists and quotes are nested too deeply",
            f"at most {DEEPEST // 2} lists within each other",
            line=start_line + 1,
        )
    return False


def _code(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take indented code; but what follows a list belongs to it, to Python-Markdown."""
    follows_list = bool(state.tokens) and state.tokens[-1].type.endswith("_list_close")
    if follows_list and state.sCount[start_line] - state.blkIndent < 2 * containers.INDENT:
        return False
    return code(state, start_line, end_line, silent)


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a list; but ``1)`` begins none, to Python-Markdown (OListProcessor.RE)."""
    if NO_LIST.match(line_of(state, start_line).text):
        return False
    return list_block(state, start_line, end_line, silent)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"maxNesting": 10 * DEEPEST, "html": True})
    reader.block.ruler.enableOnly([])
    container = ["paragraph", "blockquote", "list"]
    for name, rule, ends in (
        ("depth", _not_too_deep, []),
        # markdown-it-py itself asks for a rule of the name "code".
        ("code", _code, []),
        ("fence", fence, [*container, "table"]),
        ("table", table.rule, ["list"]),
        ("html_block", html_block.rule, ["paragraph", "blockquote", "table"]),
        ("quote", blockquote, container),
        ("break", hr, container),
        ("admonition", containers.admonition, [*container, "table"]),
        ("footnote", containers.footnote, container),
        ("definition", containers.definition, container),
        ("list", _list, ["paragraph", "blockquote"]),
        ("heading", heading.rule, ["paragraph", "blockquote"]),
        ("paragraph", paragraph.rule, []),
    ):
        reader.block.ruler.push(name, rule, {"alt": ends})
    return reader


READER = _reader()


def read(page: str, first_line: int) -> list[Found]:
    """Return the places with text in ``page``, Markdown without front matter.

    Line ends are single characters. ``first_line`` counts from 1 in the file and tells the author
    where, in the AuthorError raised for lists and quotes nested too deeply.
    """
    found = Findings(*line_flags(page))
    try:
        READER.block.parse(page, READER, {FOUND: found}, [])
    except AuthorError as error:
        line = None if error.line is None else error.line + first_line - 1
        raise AuthorError(error.reason, error.expected, line) from error
    except RecursionError as error:
        raise AuthorError("lists and quotes are nested too deeply", "flatter text") from error
    return [part for place in found.places for part in parted(place, page)]
