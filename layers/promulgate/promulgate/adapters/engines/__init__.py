"""The translation engines of deep-translator behind one door.

``parse_choice`` and ``parse_keys`` read the settings, ``open_engine`` gives an engine for two
languages, ``Engine.ask`` translates. deep-translator itself, and ``requests``, are imported when
the first engine is opened.
"""

import threading
from collections.abc import Callable, Sequence

from . import setting
from .baidu import BAIDU
from .codes import code_for
from .deepl import DEEPL
from .engine import Engine, Keep
from .errors import EngineError, EngineRefused, EngineUnavailable
from .google import GOOGLE
from .libre import LIBRE
from .line import CONCURRENCY, TIMEOUT, EngineOptions, Line, open_line
from .microsoft import MICROSOFT
from .mymemory import MYMEMORY
from .patience import Patience
from .qcri import QCRI
from .setting import Choice, Keys, parse_keys

__all__ = [
    "CONCURRENCY",
    "ENGINES",
    "RETIRED",
    "TIMEOUT",
    "Choice",
    "Engine",
    "EngineError",
    "EngineOptions",
    "EngineRefused",
    "EngineUnavailable",
    "Keep",
    "Keys",
    "Patience",
    "first_to_answer",
    "open_engine",
    "parse_choice",
    "parse_keys",
]

ENGINES = {
    dialect.name: dialect for dialect in (GOOGLE, DEEPL, LIBRE, MYMEMORY, MICROSOFT, BAIDU, QCRI)
}

RETIRED = {
    "chatgpt": "deep-translator calls it by a function that the openai package dropped in 1.0",
    "linguee": "it is a dictionary of single words",
    "papago": "Naver closed the address deep-translator uses in February 2024",
    "pons": "it is a dictionary of single words",
    "yandex": "Yandex closed version 1.5 of its API, the one deep-translator speaks",
}
"""deep-translator's engines that cannot translate a policy, and why."""

_lines: dict[tuple[str, EngineOptions], Line] = {}
_opening = threading.Lock()


def parse_choice(default: str, per_language: str) -> Choice:
    """Read the settings TranslationEngine and TranslationEngines; see ``setting.parse_choice``."""
    return setting.parse_choice(default, per_language, engines=ENGINES, retired=RETIRED)


def open_engine(name: str, *, source: str, target: str, options: EngineOptions) -> Engine:
    """Return engine ``name`` for translating from ``source`` to ``target`` (BCP 47).

    Engines opened with equal options share their threads and their circuit breaker, in whatever
    languages. Raises EngineRefused: no such engine, no key, no address, or a language that the
    engine does not know.
    """
    if name not in ENGINES:
        reason = RETIRED.get(name, f"there is no such engine (there are: {', '.join(ENGINES)})")
        raise EngineRefused(name, reason)
    with _opening:
        line = _lines.get((name, options)) or open_line(ENGINES[name], options)
        _lines[name, options] = line
    sources, targets = line.dialect.languages()
    codes = code_for(source, sources), code_for(target, targets)
    for tag, code in zip((source, target), codes, strict=True):
        if code is None:
            raise EngineRefused(name, f"does not translate {tag}")
    if codes[0] == codes[1]:
        raise EngineRefused(name, f"does not tell {target} from {source}")
    return Engine(line, source=source, target=target, codes=(str(codes[0]), str(codes[1])))


def first_to_answer[T](
    names: Sequence[str],
    work: Callable[[Engine], T],
    *,
    source: str,
    target: str,
    options: EngineOptions,
) -> T:
    """Return what ``work`` makes with the first of the engines ``names`` that does not fail.

    An engine that fails half-way is left with all of the work, so that one draft speaks with one
    voice. Raises EngineUnavailable when every engine failed and one of them may do later, with
    the shortest wait; else the first EngineRefused.
    """
    failures: list[EngineError] = []
    for name in names:
        try:
            return work(open_engine(name, source=source, target=target, options=options))
        except (EngineUnavailable, EngineRefused) as failure:
            failures.append(failure)
    passing = [failure for failure in failures if isinstance(failure, EngineUnavailable)]
    if not passing:
        raise failures[0]
    raise min(passing, key=lambda failure: failure.retry_after or 0.0)
