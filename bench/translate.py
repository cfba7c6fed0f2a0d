"""How long a policy in eight languages takes, beside deep-translator used plainly.

    make bench-translate

Starts the local engine with a fixed latency, so that the table shows what our side adds. The floor
is the time of the requests alone, eight at a time. The plain ways are deep-translator as its
documentation shows it: unit by unit, and the whole text of a language in one call.
"""

import argparse
import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from math import ceil
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "layers" / "promulgate"))

from deep_translator import LibreTranslator

from promulgate.adapters.engines import CONCURRENCY, EngineOptions, open_engine

PROJECT = Path(__file__).resolve().parents[1]
LANGUAGES = ("de", "es", "fr", "it", "ja", "ar", "zh-Hans", "pt-BR")
CODES = ("de", "es", "fr", "it", "ja", "ar", "zh", "pt")
UNITS = 48
SENTENCE = (
    "Section {}: Halden Books keeps your order for {} days after the books have reached you, "
    "and no longer."
)


def policy(changed: int = 0) -> list[str]:
    """Return the units of an invented policy of 4.6 kB, the first ``changed`` of them new."""
    return [
        SENTENCE.format(number, 30 + number + (100 if number < changed else 0))
        for number in range(UNITS)
    ]


def plain_units(url: str) -> None:
    """Ask deep-translator for each unit of each language, in turn."""
    for code in CODES:
        translator = LibreTranslator(source="en", target=code, api_key="none", custom_url=url)
        translator.translate_batch(policy())


def plain_text(url: str) -> None:
    """Ask deep-translator for the whole text of each language, in turn."""
    for code in CODES:
        translator = LibreTranslator(source="en", target=code, api_key="none", custom_url=url)
        translator.translate("\n".join(policy()))


def ours(
    url: str, known: Mapping[str, Mapping[str, str]], texts: list[str]
) -> dict[str, dict[str, str]]:
    """Ask the engine for all languages at once; return what it answered, by language."""
    options = EngineOptions(url=url)
    kept: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}

    def one(language: str) -> None:
        engine = open_engine("libre", source="en", target=language, options=options)
        engine.ask(texts, known=known.get(language, {}), keep=kept[language].update)

    with ThreadPoolExecutor(len(LANGUAGES)) as threads:
        list(threads.map(one, LANGUAGES))
    return kept


@contextmanager
def server(latency_ms: int) -> Iterator[str]:
    """Run the local engine without its model; yield its address."""
    command = [sys.executable, "-m", "local.engine", "--port", "0", "--pseudo-only"]
    with subprocess.Popen(
        [*command, "--latency-ms", str(latency_ms)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        found = re.search(r"http://\S+/", process.stdout.readline() if process.stdout else "")
        if not found:
            raise RuntimeError("the local engine did not start")
        try:
            yield found[0]
        finally:
            process.terminate()


def measured(way: str, url: str, latency: float, run: Callable[[], object]) -> str:
    """Run one way; return its row of the table."""
    before = stats(url)
    begun = time.perf_counter()
    run()
    wall = time.perf_counter() - begun
    after = stats(url)
    requests = after["requests"] - before["requests"]
    characters = after["characters"] - before["characters"]
    floor = latency * ceil(requests / CONCURRENCY)
    share = f"{wall / floor:8.2f}" if floor else "       –"
    return f"{way:<46} {requests:>8} {characters:>10} {wall:>8.3f} {floor:>8.3f} {share}"


def stats(url: str) -> dict[str, int]:
    """Return what the server counted so far."""
    with urllib.request.urlopen(f"{url}stats") as answer:  # noqa: S310 - always our own server
        value: dict[str, int] = json.load(answer)
    return value


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--latency-ms", type=int, default=150)
    given = parser.parse_args()
    latency = given.latency_ms / 1000
    size = sum(map(len, policy()))
    print(f"{UNITS} units, {size} characters, {len(LANGUAGES)} languages, {given.latency_ms} ms")
    print(
        f"{'':<46} {'requests':>8} {'characters':>10} {'wall s':>8} {'floor s':>8} {'× floor':>8}"
    )
    with server(given.latency_ms) as url:
        # The first call of a process loads the engine's package, as a function's start does.
        ours(url, {}, policy()[:1])
        known: dict[str, dict[str, str]] = {}
        print(measured("promulgate", url, latency, lambda: known.update(ours(url, {}, policy()))))
        one_new = policy(changed=1)
        print(
            measured(
                "promulgate, one unit changed", url, latency, lambda: ours(url, known, one_new)
            )
        )
        print(
            measured(
                "promulgate, nothing changed", url, latency, lambda: ours(url, known, policy())
            )
        )
        print(
            measured("deep-translator, each language whole", url, latency, lambda: plain_text(url))
        )
        print(measured("deep-translator, unit by unit", url, latency, lambda: plain_units(url)))


if __name__ == "__main__":
    main()
