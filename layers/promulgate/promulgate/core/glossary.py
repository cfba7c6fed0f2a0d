"""The glossary: terms with their fixed translation per language, and terms never translated."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from promulgate.core import digest
from promulgate.core.errors import AuthorError
from promulgate.core.masks.terms import occurs

MAX_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source; ``target`` is its fixed translation, None for never translated."""

    source: str
    target: str | None
    case_sensitive: bool = True


@dataclass(frozen=True, slots=True)
class Glossary:
    """A glossary as uploaded: ``terms`` by target language; the digest is that of its bytes."""

    digest: str
    never: tuple[Term, ...] = ()
    terms: tuple[tuple[str, Term], ...] = ()


EMPTY = Glossary(digest="")


def parse(data: bytes) -> Glossary:
    """Return the glossary in ``data`` (YAML). Raises AuthorError for what its author must mend."""
    if len(data) > MAX_BYTES:
        raise AuthorError("the glossary is too large", f"at most {MAX_BYTES // 1024} kB")
    try:
        text = data.decode()
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
                line = token.start_mark.line + 1
                raise AuthorError("the glossary uses a YAML alias or tag", "plain values", line)
        content = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise AuthorError("the glossary is not UTF-8", "text saved as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise AuthorError(f"the glossary is no YAML: {error.problem}", "YAML", line) from error
    if not isinstance(content, dict):
        raise AuthorError("the glossary has no keys", "never_translate: and terms:")
    never = tuple(Term(str(term), None) for term in _list(content, "never_translate"))
    terms = tuple(pair for entry in _list(content, "terms") for pair in _terms(entry))
    return Glossary(digest=digest.of_bytes(data), never=never, terms=terms)


def _list(content: dict[str, Any], name: str) -> list[Any]:
    value = content.get(name) or []
    if not isinstance(value, list):
        raise AuthorError(f"{name} is no list", f"{name}: and lines that begin with -")
    return value


def _terms(entry: Any) -> list[tuple[str, Term]]:
    if not isinstance(entry, dict) or not isinstance(entry.get("source"), str):
        raise AuthorError("a term has no source", "source: and the term")
    translations = entry.get("translations") or {}
    sensitive = bool(entry.get("case_sensitive", False))
    return [
        (str(language), Term(entry["source"], str(target), sensitive))
        for language, target in translations.items()
    ]


def terms_for(glossary: Glossary, source_language: str, target_language: str) -> tuple[Term, ...]:
    """Return the terms that count for translations between two languages."""
    if source_language == target_language:
        return ()
    fixed = (term for language, term in glossary.terms if language == target_language)
    return (*glossary.never, *fixed)


def occurring(terms: Sequence[Term], text: str) -> tuple[Term, ...]:
    """Return those of ``terms`` that stand in ``text``."""
    return tuple(term for term in terms if occurs(text, term))
