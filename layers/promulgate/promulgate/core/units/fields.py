"""Front matter: the fields that are translated, each at its exact place in the YAML."""

import json
import re
from collections.abc import Iterator, Sequence

import yaml

from promulgate.core.units.inline import has_words
from promulgate.core.units.unit import Field

# A front-matter block: the opening line, what stands between, the closing line.
BLOCK = re.compile(
    r"\A\ufeff?---[ \t]*(?:\r\n|\r|\n)(?P<yaml>(?:.*?(?:\r\n|\r|\n))??)---[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
STRING = "tag:yaml.org,2002:str"
KEYWORD = re.compile(r"[^\s,](?:[^,]*[^\s,])?")
# Narrower than YAML, so that no flow, comment, key or number can be seen in it.
PLAIN = re.compile(r"[^\W\d_][^:#,\[\]{}&*!|>%@`\\]*")
RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def fields(text: str) -> Iterator[tuple[str, str, Field]]:
    """Yield kind, text and place of the translated fields in the file's front matter.

    Front matter that is no YAML mapping has none; whoever reads the rest of it says so.
    """
    block = BLOCK.match(text)
    if block is None:
        return
    try:
        root = yaml.compose(block["yaml"], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    if not isinstance(root, yaml.MappingNode):
        return
    for name, value in root.value:
        if not isinstance(name, yaml.ScalarNode):
            continue
        if name.value in {"title", "description"}:
            yield from _whole(text, block.start("yaml"), name.value, value)
        elif name.value == "keywords" and isinstance(value, yaml.SequenceNode):
            for item in value.value:
                yield from _whole(text, block.start("yaml"), "keyword", item)
        elif name.value == "keywords":
            yield from _listed(text, block.start("yaml"), value)


def _whole(text: str, offset: int, kind: str, node: yaml.Node) -> Iterator[tuple[str, str, Field]]:
    """Yield the scalar as one unit."""
    if isinstance(node, yaml.ScalarNode) and _is_text(text, offset, node):
        yield from _field(kind, offset, node, (0, len(node.value)))


def _listed(text: str, offset: int, node: yaml.Node) -> Iterator[tuple[str, str, Field]]:
    """Yield each of the keywords that one string lists between commas."""
    if isinstance(node, yaml.ScalarNode) and _is_text(text, offset, node):
        for keyword in KEYWORD.finditer(node.value):
            yield from _field("keyword", offset, node, keyword.span())


def _is_text(text: str, offset: int, node: yaml.ScalarNode) -> bool:
    """Say whether the node is a string without anchor or tag."""
    if node.tag != STRING:
        return False
    first = text[offset + node.start_mark.index]
    return first == node.style if node.style else first not in "&!*"


def _field(
    kind: str, offset: int, node: yaml.ScalarNode, part: tuple[int, int]
) -> Iterator[tuple[str, str, Field]]:
    value = " ".join(node.value[part[0] : part[1]].split())
    if has_words(value):
        start, end = offset + node.start_mark.index, offset + node.end_mark.index
        yield kind, value, Field(start, end, node.style or "", node.value, part)


def scalar(raw: str, parts: Sequence[tuple[Field, str]]) -> str:
    """Return the YAML scalar ``raw`` with some of its parts replaced, in the style that it has.

    ``parts`` are in order. A plain scalar becomes a quoted one where its new value needs it.
    """
    field = parts[0][0]
    value, position = "", 0
    for one, target in parts:
        start, end = one.part
        target = " ".join(target.split())
        if start > 0 or end < len(field.value):
            # A comma would make two keywords of one.
            target = target.replace(",", " ")
        value += field.value[position:start] + target
        position = end
    value += field.value[position:]
    match field.style:
        case "'":
            return "'" + value.replace("'", "''") + "'"
        case "|" | ">":
            return _folded(raw, value)
        case "" if PLAIN.fullmatch(value) and value.lower() not in RESERVED:
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def _folded(raw: str, value: str) -> str:
    """Return a block scalar with the header, indentation and end of ``raw``."""
    content = re.search(r"[\r\n]+(?P<indent>[ ]*)(?P<words>\S.*?)(?P<end>\s*)\Z", raw, re.DOTALL)
    if content is None:
        raise ValueError(f"no block scalar: {raw!r}")
    return raw[: content.start("words")] + " ".join(value.split()) + content["end"]
