"""Raw HTML as Python-Markdown takes it: from a block's tag at a line's start to its end tag."""

import re
from collections import Counter

from markdown_it.rules_block import StateBlock

from promulgate.core.units.found import Line, consume, findings, line_of, lines_between
from promulgate.core.units.html_markup import AS_MARKDOWN, BLOCKS, markup
from promulgate.core.units.html_text import texts
from promulgate.core.units.inline import TAG
from promulgate.core.units.segments import Surroundings, segments

HIDDEN_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}


def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Take a block of raw HTML, and find the text in it."""
    line = line_of(state, start_line)
    if not line.text.startswith("<") or state.is_code_block(start_line):
        return False
    end = _end_of_hidden(state, line)
    tag = None if end else TAG.match(state.src, line.start)
    if end is None and (tag is None or not _is_block(state, line, tag)):
        return False
    if silent:
        return True
    places = findings(state).places
    if tag is not None:
        end = _end_of_block(state.src, tag)
        as_markdown = bool(AS_MARKDOWN.search(tag[0]))
        places.extend(texts(state.src, tag.start(), end, state.level, as_markdown=as_markdown))
    end = end or line.end
    # Python-Markdown reads what follows on the line as the start of a paragraph.
    rest = lines_between(state.src, end, _line_end(state.src, end))
    around = Surroundings("paragraph", state.level, in_list=True, apart=True, tail=True)
    places.extend(segments([one for one in rest if one.text], around))
    consume(state, "html_block", start_line + 1 + state.src.count("\n", line.start, end))
    return True


def _end_of_hidden(state: StateBlock, line: Line) -> int | None:
    """Return where a comment, instruction or declaration ends that begins at the line's start."""
    for opening, closing in HIDDEN_ENDS.items():
        if not line.text.startswith(opening):
            continue
        endless = findings(state).endless
        if line.start >= endless.get(closing, len(state.src)):
            return None
        end = state.src.find(closing, line.start + len(opening))
        if end >= 0:
            return end + len(closing)
        # One search to the end of the page is enough.
        endless[closing] = line.start
    return None


def _is_block(state: StateBlock, line: Line, tag: re.Match[str]) -> bool:
    """Say whether Python-Markdown takes ``tag`` as the start of raw HTML, or it ends some."""
    before = state.src[state.src.rfind("\n", 0, line.start) + 1 : line.start]
    if len(before) > 3 or before.strip(" ") or tag["name"].lower() not in BLOCKS:
        return False
    return not tag["slash"] or tag.end() == line.end


def _end_of_block(page: str, tag: re.Match[str]) -> int:
    """Return where the block that ``tag`` opens ends: HTMLExtractor.handle_endtag."""
    if tag["slash"] or tag["empty"] or tag["name"].lower() == "hr":
        return tag.end()
    alone = not page[tag.end() : _line_end(page, tag.end())].strip()
    if alone and AS_MARKDOWN.search(tag[0]):
        return tag.end()
    stack: list[str] = []
    opened: Counter[str] = Counter()
    for one in markup(page, tag.start(), len(page)):
        if not one.name or one.empty:
            continue
        if not one.closes:
            stack.append(one.name)
            opened[one.name] += 1
            continue
        while opened[one.name]:
            closed = stack.pop()
            opened[closed] -= 1
            if closed == one.name:
                break
        if not stack:
            return one.end
    return len(page)


def _line_end(page: str, start: int) -> int:
    end = page.find("\n", start)
    return len(page) if end < 0 else end
