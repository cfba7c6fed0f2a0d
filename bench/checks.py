"""How often each check fires on good translations and names a bad one, and how long they take.

    make bench-checks [PAIRS=file.jsonl]
    .venv/bin/python bench/checks.py [--pairs file.jsonl] [--show CHECK]

Without a file, on the pairs that the tests use: there every firing on a good pair is a false alarm.
A file has one JSON object a line: ``language`` (of the translation), ``source`` (English) and
``target``. Real translations have real defects: read what fires before you call it false.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "layers" / "promulgate"))

from promulgate.core.checks import CHECKS, Pair, check_draft, check_unit, structure
from promulgate.core.glossary import terms_for
from promulgate.core.glossary_file import parse
from promulgate.core.names import with_names

PROJECT = Path(__file__).resolve().parents[1]
TESTS = PROJECT / "tests" / "unit" / "checks"
GLOSSARY = parse((PROJECT / "content" / "glossary.yaml").read_bytes())


@dataclass(frozen=True, slots=True)
class Case:
    """A translation from English; ``expected`` is the check that must name its defect, if any."""

    pair: Pair
    expected: str = ""


def case(language: str, source: str, target: str, expected: str = "") -> Case:
    """Return a pair with the terms that count for it."""
    terms = with_names(terms_for(GLOSSARY, "en", language), source)
    return Case(
        Pair(
            source=source,
            target=target,
            source_language="en",
            target_language=language,
            kind="paragraph",
            terms=terms,
        ),
        expected,
    )


def known() -> list[Case]:
    """Return the good and the bad pairs of the tests."""
    good = yaml.safe_load((TESTS / "good_pairs.yaml").read_text())
    bad = yaml.safe_load((TESTS / "bad_pairs.yaml").read_text())
    cases = [case(tag, one["en"], one["to"]) for tag, pairs in good.items() for one in pairs]
    return cases + [case(tag, source, target, check) for check, tag, source, target in bad]


def read(path: Path) -> list[Case]:
    """Return each pair in a file once; what stayed as it was is no translation."""
    lines = (json.loads(line) for line in path.read_text().splitlines() if line)
    triples = dict.fromkeys((one["language"], one["source"], one["target"]) for one in lines)
    return [case(*each) for each in triples if each[1] != each[2]]


def main() -> None:
    """Print a line for each check."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=Path)
    options.add_argument("--show", default="", metavar="CHECK", help="print what this check names")
    chosen = options.parse_args()
    cases = read(chosen.pairs) if chosen.pairs else known()
    report(cases, chosen.show)


def report(cases: Iterable[Case], show: str) -> None:
    """Count what fires, time it, and print both."""
    fired: Counter[tuple[str, str]] = Counter()
    named: Counter[str] = Counter()
    good, bad, seconds = 0, Counter[str](), 0.0
    for one in cases:
        started = time.perf_counter()
        findings = (*check_unit(one.pair), *check_draft(one.pair.source, one.pair.target))
        seconds += time.perf_counter() - started
        good += not one.expected
        bad[one.expected] += 1
        for finding in findings:
            if one.expected:
                named[finding.name] += finding.name == one.expected
                continue
            fired[finding.name, finding.severity] += 1
            if finding.name == show:
                print(
                    finding.severity, finding.message, one.pair.source, one.pair.target, sep="\n  "
                )
    print(f"{'':14} errors and warnings on {good} good pairs   defects named")
    for check in (*CHECKS, structure.check):
        name = check.__module__.rpartition(".")[2]
        rates = "".join(f"{fired[name, kind] / good:12.2%}" for kind in ("error", "warning"))
        print(
            f"{name:14}{rates}{named[name]:26} of {bad[name]}" if bad[name] else f"{name:14}{rates}"
        )
    print(f"{seconds / (good + sum(bad.values()) - bad['']) * 1000:.2f} ms a unit")


if __name__ == "__main__":
    main()
