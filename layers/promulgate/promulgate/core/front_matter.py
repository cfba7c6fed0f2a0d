"""Front matter: the YAML block that says what a policy is, checked in its author's words."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from promulgate.core import languages, uploads
from promulgate.core.bodies import BLOCK
from promulgate.core.errors import AuthorError
from promulgate.core.plain_yaml import LOADER

# A hundred times what any policy needs; YAML of the largest file would take seconds to read.
MAX_BLOCK = 16_384
MAX_DEPTH = 8
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 64
# These stand where a policy's slug would in readers' URLs, or beside it.
RESERVED = re.compile(r"history|feed|sitemap|robots|index|api|assets|v[0-9].*")

TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("bool", "float", "int", "map", "null", "seq", "str", "timestamp")
)

# ISO 8601 has weeks and days of the year too, which nobody expects here.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|$)")
_SUFFIX = re.compile(r"[^/]\.([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\.md$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a policy says of itself. Dates are ISO 8601; languages are canonical tags."""

    title: str
    translation_key: str
    language: str | None = None
    languages: tuple[str, ...] | None = None
    date: str | None = None
    lastmod: str | None = None
    effective_date: str | None = None
    description: str = ""
    keywords: tuple[str, ...] = ()
    type: str = ""
    draft: bool = False
    authoritative: str | None = None
    change: str = ""
    change_note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An uploaded file: its ``text`` with BOM and line ends as they came, and its front matter."""

    text: str
    body_start: int
    front_matter: FrontMatter

    @property
    def body(self) -> str:
        """Return the Markdown behind the front matter."""
        return self.text[self.body_start :]


def parse(data: bytes, *, key: str) -> Source:
    """Return the source in ``data``, the content of the uploaded object ``key``.

    Raises AuthorError for whatever its author must mend.
    """
    text = uploads.decoded(data)
    uploads.refuse(uploads.CONTROL, text, "there is a control character")
    uploads.refuse(
        uploads.OVERRIDE, text, "there is a character that reverses the direction of text"
    )
    block = BLOCK.match(text)
    if block is None:
        raise AuthorError(
            "the file has no front matter, or it is not closed",
            "a block of YAML between two lines of --- at the very beginning",
            1,
        )
    if len(block["yaml"]) > MAX_BLOCK:
        raise AuthorError("the front matter is too long", f"at most {MAX_BLOCK:,} characters", 1)
    first_line = text[: block.start("yaml")].count("\n")
    fields = _Fields(block["yaml"], first_line)
    front = fields.front_matter(key)
    return Source(text, block.end(), front)


def source_key(key: str) -> str:
    """Return the name of the source that a file named for a language translates: ``terms.md``."""
    return f"{stem(key)}.md" if file_language(key) else key


def stem(key: str) -> str:
    """Return a file's name without its ending and its language: ``terms`` of ``terms.ja.md``."""
    return key.removesuffix(".md").rpartition(".")[0] if file_language(key) else key[:-3]


def file_language(key: str) -> str | None:
    """Return the language in a file's name (``terms.ja.md``), or None if it names none."""
    suffix = _SUFFIX.search(key)
    if suffix is None:
        return None
    try:
        return languages.canonical(suffix[1])
    except ValueError:
        return None


class _Fields:
    """The block's fields with the lines they stand on."""

    def __init__(self, text: str, first_line: int) -> None:
        self._first_line = first_line
        self._nodes: dict[str, Node] = {}
        root = self._root(text)
        self._check(root)
        for name, value in root.value:
            if name.value in self._nodes:
                raise self._error(name, f"{name.value} is given twice", "each key once")
            self._nodes[name.value] = value

    def _root(self, text: str) -> MappingNode:
        try:
            self._refuse_what_is_not_plain(text)
            root = yaml.compose(text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            # What is never closed is wrong where it was opened, not where the block ends.
            opened = re.search("quoted|flow", error.context or "")
            mark = error.context_mark if opened else error.problem_mark
            line = self._first_line + mark.line + 1 if mark else None
            raise AuthorError(
                f"the front matter is no YAML: {error.problem or error.context}",
                "lines of the form key: value, quoted where a value has a colon",
                line,
            ) from error
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise AuthorError("the front matter is no YAML", "lines of key: value") from error
        if not isinstance(root, MappingNode):
            raise AuthorError(
                "the front matter has no keys", "lines of key: value", self._first_line + 1
            )
        return root

    def _refuse_what_is_not_plain(self, text: str) -> None:
        """Go through YAML's events, which need no memory of what they stand in."""
        depth = 0
        for event in yaml.parse(text, Loader=LOADER):
            mark = event.start_mark
            line = self._first_line + mark.line + 1 if mark else None
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise AuthorError(
                    "the front matter uses a YAML anchor or alias",
                    "plain values, written out (quote a value that begins with & or *)",
                    line,
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                raise AuthorError("the front matter is nested too deep", "simple values", line)

    def _check(self, node: Node) -> None:
        if node.tag not in TAGS:
            raise self._error(node, f"the tag {node.tag} is not allowed", "plain values")
        if isinstance(node, ScalarNode) and (found := uploads.UNSEEN.search(node.value)):
            raise self._error(
                node,
                f"there is a character that cannot be seen (U+{ord(found[0]):04X})",
                "text without such characters",
            )
        children: list[Any] = []
        if isinstance(node, MappingNode):
            for name, value in node.value:
                if not isinstance(name, ScalarNode) or name.tag.endswith(":merge"):
                    raise self._error(name, "a key is not plain text", "a word as the key")
                children += (name, value)
        elif isinstance(node, SequenceNode):
            children = node.value
        for child in children:
            self._check(child)

    def _error(self, node: Node, reason: str, expected: str) -> AuthorError:
        return AuthorError(reason, expected, self._first_line + node.start_mark.line + 1)

    def front_matter(self, key: str) -> FrontMatter:
        title = self._text("title")
        if not title:
            raise AuthorError("there is no title", "title: and the policy's name", 1)
        language = self._language("language")
        return FrontMatter(
            title=title,
            translation_key=self._slug(),
            language=language,
            languages=self._languages(language or file_language(key)),
            date=self._date("date"),
            lastmod=self._date("lastmod"),
            effective_date=self._date("effectiveDate"),
            description=self._text("description"),
            keywords=tuple(self._list("keywords")),
            type=self._text("type"),
            draft=self._flag("draft"),
            authoritative=self._language("authoritative"),
            change=self._choice("change", ("minor", "material")),
            change_note=self._text("changeNote"),
        )

    def _slug(self) -> str:
        slug = self._text("translationKey")
        if not slug:
            raise AuthorError(
                "there is no translationKey", "translationKey: and a name such as privacy-policy", 1
            )
        well_formed = SLUG.fullmatch(slug) and len(slug) <= LONGEST_SLUG
        if not well_formed or RESERVED.fullmatch(slug) or languages.is_language(slug):
            raise self._error(
                self._nodes["translationKey"],
                f"the translationKey {slug[:LONGEST_SLUG]!r} cannot be part of an address",
                f"up to {LONGEST_SLUG} small letters, digits and single hyphens, "
                "no language and no reserved word, as in privacy-policy",
            )
        return slug

    def _given(self, name: str) -> Node | None:
        """Return the field's value, or None where it is absent or empty."""
        node = self._nodes.get(name)
        return None if node is None or node.tag.endswith(":null") else node

    def _text(self, name: str) -> str:
        node = self._given(name)
        if node is None:
            return ""
        if not isinstance(node, ScalarNode) or not node.tag.endswith((":str", ":int", ":float")):
            raise self._error(node, f"{name} is not text", f'{name}: "text in quotes"')
        return str(node.value).strip()

    def _list(self, name: str) -> list[str]:
        node = self._given(name)
        if node is None:
            return []
        if isinstance(node, ScalarNode):
            return [part.strip() for part in str(node.value).split(",") if part.strip()]
        if not isinstance(node, SequenceNode) or not all(
            isinstance(part, ScalarNode) for part in node.value
        ):
            raise self._error(node, f"{name} is no list of words", f"{name}: [one, two]")
        return [str(part.value).strip() for part in node.value]

    def _flag(self, name: str) -> bool:
        value = self._choice(name, ("true", "false"))
        return value == "true"

    def _choice(self, name: str, values: tuple[str, ...]) -> str:
        node = self._given(name)
        if node is None:
            return ""
        value = str(node.value).lower() if isinstance(node, ScalarNode) else ""
        if value not in values:
            raise self._error(node, f"{name} has a value it cannot have", " or ".join(values))
        return value

    def _date(self, name: str) -> str | None:
        node = self._given(name)
        if node is None:
            return None
        value = str(node.value).strip() if isinstance(node, ScalarNode) else ""
        try:
            if not _DATE.match(value):
                raise ValueError(value)
            if len(value) == len("2026-11-23"):
                return date.fromisoformat(value).isoformat()
            return datetime.fromisoformat(value).isoformat()
        except ValueError as error:
            raise self._error(node, f"{name} is no date", "a date such as 2026-11-23") from error

    def _language(self, name: str) -> str | None:
        text = self._text(name)
        return self._canonical(self._nodes[name], text) if text else None

    def _languages(self, own: str | None) -> tuple[str, ...] | None:
        node = self._given("languages")
        if node is None:
            return None
        tags = dict.fromkeys(self._canonical(node, tag) for tag in self._list("languages"))
        return tuple(tag for tag in tags if tag != own)

    def _canonical(self, node: Node, tag: str) -> str:
        try:
            return languages.canonical(tag)
        except ValueError as error:
            raise self._error(
                node, f"{tag!r} is no language", "a tag such as en, pt-BR or zh-Hant"
            ) from error
