"""``make load``: many policies at once on the deployed template, then one of very many units."""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from local import machine, stack
from local.instance import Instance
from local.stack import Outputs
from local.web import fetch
from tests.e2e.conftest import free_port
from tests.load import cost, many

LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "ja", "ko", "ar", "he")
# Units of each of the many policies.
SMALL = 6


def told(name: str, outcome: many.Outcome, stats: Counter[str], units: int, drafts: int) -> bool:
    """Print what came of a load; return whether all of it is as it should be."""
    arrived = outcome.drafts.get("in_review", 0)
    print(f"{name}: {arrived} of {drafts} drafts in {outcome.seconds:.0f} s:", end=" ")
    print(
        f"{arrived / outcome.seconds:.1f} drafts/s, {arrived * units / outcome.seconds:.0f} units/s"
    )
    print(
        f"  engine: {stats['requests']} requests, {stats['characters']} characters, at most"
        f" {stats['most_at_once']} at once"
    )
    print(f"  memory of one environment, MB: {outcome.memory} (limit {many.MEMORY})")
    print(f"  environments: {outcome.environments}; dead letters: {outcome.letters}")
    for one in outcome.wrong[:20]:
        print(f"  {one}")
    return (
        arrived == drafts
        and not outcome.wrong
        and not outcome.letters
        and max(outcome.memory.values()) < many.MEMORY
        and outcome.environments["Translate"] <= many.DRAFTS_AT_ONCE
    )


def quiet_streams(instance: Instance) -> None:
    """Turn publishing and notices off: the emulator polls all queues and streams in one thread.

    Whoever drafts would wait for whoever publishes, which on AWS knows nothing of it.
    """
    functions = stack.client(instance, "lambda")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        if "/stream/" in mapping["EventSourceArn"]:
            functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


def engine_stats(instance: Instance) -> Counter[str]:
    """Return what the engine has counted so far, in all languages."""
    stats = json.loads(fetch(f"{instance.engine_url}stats").body)
    return Counter({name: count for name, count in stats.items() if name != "by_target"})


def load(
    instance: Instance, outputs: Outputs, name: str, sources: dict[str, bytes], units: int
) -> bool:
    """Upload ``sources``, by slug, at once; print what came of it, return whether it is right."""
    languages = instance.languages
    before = engine_stats(instance)
    outcome = many.run(instance, outputs, sources, languages, lambda what: print(" ", what))
    stats = engine_stats(instance)
    stats["requests"] -= before["requests"]
    stats["characters"] -= before["characters"]
    busy = outcome.seconds * many.DRAFTS_AT_ONCE / (len(sources) * len(languages))
    calls, dollars = cost.of_a_draft(many.source("one", languages, units), languages, busy)
    print(f"{name}: {calls:.0f} AWS calls and ${dollars:.6f} a draft, without the engine")
    return told(name, outcome, stats, units, len(sources) * len(languages))


def main() -> int:
    """Carry out both loads; return the exit code."""
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--policies", type=int, default=500)
    parser.add_argument("--languages", type=int, default=len(LANGUAGES))
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--latency-ms", type=int, default=100)
    given = parser.parse_args()
    languages = LANGUAGES[: given.languages]
    with tempfile.TemporaryDirectory() as directory:
        instance = Instance(
            directory=Path(directory),
            port=free_port(),
            engine_port=free_port(),
            engine_latency=given.latency_ms,
            languages=languages,
        )
        try:
            machine.start(instance)
            outputs = stack.deploy(instance, stack.build(instance))
            quiet_streams(instance)
            slugs = [f"terms-{number}" for number in range(1, given.policies + 1)]
            small = {slug: many.source(slug, languages, SMALL) for slug in slugs}
            large = {"large": many.source("large", languages, given.units)}
            good = [
                load(instance, outputs, "many policies", small, SMALL),
                load(instance, outputs, "one large policy", large, given.units),
            ]
            return 0 if all(good) else 1
        finally:
            machine.stop(instance)


if __name__ == "__main__":
    sys.exit(main())
