"""``make bench``: every figure in one table, and in ``bench/latest.json``."""

from datetime import UTC, datetime

from bench import pages, starts
from bench.figures import keep, show


def main() -> None:
    """Measure, print, keep."""
    figures = [*pages.measure(), *starts.measure()]
    show(figures)
    keep(figures, datetime.now(UTC).date().isoformat())


if __name__ == "__main__":
    main()
