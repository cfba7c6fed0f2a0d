"""An edition's history as readers see it: how each publication differs from the one before."""

import json
from collections.abc import Mapping

from promulgate.core import digest
from promulgate.core.passages import Passage, Run

type Histories = Mapping[str, tuple[Passage, ...]]


def encode(comparisons: Histories) -> bytes:
    """Return the comparisons by publication number as canonical JSON in UTF-8."""
    return digest.canonical_json(
        {
            number: [
                {"heading": passage.heading, "runs": [[run.kind, run.text] for run in passage.runs]}
                for passage in passages
            ]
            for number, passages in comparisons.items()
        }
    )


def decode(data: bytes) -> Histories:
    """Return the comparisons that ``encode`` made."""
    return {
        number: tuple(
            Passage(
                heading=passage["heading"],
                runs=tuple(Run(kind=kind, text=text) for kind, text in passage["runs"]),
            )
            for passage in passages
        )
        for number, passages in json.loads(data).items()
    }
