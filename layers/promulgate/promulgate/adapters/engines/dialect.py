"""What differs from engine to engine, in one value each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .codes import Codes
from .errors import EngineError
from .exchange import Answer, Request
from .sizes import Measure

type Key = Mapping[str, str]
"""The secrets of one engine by name: ``{"key": …, "region": …}``."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine of deep-translator, its traps and its limits.

    ``module`` and ``class_name`` name it inside deep-translator. ``languages`` gives the codes it
    translates from and to; it is a function because some lists are deep-translator's own, and
    loading them takes time. ``limit`` bounds one request, as ``measure`` counts it. ``joins`` says
    that the engine keeps lines apart, so that several texts may travel in one request.
    ``styles`` are mask tokens in the order in which it keeps them. ``needs`` names the secrets it
    cannot do without, ``arguments`` makes its constructor's arguments of (key, address), and
    ``extras`` are its ``translate``'s. ``adapt`` mends a request before it leaves, ``complaint``
    finds the refusals that wear the status of a success, ``replaced`` stands in for methods of
    its class.
    """

    name: str
    module: str
    class_name: str
    languages: Callable[[], tuple[Codes, Codes]]
    limit: int
    measure: Measure
    styles: tuple[str, ...]
    arguments: Callable[[Key, str], Mapping[str, object]]
    needs: tuple[str, ...] = ()
    joins: bool = True
    extras: Mapping[str, str] = field(default_factory=dict)
    adapt: Callable[[Request], Request] = lambda request: request
    complaint: Callable[[Answer], EngineError | None] = lambda _answer: None
    replaced: Mapping[str, Callable[..., object]] = field(default_factory=dict)
