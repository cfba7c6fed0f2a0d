"""What a stack costs on AWS: the counts in ``bench/latest.json`` by AWS's public prices.

    make cost

Writes the tables in ``docs/cost.md`` anew, between their marks.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench import prices
from bench.calls import PARAGRAPH, text
from bench.figures import LATEST, PROJECT
from tests.cloudformation import resources

DOCUMENT = PROJECT / "docs" / "cost.md"
POLICIES, LANGUAGES = (10, 100, 1000), (5, 20, 40)
# What is not measured, but assumed; docs/cost.md says so.
UPDATES_A_YEAR = 4
REQUESTS_A_REVIEW = 10
VIEWS_A_POLICY = 10_000
KILOBYTES_A_VIEW = 5
SECONDS_A_CALL = 0.02
SECONDS_A_STEP = 0.5
SECONDS_FOR_THE_ENGINE = 5.0
LOG_KILOBYTES_A_STEP = 5
VERSIONS_KEPT = 10
METRICS = 12
EACH_LANGUAGE = ("draft", "notice", "approval", "publication")

type Steps = Sequence[Mapping[str, Any]]


def steps() -> Steps:
    """Return the measured steps."""
    found: Steps = json.loads(LATEST.read_text("utf-8"))["steps"]
    return found


def step(found: Steps, name: str, policies: int, languages: int) -> Counter[str]:
    """Return what AWS bills for a step, and its calls.

    Measured are more languages of one policy, and more policies of few languages: what is more
    there because of the policies comes on top.
    """

    def measured(**size: int) -> Counter[str]:
        wanted = {"policies": 1, "languages": 3, "versions": 1, **size}
        one = next(one for one in found if one["name"] == name and one["size"] == wanted)
        return Counter({**one["units"], "calls": one["calls"]})

    total = measured(languages=languages)
    total.update(measured(policies=policies))
    total.subtract(measured())
    return total


def step_price(name: str, units: Mapping[str, int]) -> float:
    """Return the price of one step but for its invalidations: units, time, log, trace."""
    billed = sum(units.get(unit, 0) * price for unit, price in prices.UNITS.items())
    seconds = SECONDS_A_STEP + SECONDS_A_CALL * units["calls"]
    seconds += SECONDS_FOR_THE_ENGINE if name == "draft" else 0
    billed += prices.INVOCATION + prices.TRACE + seconds * prices.GIGABYTE_SECOND
    billed += LOG_KILOBYTES_A_STEP / 1_000_000 * prices.LOGGED
    match name:
        case "upload":
            billed += prices.EVENT + 3 * prices.UNITS["queue requests"]
        case "draft":
            billed += 3 * prices.UNITS["queue requests"]
        case "notice":
            billed += prices.MAIL
        case "approval":
            # The measured one reads and approves: two requests.
            billed = REQUESTS_A_REVIEW * (billed / 2 + prices.API_REQUEST)
    return billed


def update_price(found: Steps, policies: int, languages: int) -> float:
    """Return the price of one change of a policy, its invalidations included."""
    once = sum(
        step_price(name, step(found, name, policies, languages))
        for name in ("upload", "publication of the source")
    )
    each = sum(step_price(name, step(found, name, policies, languages)) for name in EACH_LANGUAGE)
    return once + languages * each + paths(found, languages) * prices.INVALIDATED_PATH


def paths(found: Steps, languages: int) -> int:
    """Return how many paths one change of a policy invalidates."""
    source, one = (
        step(found, name, 1, languages)["invalidated paths"]
        for name in ("publication of the source", "publication")
    )
    return source + languages * one


def month(found: Steps, policies: int, languages: int) -> dict[str, float]:
    """Return the price of a month by what it is paid for."""
    updates = policies * UPDATES_A_YEAR / 12
    invalidated = updates * paths(found, languages)
    each = update_price(found, policies, languages)
    each -= paths(found, languages) * prices.INVALIDATED_PATH
    daily = sum(
        step_price(name, step(found, name, 1, languages))
        for name in ("daily sweep", "daily reminder")
    )
    views = policies * VIEWS_A_POLICY
    alarms = len(resources("AWS::CloudWatch::Alarm"))
    gigabytes = policies * languages * VERSIONS_KEPT * 60 / 1_000_000
    return {
        "updates": updates * each,
        "invalidations": max(0.0, invalidated - prices.FREE_PATHS) * prices.INVALIDATED_PATH,
        "daily checks": 30 * policies * daily,
        "readers": views * (prices.PAGE_REQUEST + KILOBYTES_A_VIEW / 1_000_000 * prices.TRANSFER),
        "storage": gigabytes * (prices.STORED_OBJECTS + prices.STORED_ITEMS / 10),
        "watching": METRICS * prices.METRIC
        + alarms * prices.ALARM
        + prices.DASHBOARD
        + prices.SECRET,
    }


def sizes(cell: Callable[[int, int], str]) -> str:
    """Return a table of the sizes."""
    head = "| policies | " + " | ".join(f"{count} languages" for count in LANGUAGES) + " |"
    rows = [
        f"| {policies:,} | " + " | ".join(cell(policies, count) for count in LANGUAGES) + " |"
        for policies in POLICIES
    ]
    return "\n".join([head, "|---" * (len(LANGUAGES) + 1) + "|", *rows])


def parts(found: Steps) -> str:
    """Return what a month is paid for, at the sizes of the diagonal."""
    columns = [month(found, *size) for size in zip(POLICIES, LANGUAGES, strict=True)]
    head = " | ".join(
        f"{policies:,} policies, {count} languages"
        for policies, count in zip(POLICIES, LANGUAGES, strict=True)
    )
    rows = [
        f"| {name} | " + " | ".join(f"${column[name]:,.2f}" for column in columns) + " |"
        for name in columns[0]
    ]
    return "\n".join([f"| | {head} |", "|---" * 4 + "|", *rows])


def engines() -> str:
    """Return what engines cost, for a whole policy and for a changed paragraph, per language."""
    whole, changed = len(text(99, 1)), len(PARAGRAPH.format(99))
    head = "| engine | a million characters | a new policy, a language | a changed paragraph |"
    rows = [
        f"| {name} | ${price:.2f} | ${price * whole / prices.MILLION:.4f} |"
        f" ${price * changed / prices.MILLION:.6f} |"
        for name, price in prices.ENGINES.items()
    ]
    return "\n".join([head, "|---" * 4 + "|", *rows])


def tables() -> dict[str, str]:
    """Return each table of the document by its mark."""
    found = steps()
    return {
        "update": sizes(lambda policies, count: f"${update_price(found, policies, count):.3f}"),
        "month": sizes(
            lambda policies, count: f"${sum(month(found, policies, count).values()):,.2f}"
        ),
        "parts": parts(found),
        "engines": engines(),
        "found": f"By {prices.CHECKED}, on these pages:\n\n"
        + "\n".join(f"- {what}: <{page}>" for page, what in prices.FOUND.items()),
        "unconfirmed": "\n".join(f"- {what}: {why}" for what, why in prices.UNCONFIRMED.items()),
        "sources": "\n".join(f"- <{page}>" for page in (*prices.SOURCES, *prices.ENGINE_SOURCES)),
    }


def written(document: str) -> str:
    """Return ``document`` with every table as it is computed now."""
    for name, table in tables().items():
        before, mark, rest = document.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        document = f"{before}{mark}{table}\n{end}{after}"
    return document


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")
