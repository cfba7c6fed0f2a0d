"""Every order: uploads, jobs, edits, approvals, rulings and days, doubled, late, and in each other.

A schedule is drawn from a seed. At each of its steps one thing happens, and mostly another one in
the middle of it, at some call to AWS: a new version while the old one is approved, a withdrawal
while it is published. In the end every event comes once more, and then what must always hold is
looked at.
"""

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from promulgate.core import front_matter, instants, publishing, rendering
from promulgate.core.errors import PromulgateError
from promulgate.core.history import broken_in
from promulgate.core.keys import file
from promulgate.core.records import Publication
from promulgate.core.urls import edition, permanent
from promulgate.stations import texts
from tests.chaos.way import LANGUAGES, POLICY, SOURCE, Way, begun, state
from tests.integration.test_convergence import CLIENTS

STEPS = 14
DEEPEST_CALL = 40


@dataclass(slots=True)
class Schedule:
    """A way with a lot drawn for it; ``told`` is what happened, for whoever reads a failure."""

    way: Way
    lot: random.Random
    told: list[str] = field(default_factory=list)
    uploads: int = 1

    def run(self) -> None:
        """Let everything happen, then let every event come once more."""
        for _ in range(STEPS):
            self._race(self._draw(), self._draw())
        for _ in range(3):
            self.way.receive()
            self.way.work()
            for version, language in self.way.open_jobs():
                self.way.job({"policy": POLICY, "version": version, "language": language})
            self.way.publish()

    def _draw(self) -> tuple[str, Callable[[], None]]:
        """Return something that may happen, and its name."""
        way, lot = self.way, self.lot
        language = lot.choice(LANGUAGES)
        version = lot.randint(1, max(1, self._version()))
        ruled = lot.choice(("en", *LANGUAGES))
        happenings: dict[str, Callable[[], None]] = {
            "upload": self._upload,
            "upload event": way.receive,
            "jobs": way.work,
            f"late job {version} {language}": lambda: way.job(
                {"policy": POLICY, "version": version, "language": language}
            ),
            f"edit {version} {language}": lambda: way.edit(version, language, lot.choice("AB")),
            f"approve {version} {language}": lambda: way.approve(version, language),
            "publish": way.publish,
            f"withdraw {ruled}": lambda: way.withdraw(ruled),
            f"restore {ruled} {version}": lambda: way.restore(ruled, str(version)),
            "a day goes by": self._wait,
        }
        weights = (2, 3, 3, 1, 2, 5, 4, 1, 1, 1)
        (name,) = lot.choices(list(happenings), weights)
        return name, happenings[name]

    def _version(self) -> int:
        head = self.way.world.table.policy(POLICY)
        return head.version if head else 0

    def _upload(self) -> None:
        self.uploads += 1
        # Today's, yesterday's and tomorrow's effective dates.
        day = (self.way.now + timedelta(days=self.lot.randint(-1, 1))).date().isoformat()
        self.way.put(SOURCE.format(date=day, days=self.uploads * 7, verb="pays"))

    def _wait(self) -> None:
        self.way.wait_until(self.way.now + timedelta(days=1))

    def _race(
        self, one: tuple[str, Callable[[], None]], other: tuple[str, Callable[[], None]]
    ) -> None:
        """Let one thing happen, and another in the middle of it."""
        number, calls = self.lot.randint(1, DEEPEST_CALL), 0
        self.told.append(f"{one[0]}, and at its call {number}: {other[0]}")

        def interrupt(**_: Any) -> None:
            nonlocal calls
            calls += 1
            if calls == number:
                _happen(other[1])

        for client in CLIENTS:
            client().meta.events.register("before-call.*.*", interrupt, unique_id="race")
        _happen(one[1])
        for client in CLIENTS:
            client().meta.events.unregister("before-call.*.*", unique_id="race")


def _happen(what: Callable[[], None]) -> None:
    """Let something happen; what is refused, or lost against others, did not."""
    with suppress(PromulgateError):
        what()


def broken(seed: int) -> list[str]:
    """Return what does not hold after the schedule drawn from ``seed``, with what happened."""
    with begun() as way:
        schedule = Schedule(way, random.Random(seed))  # noqa: S311 - a seeded lot
        schedule.run()
        found = violations(way)
        return [*found, *schedule.told] if found else []


def violations(way: Way) -> list[str]:
    """Return which of the rules that always hold do not."""
    table = way.world.table
    head = table.policy(POLICY)
    assert head
    entries = table.history(POLICY, limit=10_000)
    out = table.publications(POLICY)
    _, pages = state(way)
    found = []
    if broken_in(entries, head, first=1, last=head.sequence) is not None:
        found.append("the history is not whole")
    if [one.version for one in table.versions(POLICY)] != list(range(1, head.version + 1)):
        found.append("version numbers have gaps or repeats")
    if sorted(one.sequence for one in out) != list(range(1, len(out) + 1)):
        found.append("publications have gaps or repeats")
    approved = {entry.to_digest for entry in entries if entry.action == "approved"}
    found += [
        f"{one.number} {one.language} unapproved" for one in out if one.draft_digest not in approved
    ]
    found += [f"{key} is nobody's copy" for key in pages if _copy(key) and key not in _keys(out)]
    found += [f"{key} is missing" for key in _keys(out) - set(pages)]
    return [*found, *_wrong_pages(way, out, pages)]


def _copy(key: str) -> bool:
    return re.search(r"/v[0-9.]+/index\.html$", key) is not None


def _keys(out: tuple[Publication, ...]) -> set[str]:
    return {file(permanent(one.language, POLICY, one.number)) + "index.html" for one in out}


def _wrong_pages(way: Way, out: tuple[Publication, ...], pages: dict[str, bytes]) -> list[str]:
    """Return the editions whose page in force is not that of the right publication."""
    now = instants.text(way.now)
    rulings = {ruling.language: ruling for ruling in way.world.table.rulings(POLICY)}
    wrong = []
    for language in ("en", *LANGUAGES):
        mine = tuple(one for one in out if one.language == language)
        right = publishing.in_force(mine, now, rulings.get(language))
        html = pages.get(file(edition(language, POLICY)) + "index.html", b"").decode()
        if right is None:
            if "<article>" in html:
                wrong.append(f"{language} shows a text, and none is in force")
            continue
        document = texts.document(way.world.drafts, POLICY, language, right.draft_digest)
        body = rendering.render(front_matter.body_of(document.markdown))
        words = re.findall(r"<p>(.*?)</p>", body)
        if not all(word in html for word in words) or f">{right.number}<" not in html:
            wrong.append(f"{language} does not show {right.number}")
    return wrong
