"""The settings TranslationEngine and TranslationEngines, and the secret with the engines' keys."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promulgate.core.languages import canonical

from .dialect import Dialect

type Keys = Mapping[str, str | Mapping[str, str]]
"""By engine: its key, or its secrets by name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which engines to ask, in order: ``default``, or those of the language."""

    default: tuple[str, ...]
    by_language: Mapping[str, tuple[str, ...]]

    def names_for(self, language: str) -> tuple[str, ...]:
        """Return the engines for a target language (BCP 47), the first to be asked first."""
        if not self.by_language:
            return self.default
        # What tells that pt_br is pt-BR takes 40 ms to import, and few stacks tell languages apart.
        import langcodes

        return self.by_language.get(langcodes.standardize_tag(language), self.default)


def parse_choice(
    default: str,
    per_language: str,
    *,
    engines: Mapping[str, Dialect],
    retired: Mapping[str, str],
) -> Choice:
    """Read ``google,libre`` and ``pt-BR:libre,ja:deepl,ja:google``.

    A comma in the first separates engines in the order in which they are asked; the second names
    a language once for each engine. Raises ValueError with the setting's name and what it expects.
    """
    names = [name.strip() for name in default.split(",") if name.strip()]
    if not names:
        raise ValueError("TranslationEngine is empty (expected: an engine, as in google)")
    for name in names:
        _check("TranslationEngine", name, engines, retired)
    by_language: dict[str, tuple[str, ...]] = {}
    for entry in (part.strip() for part in per_language.split(",")):
        if not entry:
            continue
        language, colon, name = (part.strip() for part in entry.partition(":"))
        if not (language and colon and name):
            raise ValueError(
                f"TranslationEngines: {entry!r} is no pair (expected: language:engine, as in "
                "pt-BR:libre)"
            )
        _check("TranslationEngines", name, engines, retired)
        tag = _tag(language)
        by_language[tag] = (*by_language.get(tag, ()), name)
    return Choice(tuple(names), by_language)


def _check(
    setting: str, name: str, engines: Mapping[str, Dialect], retired: Mapping[str, str]
) -> None:
    if name in retired:
        raise ValueError(f"{setting}: {name} cannot be used: {retired[name]}")
    if name not in engines:
        raise ValueError(
            f"{setting}: there is no engine {name!r} (expected one of: {', '.join(engines)})"
        )


def _tag(language: str) -> str:
    try:
        return canonical(language)
    except ValueError as error:
        raise ValueError(
            f"TranslationEngines: {language!r} is no language (expected: a BCP 47 tag, as in pt-BR)"
        ) from error


def parse_keys(secret: str) -> Keys:
    """Read the secret: JSON such as ``{"deepl": "…", "microsoft": {"key": "…", "region": "…"}}``.

    Empty text means no keys. Raises ValueError that repeats nothing of the secret.
    """
    if not secret.strip():
        return {}
    try:
        value = json.loads(secret)
    except ValueError:
        value = None
    if not isinstance(value, dict) or not all(_is_key(key) for key in value.values()):
        raise ValueError(
            "the engines' secret cannot be read (expected: a JSON object of keys by engine, as in "
            '{"deepl": "…", "microsoft": {"key": "…", "region": "…"}})'
        )
    return value


def _is_key(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(part, str) for part in value.values())
    return isinstance(value, str)


def key_of(name: str, needs: Sequence[str], keys: Keys) -> Mapping[str, str] | None:
    """Return the secrets of engine ``name`` by name, ``None`` when one that it needs is missing."""
    given = keys.get(name, {})
    key = {"key": given} if isinstance(given, str) else dict(given)
    return key if all(key.get(need) for need in needs) else None
