"""``make fuzz``: atheris, guided by coverage, against every door for MINUTES in all.

What it finds goes to tests/fuzz/corpus/, as a file that `make test` tries from then on.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.seeds import CORPUS, SEEDS, TOKENS, corpus
from tests.fuzz.targets import TARGETS

WORK = Path(".run/fuzz")
LONGEST = 4096


def all_of_them(minutes: float) -> bool:
    """Fuzz every target for its part of ``minutes``, two at once; say what was found."""
    processes = os.cpu_count() or 1
    seconds = int(minutes * 60 * processes / len(TARGETS))
    begun, whole = time.monotonic(), True
    with ThreadPoolExecutor(processes) as pool:
        for name, (runs, found) in zip(
            TARGETS, pool.map(lambda name: _run(name, seconds), TARGETS), strict=True
        ):
            print(f"{name}: {runs} runs in {seconds} s, {len(found)} finds", *found, flush=True)
            whole = whole and not found
    print(f"{len(TARGETS)} targets, {time.monotonic() - begun:.0f} s")
    return whole


def _run(name: str, seconds: int) -> tuple[int, list[str]]:
    """Fuzz one target in a process of its own; return its runs, and its new finds."""
    seeds, finds = WORK / name, CORPUS / name
    seeds.mkdir(parents=True, exist_ok=True)
    finds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate((*SEEDS[name], *corpus(name))):
        (seeds / f"seed-{number}").write_bytes(seed)
    words = WORK / "tokens"
    escaped = ("".join(f"\\x{byte:02x}" for byte in token.encode()) for token in TOKENS)
    words.write_text("".join(f'"{token}"\n' for token in escaped))
    before = set(finds.iterdir())
    until, runs = time.monotonic() + seconds, 0
    # libFuzzer ends at its first find; the others are looked for from there.
    while (left := int(until - time.monotonic())) > 0:
        options = [
            *[f"-max_total_time={left}", f"-max_len={LONGEST}", "-timeout=0", "-rss_limit_mb=1024"],
            *[
                f"-artifact_prefix={finds}/",
                f"-dict={words}",
                "-verbosity=1",
                "-print_final_stats=1",
            ],
        ]
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.guided", name, str(seeds), *options],
            capture_output=True,
            text=True,
            check=False,
        )
        (WORK / f"{name}.log").write_text(done.stdout + done.stderr)
        told = done.stderr.partition("stat::number_of_executed_units:")[2].split()
        runs += int(told[0]) if told else 0
        if done.returncode == 0 or len(set(finds.iterdir()) - before) > 20:
            break
    return runs, sorted(str(path) for path in set(finds.iterdir()) - before)


if __name__ == "__main__":
    sys.exit(not all_of_them(float(sys.argv[1])))
