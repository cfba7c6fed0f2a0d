"""YAML as plain text: texts, lists and mappings with the lines they stand on, and nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from promulgate.core import uploads
from promulgate.core.errors import AuthorError

# A list of mappings of words is three deep.
MAX_DEPTH = 4

# As in front matter: control characters, and those that turn the direction of other letters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
# libyaml reads 256 kB in 50 ms, Python's own parser in seconds; both give the same events.
LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the file: a text, a list or a mapping, and the line on which it begins."""

    line: int
    text: str | None = None
    items: list["Node"] = field(default_factory=list)
    kind: str = "text"

    def is_empty(self) -> bool:
        """Say whether nothing, or YAML's word for it, stands there."""
        return self.kind == "text" and self.text in {"", "~", "null"}


def read(data: bytes) -> Node:
    """Return the one document in ``data`` as a tree; an empty file is an empty mapping.

    It is built from YAML's events, so that nothing is ever constructed. Raises AuthorError, with
    the line, for bytes that are no YAML and for all that is more than plain text: anchors,
    aliases, tags, a second document, deep nesting, unseen characters, 256 kB.
    """
    text = uploads.decoded(data).removeprefix("\ufeff")
    uploads.refuse(_UNSAFE, text, "there is a character that cannot be seen")
    root = Node(1, kind="list")
    open_nodes = [root]
    try:
        for event in yaml.parse(text, Loader=LOADER):
            _take(event, open_nodes)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise AuthorError(
            f"the file is no YAML: {error.problem or error.context}",
            "the form of the sample file, and quotes around what has a colon",
            mark.line + 1 if mark else None,
        ) from error
    except yaml.YAMLError as error:
        raise AuthorError("the file is no YAML", "the form of the sample file") from error
    if not root.items:
        return Node(1, kind="mapping")
    if len(root.items) > 1:
        raise AuthorError(
            "there is a second document in the file", "one, without ---", root.items[1].line
        )
    return root.items[0]


def mapping(node: Node, what: str, known: Sequence[str] = ()) -> Iterator[tuple[str, Node]]:
    """Yield the keys and values of a mapping; ``known`` are all it may have.

    Raises AuthorError, calling the node ``what``, when it is something else or has a key twice.
    """
    if node.kind != "mapping":
        if node.is_empty():
            return
        expected = " and ".join(f"{name}:" for name in known) or "lines of key: value"
        raise AuthorError(f"{what} has no keys", expected, node.line)
    seen: set[str] = set()
    for key, value in zip(node.items[::2], node.items[1::2], strict=True):
        if key.text is None:
            raise AuthorError("a key is not plain text", "a word as the key", key.line)
        if key.text in seen:
            raise AuthorError(f"{key.text} is given twice", "each key once", key.line)
        if known and key.text not in known:
            expected = " or ".join(f"{name}:" for name in known)
            raise AuthorError(f"{what} has an unknown key {key.text!r}", expected, key.line)
        seen.add(key.text)
        yield key.text, value


def _take(event: yaml.Event, open_nodes: list[Node]) -> None:
    """Add what ``event`` says to the innermost of ``open_nodes``."""
    line = event.start_mark.line + 1 if event.start_mark else 1
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise AuthorError(
            "the file uses a YAML anchor or alias",
            "plain values, written out (quote a value that begins with & or *)",
            line,
        )
    if getattr(event, "tag", None):
        raise AuthorError(
            "the file uses a YAML tag",
            "plain values (quote a value that begins with !)",
            line,
        )
    if isinstance(event, yaml.ScalarEvent):
        open_nodes[-1].items.append(Node(line, text=event.value))
    elif isinstance(event, yaml.CollectionStartEvent):
        if len(open_nodes) > MAX_DEPTH:
            raise AuthorError("the file is nested too deep", "the form of the sample file", line)
        kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        node = Node(line, kind=kind)
        open_nodes[-1].items.append(node)
        open_nodes.append(node)
    elif isinstance(event, yaml.CollectionEndEvent):
        open_nodes.pop()
