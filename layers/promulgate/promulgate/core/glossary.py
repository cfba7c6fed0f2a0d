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

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from promulgate.core import digest, languages
from promulgate.core.errors import AuthorError
from promulgate.core.masks.terms import likely, occurs
from promulgate.core.plain_yaml import Node, mapping, read

# Each is looked for in each unit.
MOST_TERMS = 2_000
LONGEST_TERM = 200

NEVER = "never_translate"
TERMS = "terms"
CASES = ("any", "exact")


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


def terms_for(glossary: Glossary, source_language: str, target_language: str) -> tuple[Term, ...]:
    """Return the terms that count for translations between two languages (canonical tags).

    A word of the source that stands for several terms with several translations fixes none.
    """
    if source_language == target_language:
        return ()
    fixed: dict[str, Term] = {}
    ambiguous: set[str] = set()
    for entry in glossary.entries:
        source, target = entry.word(source_language), entry.word(target_language)
        if source and target:
            term = Term(source, target, entry.case_sensitive)
            if fixed.setdefault(source, term).target != target:
                ambiguous.add(source)
    return (*glossary.names, *(term for word, term in fixed.items() if word not in ambiguous))


def occurring(terms: Sequence[Term], text: str) -> tuple[Term, ...]:
    """Return those of ``terms`` that stand in ``text``, as whole words."""
    possible = likely(terms, unicodedata.normalize("NFC", text))
    return tuple(term for term in possible if occurs(text, term))


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
class _Rule:
    """What a term is listed by in the file, and where."""

    word: str
    case_sensitive: bool
    line: int


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
