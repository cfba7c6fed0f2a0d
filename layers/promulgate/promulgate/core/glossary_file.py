"""``glossary.yaml``: terms with their fixed translation per language, and names that stay.

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

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from promulgate.core import digest, languages
from promulgate.core.errors import AuthorError
from promulgate.core.glossary import Entry, Glossary, Term
from promulgate.core.plain_yaml import Node, mapping, read

# Each is looked for in each unit.
MOST_TERMS = 2_000
LONGEST_TERM = 200

NEVER = "never_translate"
TERMS = "terms"
CASES = ("any", "exact")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a term is listed by in the file, and where."""

    word: str
    case_sensitive: bool
    line: int


def parse(data: bytes) -> Glossary:
    """Return the glossary in ``data``, a YAML file.

    Raises AuthorError, with the line, for whatever its author must mend.
    """
    root = read(data)
    sections = dict(mapping(root, "the glossary", (NEVER, TERMS)))
    named = [_name(node) for node in _items(sections.get(NEVER), NEVER)]
    listed = [_entry(node) for node in _items(sections.get(TERMS), TERMS)]
    if len(named) + len(listed) > MOST_TERMS:
        raise AuthorError("the glossary has too many terms", f"at most {MOST_TERMS}")
    _refuse_doubles([rule for _, rule in (*named, *listed)])
    names = tuple(sorted((term for term, _ in named), key=lambda term: term.source))
    entries = tuple(sorted((entry for entry, _ in listed), key=lambda entry: entry.words))
    return Glossary(digest=_digest(names, entries), names=names, entries=entries)


def _items(node: Node | None, name: str) -> list[Node]:
    if node is None or node.is_empty():
        return []
    if node.kind != "list":
        raise AuthorError(f"{name} is no list", f"{name}: and lines that begin with -", node.line)
    return node.items


def _name(node: Node) -> tuple[Term, _Rule]:
    """Return a term that is never translated, and by what it is listed."""
    parts = {"term": node}
    if node.kind == "mapping":
        parts = dict(mapping(node, "a name", ("term", "case", "note")))
    if "term" not in parts:
        raise AuthorError("a name has no term", "term: and the name", node.line)
    term = Term(_words(parts["term"], "a name"), None, _is_exact(parts, "exact"))
    return term, _Rule(term.source, term.case_sensitive, node.line)


def _entry(node: Node) -> tuple[Entry, _Rule]:
    """Return a term in its languages, and by what it is listed: the first of them."""
    parts = dict(mapping(node, "a term"))
    words: dict[str, str] = {}
    for key, value in parts.items():
        if key not in {"case", "note"}:
            tag = _language(key, value.line)
            if tag in words:
                raise AuthorError(f"{tag} is given twice", "each language once", value.line)
            words[tag] = _words(value, f"the term in {tag}")
    if len(words) <= 1:
        raise AuthorError("a term has no translation", "the term in two languages", node.line)
    entry = Entry(tuple(sorted(words.items())), _is_exact(parts, "any"))
    return entry, _Rule(next(iter(words.values())), entry.case_sensitive, node.line)


def _language(tag: str, line: int) -> str:
    try:
        return languages.canonical(tag)
    except ValueError as error:
        raise AuthorError(
            f"{tag!r} is no language", "a tag such as en, pt-BR or zh-Hant; case or note", line
        ) from error


def _words(node: Node, what: str) -> str:
    text = unicodedata.normalize("NFC", " ".join((node.text or "").split()))
    if node.kind != "text" or not text:
        raise AuthorError(f"{what} is no text", "a term; in quotes if it looks odd", node.line)
    if len(text) > LONGEST_TERM:
        raise AuthorError(f"{what} is too long", f"at most {LONGEST_TERM} characters", node.line)
    return text


def _is_exact(parts: dict[str, Node], default: str) -> bool:
    node = parts.get("case")
    case = default if node is None else node.text
    if case not in CASES:
        raise AuthorError(
            "case has a value it cannot have", " or ".join(CASES), node.line if node else None
        )
    return case == "exact"


def _refuse_doubles(rules: Sequence[_Rule]) -> None:
    """Raise AuthorError when two rules answer to one spelling of what they are listed by.

    A term is listed by the first language of its entry. In the others two terms may well share a
    translation.
    """
    listed: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rule in rules:
        for other in listed[rule.word.casefold()]:
            exact = rule.case_sensitive and other.case_sensitive
            if rule.word == other.word or not exact:
                reason = f"{rule.word!r} is listed twice, first on line {other.line}"
                raise AuthorError(reason, "each term once", rule.line)
        listed[rule.word.casefold()].append(rule)


def _digest(names: Sequence[Term], entries: Sequence[Entry]) -> str:
    return digest.of_value(
        {
            "names": [[term.source, term.case_sensitive] for term in names],
            "terms": [[entry.words, entry.case_sensitive] for entry in entries],
        }
    )
