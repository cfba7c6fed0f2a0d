"""How deep-translator comes into the process: one engine of it, and over our own wire.

Importing the package imports every engine (130 ms on top of ``requests``); one engine alone takes
5 ms. And deep-translator has no seam for a time-out, a session or a response's headers: each of
its modules calls ``requests.get`` or ``requests.post`` by the name ``requests`` in its own
namespace. So the engine's module is run here as a private copy in which that name is our wire.
Nothing that anyone else imports is changed, neither ``requests`` nor deep-translator.
"""

import importlib
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Protocol, cast

from .dialect import Dialect

_PACKAGE = "deep_translator"
_lock = threading.Lock()


class Translator(Protocol):
    """What every engine of deep-translator has."""

    source: str
    target: str

    def translate(self, text: str, **extras: str) -> object:
        """Return the translation, or whatever the engine made of its answer."""


class TranslatorClass(Protocol):
    """The constructor of an engine."""

    def __call__(self, **arguments: object) -> Translator:
        """Make a translator; no engine here touches the network for that."""


def translator_class(dialect: Dialect, wire: object) -> TranslatorClass:
    """Return the class of ``dialect``'s engine, with ``wire`` in the place of ``requests``."""
    with _unopened_package() as package:
        spec = PathFinder.find_spec(
            f"{_PACKAGE}.{dialect.module}", package.submodule_search_locations
        )
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"deep-translator has no module {dialect.module}")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    vars(module)["requests"] = wire
    found = vars(module)[dialect.class_name]
    return cast("TranslatorClass", type(found.__name__, (found,), dict(dialect.replaced)))


def constants(name: str) -> Mapping[str, str]:
    """Return deep-translator's table of languages called ``name``."""
    with _unopened_package():
        module = importlib.import_module(f"{_PACKAGE}.constants")
    return cast("Mapping[str, str]", vars(module)[name])


@contextmanager
def _unopened_package() -> Iterator[ModuleSpec]:
    """Let modules of deep-translator be imported without running the package's own ``__init__``."""
    with _lock:
        opened = sys.modules.get(_PACKAGE)
        package = opened.__spec__ if opened else find_spec(_PACKAGE)
        if package is None:
            raise ModuleNotFoundError("deep-translator is not installed")
        if not opened:
            sys.modules[_PACKAGE] = module_from_spec(package)
        try:
            yield package
        finally:
            if not opened:
                del sys.modules[_PACKAGE]
