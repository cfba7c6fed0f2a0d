"""What a translation must not say where it stands: markup of blocks, broken tags, attributes.

Escapes are those that Python-Markdown knows (``Markdown.ESCAPED_CHARS`` and the tables'), else
entities. What the source says in the same unit is the author's own and stays.
"""

import re
from html import unescape

from promulgate.core.units import line_starts
from promulgate.core.units.html_markup import BLOCKS
from promulgate.core.units.inline import TAG, code_spans, ends_escaped

UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# https://html.spec.whatwg.org/multipage/text-level-semantics.html
PHRASING = re.compile(
    "a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|"
    "span|strong|sub|sup|time|u|var|wbr"
)
# markdown.extensions.footnotes puts the footnotes where it finds this.
FOOTNOTES_PLACE = re.compile(r"/(?=//Footnotes Go Here///)")
AUTOLINK = r"(?P<link><[^\s<>\"'`]+(?:://|@)[^\s<>\"'`]+>)"
TAG_LIKE = re.compile(rf"{TAG.pattern}|{AUTOLINK}|<!--.{{0,2000}}?-->|<(?=[a-zA-Z/!?])", re.DOTALL)
MARKUP = re.compile(
    rf"\\[\\`*_{{}}\[\]()>#+.!|-]|{TAG_LIKE.pattern}|\{{(?=(?P<braced>[^}}\n]*\}})?)|[|`]"
    rf"|{FOOTNOTES_PLACE.pattern}",
    re.DOTALL,
)
NUMBER = re.compile(r"\d+(?=[.)](?:\s|$))")
FENCE_MARK = re.compile(r"\A[`~](?=[`~]{2})")


def cleaned(target: str) -> str:
    """Return ``target`` without control characters, with line feeds as its only line ends."""
    return LINE_END.sub("\n", UNPRINTABLE.sub("", target))


def one_line(target: str) -> str:
    """Return ``target`` with spaces for its line ends, hard breaks among them."""
    lines = target.split("\n")
    kept = [line[:-1] if ends_escaped(line, len(line)) else line for line in lines[:-1]]
    return " ".join(line.strip(" \t") for line in [*kept, lines[-1]]).strip(" \t")


def inline(target: str, source: str, *, pipes: bool = False, ticks: bool = False) -> str:
    """Return ``target`` without tags of blocks, open tags, or attribute lists of its own.

    ``source`` is the unit's text; what stands there may stand here. ``pipes``: pipes are escaped
    too. ``ticks``: so are ticks, but for code that the source has.
    """
    parts: list[str] = []
    position = 0
    for start, end in [*code_spans(target), (len(target), len(target))]:
        parts.append(_guarded(target[position:start], source, pipes=pipes, ticks=ticks))
        code, position = target[start:end], end
        if code not in source and (ticks or "<" in code or "///" in code):
            code = _guarded(code, source, pipes=pipes, ticks=True)
        parts.append(code)
    whole = "".join(parts)
    return f"{whole}\\" if ends_escaped(whole, len(whole)) else whole


def _guarded(text: str, source: str, *, pipes: bool, ticks: bool) -> str:
    def guard(found: re.Match[str]) -> str:
        kept = found[0]
        if kept[0] == "<":
            return kept if found["link"] else _tag(found, source)
        if kept == "{" and not (found["braced"] and "{" + found["braced"] in source):
            return r"\{"
        if kept == "|" and pipes:
            return r"\|"
        if kept == "/" or (kept == "`" and ticks):
            return _entity(kept)
        return kept

    return MARKUP.sub(guard, text)


def _tag(found: re.Match[str], source: str) -> str:
    kept = found[0]
    if PHRASING.fullmatch((found["name"] or "").lower()) or (len(kept) > 1 and kept in source):
        return kept
    return f"&lt;{kept[1:]}"


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def heading(target: str) -> str:
    """Return guarded text whose marks at either end do not count as the heading's own."""
    bare = target.rstrip("#")
    if ends_escaped(bare, len(bare)) and bare != target:
        bare += "#"
    target = bare + r"\#" * (len(target) - len(bare))
    return f"\\{target}" if target.startswith("#") else target


def line_start(lines: str, source: str, above: str = "") -> str:
    """Return ``lines``, of guarded text, so that the first begins nothing but a paragraph.

    ``above`` is the line of the file above it.
    """
    line = lines.split("\n", 1)[0].rstrip(" \t")
    if line_starts.REFERENCE_TITLE.match(line) and line_starts.REFERENCE.search(above):
        return _entity(line[0]) + lines[1:]
    if line_starts.FENCE.match(line):
        marks = len(line) - len(line.lstrip(line[0]))
        return (r"\`" if line[0] == "`" else _entity("~")) * marks + lines[marks:]
    if line_starts.DEFINITION.match(line) or (line_starts.RULE.match(line) and line[0] in ":="):
        return _entity(line[0]) + lines[1:]
    if number := NUMBER.match(line):
        return f"{number[0]}\\{lines[number.end() :]}"
    if lines.startswith("<"):
        return _block_tag(lines, source)
    marked = (
        line.startswith(("#", ">", "|", "!!!"))
        or line_starts.LIST_MARK.match(line)
        or line_starts.RULE.match(line)
        or line_starts.BREAK.match(line)
        or line_starts.TASK_MARK.match(line)
        or line_starts.DEFINING.match(lines)
    )
    return f"\\{lines}" if marked else lines


def _block_tag(lines: str, source: str) -> str:
    tag = TAG.match(lines)
    if tag is None or tag["name"].lower() in BLOCKS:
        opening = tag[0] if tag else lines[:4]
        hidden = lines.startswith(("<!", "<?"))
        if (tag or hidden) and not source.startswith(opening):
            return f"&lt;{lines[1:]}"
    return lines


def html(target: str, source: str) -> str:
    """Return ``target`` as text of raw HTML, with no tags but inline ones and the source's."""
    target = TAG_LIKE.sub(lambda found: _tag(found, source), one_line(target))
    return FENCE_MARK.sub(lambda found: _entity(found[0]), target)


def tail(target: str, source: str) -> str:
    """Return ``target`` as text behind raw HTML, where an entity would count as HTML too."""
    target = one_line(target)
    if target.count("&") > source.count("&"):
        target = unescape(target).replace("&", "＆")
    words = inline(target, source)
    for entity, sign in (("&lt;", "‹"), ("&#96;", "ˋ"), ("&#47;", "∕")):
        words = words.replace(entity, sign)
    return line_start(words.lstrip(":=~ \t"), source)


def attribute(target: str, closing: str) -> str:
    """Return ``target`` as plain text that ``closing`` ends; ``""`` is the end of the line."""
    target = one_line(target)
    encoded = set("|<>") | {closing} - {"]", ""}
    for pair in ("()", "[]"):
        if not _balanced(target, pair):
            encoded |= set(pair)
    if target in {"''", '""'}:
        encoded |= set("'\"")
    code = code_spans(target)
    lone = {found.start() for found in re.finditer("`", target)}
    lone -= {position for start, end in code for position in range(start, end)}

    def guard(found: re.Match[str]) -> str:
        one = found[0]
        if len(one) == 1 and (one in encoded or one == "\\" or found.start() in lone):
            return _entity(one)
        return one

    return re.sub(r"\\.|.", guard, FOOTNOTES_PLACE.sub(_entity("/"), target))


def _balanced(text: str, pair: str) -> bool:
    depth = 0
    for found in re.finditer(r"\\.|[()\[\]]", text):
        depth += (found[0] == pair[0]) - (found[0] == pair[1])
        if depth < 0:
            return False
    return depth == 0
