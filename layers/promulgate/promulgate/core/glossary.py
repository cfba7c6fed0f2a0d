"""The glossary: terms with their fixed translation per language, and terms never translated.

```yaml
never_translate:
  - Halden Books            # counts as written; `{term: …, case: any}` for any capitals
terms:
  - en: right of withdrawal # the same term in each language, the source's and the targets'
    de: Widerrufsrecht
    case: any               # or exact: "Company" is not "company"
    note: for translators; not used by the machine
```
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from promulgate.core import digest, languages
from promulgate.core.errors import AuthorError
from promulgate.core.masks.terms import occurs

MAX_BYTES = 262_144
# Each is looked for in each unit.
MOST_TERMS = 2_000
LONGEST_TERM = 200
# A list of mappings of words is three deep.
MAX_DEPTH = 4

NEVER = "never_translate"
TERMS = "terms"
CASES = ("any", "exact")

# As in front matter: control characters, and those that turn the direction of other letters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
# libyaml reads 256 kB in 50 ms, Python's own parser in seconds; both give the same events.
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source; ``target`` is its fixed translation, None for never translated."""

    source: str
    target: str | None
    case_sensitive: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One term in several languages: pairs of a canonical tag and what it is called there."""

    words: tuple[tuple[str, str], ...]
    case_sensitive: bool

    def word(self, language: str) -> str | None:
        """Return the term in ``language``, or in the language that it is a variety of."""
        words = dict(self.words)
        tag = language
        while tag not in words:
            tag, _, rest = tag.rpartition("-")
            # zh-Hant is not a variety of zh: another script is another spelling of every word.
            if not tag or len(rest) == len("Hant"):
                return None
        return words[tag]


@dataclass(frozen=True, slots=True)
class Glossary:
    """What an uploaded glossary says. Equal digests mean equal rules.

    The ``digest`` is that of the rules in a canonical order, not of the file's bytes: a comment, a
    note or another order of the terms flags nothing and invalidates no approval.
    """

    digest: str
    names: tuple[Term, ...] = ()
    entries: tuple[Entry, ...] = ()


EMPTY = Glossary(digest="")


def parse(data: bytes) -> Glossary:
    """Return the glossary in ``data``, a YAML file.

    Raises AuthorError, with the line, for whatever its author must mend.
    """
    root = _document(_decoded(data))
    sections = dict(_mapping(root, "the glossary", (NEVER, TERMS)))
    names = [_name(node) for node in _items(sections.get(NEVER), NEVER)]
    entries = [_entry(node) for node in _items(sections.get(TERMS), TERMS)]
    if len(names) + len(entries) > MOST_TERMS:
        raise AuthorError("the glossary has too many terms", f"at most {MOST_TERMS}")
    _refuse_doubles(names, entries)
    terms = tuple(sorted((term for term, _ in names), key=lambda term: term.source))
    words = tuple(sorted((entry for entry, _ in entries), key=lambda entry: entry.words))
    return Glossary(digest=_digest(terms, words), names=terms, entries=words)


def terms_for(glossary: Glossary, source_language: str, target_language: str) -> tuple[Term, ...]:
    """Return the terms that count for translations between two languages (canonical tags)."""
    if source_language == target_language:
        return ()
    fixed = (
        Term(source, target, entry.case_sensitive)
        for entry in glossary.entries
        if (source := entry.word(source_language)) and (target := entry.word(target_language))
    )
    return (*glossary.names, *fixed)


def occurring(terms: Sequence[Term], text: str) -> tuple[Term, ...]:
    """Return those of ``terms`` that stand in ``text``, as whole words."""
    folded = unicodedata.normalize("NFC", text).lower()
    return tuple(
        term for term in terms if term.source.split()[0].lower() in folded and occurs(text, term)
    )


def changed(before: Sequence[Term], after: Sequence[Term], text: str) -> tuple[Term, ...]:
    """Return what of ``text`` a new glossary sees otherwise; an empty answer leaves it as it is.

    ``before`` and ``after`` are the terms of one language pair. The answer holds the terms in the
    text that came or changed, as they are now, and those that went, as they were.
    """
    old, new = occurring(before, text), occurring(after, text)
    came = [term for term in new if term not in old]
    now = {term.source for term in new}
    return (*came, *(term for term in old if term not in new and term.source not in now))


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of the file: a text, a list or a mapping, and the line on which it begins."""

    line: int
    text: str | None = None
    items: list["_Node"] = field(default_factory=list)
    kind: str = "text"

    def is_empty(self) -> bool:
        return self.kind == "text" and self.text in {"", "~", "null"}


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise AuthorError("the glossary is too large", f"at most {MAX_BYTES // 1024} kB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AuthorError("the glossary is not UTF-8", "text saved as UTF-8", line) from error
    if unsafe := _UNSAFE.search(text):
        line = text.count("\n", 0, unsafe.start()) + 1
        reason = f"there is a character that cannot be seen (U+{ord(unsafe[0]):04X})"
        raise AuthorError(reason, "text without such characters", line)
    return text


def _document(text: str) -> _Node:
    """Build the one document's tree from YAML's events, so that nothing is ever constructed."""
    root = _Node(1, kind="list")
    open_nodes = [root]
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            _take(event, open_nodes)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise AuthorError(
            f"the glossary is no YAML: {error.problem or error.context}",
            "lists of terms as in the sample, quoted where a term has a colon",
            mark.line + 1 if mark else None,
        ) from error
    except yaml.YAMLError as error:
        raise AuthorError("the glossary is no YAML", "lists of terms as in the sample") from error
    if not root.items:
        return _Node(1, kind="mapping")
    if len(root.items) > 1:
        raise AuthorError(
            "there is a second document in the file", "one, without ---", root.items[1].line
        )
    return root.items[0]


def _take(event: yaml.Event, open_nodes: list[_Node]) -> None:
    """Add what ``event`` says to the innermost of ``open_nodes``."""
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise AuthorError(
            "the glossary uses a YAML anchor or alias",
            "plain values, written out (quote a value that begins with & or *)",
            line,
        )
    if getattr(event, "tag", None):
        raise AuthorError(
            "the glossary uses a YAML tag",
            "plain values (quote a value that begins with !)",
            line,
        )
    if isinstance(event, yaml.ScalarEvent):
        open_nodes[-1].items.append(_Node(line, text=event.value))
    elif isinstance(event, yaml.CollectionStartEvent):
        if len(open_nodes) > MAX_DEPTH:
            raise AuthorError("the glossary is nested too deep", "terms as in the sample", line)
        kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        node = _Node(line, kind=kind)
        open_nodes[-1].items.append(node)
        open_nodes.append(node)
    elif isinstance(event, yaml.CollectionEndEvent):
        open_nodes.pop()


def _mapping(node: _Node, what: str, known: Sequence[str] = ()) -> Iterator[tuple[str, _Node]]:
    """Yield the keys and values of a mapping, each key once; ``known`` are all it may have."""
    if node.kind != "mapping":
        if node.is_empty():
            return
        expected = " and ".join(f"{name}:" for name in known) or "lines of language: term"
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


def _items(node: _Node | None, name: str) -> list[_Node]:
    if node is None or node.is_empty():
        return []
    if node.kind != "list":
        raise AuthorError(f"{name} is no list", f"{name}: and lines that begin with -", node.line)
    return node.items


def _name(node: _Node) -> tuple[Term, int]:
    """Return a term that is never translated, and its line."""
    if node.kind != "mapping":
        return Term(_words(node, "a name"), None, True), node.line
    parts = dict(_mapping(node, "a name", ("term", "case", "note")))
    if "term" not in parts:
        raise AuthorError("a name has no term", "term: and the name", node.line)
    return Term(_words(parts["term"], "term"), None, _is_exact(parts, "exact")), node.line


def _entry(node: _Node) -> tuple[Entry, int]:
    """Return a term with its translations, and its line."""
    parts = dict(_mapping(node, "a term"))
    words: dict[str, str] = {}
    for key, value in parts.items():
        if key not in {"case", "note"}:
            tag = _language(key, value.line)
            if tag in words:
                raise AuthorError(f"{tag} is given twice", "each language once", value.line)
            words[tag] = _words(value, key)
    if len(words) < 2:  # noqa: PLR2004
        raise AuthorError(
            "a term has no translation", "the term in two languages at least", node.line
        )
    return Entry(tuple(sorted(words.items())), _is_exact(parts, "any")), node.line


def _language(tag: str, line: int) -> str:
    try:
        return languages.canonical(tag)
    except ValueError as error:
        raise AuthorError(
            f"{tag!r} is no language", "a tag such as en, pt-BR or zh-Hant; case or note", line
        ) from error


def _words(node: _Node, what: str) -> str:
    text = unicodedata.normalize("NFC", " ".join((node.text or "").split()))
    if node.kind != "text" or not text:
        raise AuthorError(f"{what} is no text", "a term; in quotes if it looks odd", node.line)
    if len(text) > LONGEST_TERM:
        raise AuthorError(f"{what} is too long", f"at most {LONGEST_TERM} characters", node.line)
    return text


def _is_exact(parts: dict[str, _Node], default: str) -> bool:
    node = parts.get("case")
    case = default if node is None else node.text
    if case not in CASES:
        raise AuthorError("case has a value it cannot have", " or ".join(CASES), node and node.line)
    return case == "exact"


def _refuse_doubles(names: Sequence[tuple[Term, int]], entries: Sequence[tuple[Entry, int]]) -> None:
    """Raise AuthorError when two rules would answer to the same word of one language."""
    seen: dict[tuple[str, str], int] = {}
    rules = [("", term.source, term.case_sensitive, line) for term, line in names]
    rules += [
        (language, word, entry.case_sensitive, line)
        for entry, line in entries
        for language, word in entry.words
    ]
