"""What a comparison of two texts says, apart from what makes one."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text that stayed the same, was added or was removed."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Runs in reading order below the ``heading`` of their section, which may be empty."""

    runs: tuple[Run, ...]
    heading: str
