"""``make bench``: every figure in one table, and in ``bench/latest.json``."""

from datetime import UTC, datetime

from bench import calls, pages, starts, waits
from bench.figures import keep, show


def main() -> None:
    """Measure, print, keep."""
    timed = [*pages.measure(), *starts.measure(), *waits.measure()]
    print("All that takes time is measured; what is counted may share the machine.", flush=True)
    counted, steps = calls.measure()
    figures = [*timed, *counted]
    show(figures)
    keep(figures, steps, datetime.now(UTC).date().isoformat())


if __name__ == "__main__":
    main()
