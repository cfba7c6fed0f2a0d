"""Figures: what was measured, beside what it was measured against, and the command that did it."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
LATEST = PROJECT / "bench" / "latest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A ratio or a count. ``goal`` is the most it may be; ``against`` says what 1 would be."""

    name: str
    value: float
    against: str
    command: str
    goal: float | None = None

    @property
    def verdict(self) -> str:
        """Return whether the goal is met, if there is one."""
        if self.goal is None:
            return ""
        return "met" if self.value <= self.goal else "MISSED"


def show(figures: Sequence[Figure]) -> None:
    """Print one table."""
    print(f"{'':58}{'value':>9}{'goal':>8}          against")
    for one in figures:
        goal = "" if one.goal is None else f"{one.goal:g}"
        print(f"{one.name:58}{one.value:9.3g}{goal:>8}  {one.verdict:8}{one.against}")


def keep(figures: Sequence[Figure], steps: Sequence[Mapping[str, Any]], when: str) -> None:
    """Write the table for machines, and what it was made from: ``bench/latest.json``."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    data = {
        "when": when,
        "commit": commit.stdout.strip(),
        "figures": [{**asdict(one), "verdict": one.verdict} for one in figures],
        "steps": steps,
    }
    LATEST.write_text(json.dumps(data, indent=2) + "\n", "utf-8")
