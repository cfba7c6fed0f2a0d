"""Structure: a draft renders to the tags of its source, so nothing is lost, split or joined."""

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from promulgate.core.bodies import body_of
from promulgate.core.checks.pair import Finding
from promulgate.core.errors import AuthorError
from promulgate.core.rendering import skeleton

# Within a block, languages put what is emphasised or linked in another order.
INLINE = frozenset(
    """a abbr b br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time
    u var""".split()  # noqa: SIM905
)
# What a reviewer calls a block.
NAMES = {
    "blockquote": "a quotation",
    "dd": "a definition",
    "div": "a box",
    "dl": "a list of definitions",
    "dt": "a defined term",
    "hr": "a line across the page",
    "li": "a list item",
    "ol": "a numbered list",
    "p": "a paragraph",
    "pre": "a block of code",
    "table": "a table",
    "td": "a table cell",
    "th": "a table heading",
    "tr": "a table row",
    "ul": "a list",
} | {f"h{level}": f"a heading of level {level}" for level in range(1, 7)}

type Block = tuple[str, Counter[str]]
_END: Block = ("", Counter())


def check(source_markdown: str, target_markdown: str) -> Finding | None:
    """Return an error that says where a draft first differs from its source.

    Both are whole files. Raises AuthorError when the source is nested too deep to be rendered.
    """
    before = _blocks(body_of(source_markdown))
    try:
        after = _blocks(body_of(target_markdown))
    except AuthorError as error:
        return _finding(f"the translation cannot be shown: {error.reason}", ())
    for number, (block, other) in enumerate(zip_longest(before, after, fillvalue=_END)):
        if block != other:
            message, parts = _difference(block, other)
            return _finding(f"{_place(before[:number])}, {message}", parts)
    return None


def _finding(message: str, parts: tuple[str, ...]) -> Finding:
    return Finding(name="structure", severity="error", message=message, parts=parts)


def _place(before: Sequence[Block]) -> str:
    """Return where in the page the blocks end, as a reader would count."""
    headings = sum(tag[:2] == "<h" and tag[2].isdigit() for tag, _ in before)
    return f"below heading {headings}" if headings else "at the beginning"


def _difference(block: Block, other: Block) -> tuple[str, tuple[str, ...]]:
    (tag, inline), (other_tag, other_inline) = block, other
    if tag != other_tag:
        message = f"the source has {_called(tag)} where the translation has {_called(other_tag)}"
        return message, (tag, other_tag)
    lost, won = (inline - other_inline), (other_inline - inline)
    said = [f"the translation lacks {each}" for each in lost if not each.startswith("</")]
    said += [f"the translation has {each} too much" for each in won if not each.startswith("</")]
    return f"in {_called(tag)}, " + " and ".join(said), (*lost, *won)


def _called(tag: str) -> str:
    if not tag:
        return "nothing more"
    name = NAMES.get(_name(tag), tag)
    return f"the end of {name}" if tag.startswith("</") else name


def _blocks(body: str) -> list[Block]:
    """Return each block's tag, in order, with the inline tags inside it, in any order."""
    blocks: list[Block] = [("<body>", Counter())]
    for tag in skeleton(body):
        if _name(tag) in INLINE:
            blocks[-1][1][tag] += 1
        else:
            blocks.append((tag, Counter()))
    return blocks


def _name(tag: str) -> str:
    return tag.strip("</>").split(" ")[0]
