"""Every order: uploads, jobs, edits, approvals, rulings and days, doubled, late, and in each other.

A schedule is a row of races: one thing happens and, at one of its calls to AWS, another one in the
middle of it. In the end every event comes once more, and then what must always hold is looked at;
what is written to the site is looked at when it is written.

Each upload and each edit brings a word of its own, and each translation of a word is another word:
so whatever stands on the site says where it comes from.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from string import ascii_lowercase
from threading import current_thread, main_thread
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, given, seed, settings

from promulgate.adapters import aws
from promulgate.core import bodies, instants, publishing, rendering
from promulgate.core.errors import PromulgateError
from promulgate.core.history import broken_in
from promulgate.core.keys import file
from promulgate.core.records import Publication
from promulgate.core.urls import edition, permanent
from promulgate.stations import texts
from tests.chaos.copies import copied
from tests.chaos.stores import COPY, Stores, stores
from tests.chaos.way import LANGUAGES, POLICY, SOURCE, Way, begun, counting_engine, warm
from tests.integration.engine_server import Asked, Reply, translated
from tests.integration.test_convergence import CLIENTS

WORD = re.compile(r"qz[a-z]{2}q|QZ[A-Z]{2}Q(?:DE|JA)")
LONGEST = 6
DEEPEST_CALL = 60


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happens: in a language, to the newest version or the one before it.

    ``published``: what it asks of publishing is done at once.
    """

    what: str
    language: str = "de"
    before: int = 0
    published: bool = False

    def __str__(self) -> str:
        """Return it in words."""
        version = "the version before" if self.before else "newest"
        then = ", and published" if self.published else ""
        return f"{self.what} ({self.language}, {version}){then}"


@dataclass(frozen=True, slots=True)
class Race:
    """``other`` happens at call number ``at`` of ``one``; never where that makes fewer calls."""

    one: Happening
    other: Happening
    at: int

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.one}, and at its call {self.at}: {self.other}"


type Schedule = list[Race]

UPLOAD, AGAIN, DRAFT, JOB, EDIT, APPROVE, PUBLISH, WITHDRAW, RESTORE, DAY = (
    "a new version is uploaded",
    "its event comes again",
    "the queue is worked off",
    "one job comes",
    "a reviewer edits",
    "the other reviewer approves",
    "what the stream or a schedule asks for is published",
    "a publisher withdraws",
    "a publisher restores",
    "a day goes by",
)
OFTEN = (UPLOAD, DRAFT, EDIT, APPROVE, APPROVE, PUBLISH, PUBLISH)
SELDOM = (AGAIN, JOB, WITHDRAW, RESTORE, DAY)
HAPPENINGS = st.builds(
    Happening,
    st.sampled_from((*OFTEN, *OFTEN, *SELDOM)),
    st.sampled_from(LANGUAGES),
    st.sampled_from((0, 0, 0, 1)),
    st.booleans(),
)
SCHEDULES = st.lists(
    st.builds(Race, HAPPENINGS, HAPPENINGS, st.integers(1, DEEPEST_CALL)),
    min_size=2,
    max_size=LONGEST,
)

# The races that are known to be delicate, each after what leads to it.
NAMED = {
    "two uploads": ((), UPLOAD, UPLOAD),
    "an approval and a new version": ((AGAIN, DRAFT), APPROVE, UPLOAD),
    "a new version and an approval": ((AGAIN, DRAFT), UPLOAD, APPROVE),
    "an edit and an approval": ((AGAIN, DRAFT, EDIT), EDIT, APPROVE),
    "an approval and an edit": ((AGAIN, DRAFT, EDIT), APPROVE, EDIT),
    "publishing and a new version": ((AGAIN,), PUBLISH, UPLOAD),
    "publishing and a withdrawal": ((AGAIN, PUBLISH, UPLOAD), PUBLISH, WITHDRAW),
    "a withdrawal and publishing": ((AGAIN, PUBLISH, UPLOAD), WITHDRAW, PUBLISH),
    # The second upload takes effect on the next day.
    "a schedule and an approval": (
        (AGAIN, UPLOAD, UPLOAD, DRAFT, PUBLISH, DAY),
        PUBLISH,
        APPROVE,
    ),
    "an approval and a schedule": (
        (AGAIN, UPLOAD, UPLOAD, DRAFT, PUBLISH, DAY),
        APPROVE,
        PUBLISH,
    ),
}
NO_RACE = "nothing happened in the middle"


def engine(asked: Asked) -> Reply:
    """Translate into capitals, and each word of ours into a word of the language."""
    language = asked.params["target"].upper()
    text = re.sub("QZ[A-Z]{2}Q", lambda word: word[0] + language, asked.text.upper())
    return translated(text)


@dataclass(slots=True)
class Play:
    """A schedule as it is played; ``wrong`` is what was seen meanwhile."""

    way: Way
    words: int = 0
    raced: bool = False
    wrong: list[str] = field(default_factory=list)
    approved: frozenset[str] = frozenset()

    def play(self, schedule: Schedule) -> None:
        """Let everything happen, one after the other."""
        for race in schedule:
            self._race(race)

    def end(self) -> None:
        """Let every event come once more."""
        for _ in range(2):
            self.way.receive()
            self.way.work()
            for version, language in self.way.open_jobs():
                self._job(version, language)
            self.way.publish()

    def _race(self, race: Race) -> None:
        calls = 0

        def interrupt(**_: Any) -> None:
            nonlocal calls
            # What an engine's threads call, they call beside the rest; nothing comes in there.
            if current_thread() is not main_thread():
                return
            calls += 1
            if calls == race.at:
                self._happen(race.other)

        for client in CLIENTS:
            client().meta.events.register("before-call.*.*", interrupt, unique_id="race")
        self._happen(race.one)
        for client in CLIENTS:
            client().meta.events.unregister("before-call.*.*", unique_id="race")
        self.raced = calls >= race.at

    def _happen(self, happening: Happening) -> None:
        """Let something happen; what is refused, or lost against others, did not."""
        head = self.way.world.table.policy(POLICY)
        version = max(1, head.version - happening.before) if head else 1
        language, way = happening.language, self.way
        # The source is what is most often out.
        ruled = "en" if language == "de" else language
        acts: dict[str, Callable[[], None]] = {
            UPLOAD: self._upload,
            AGAIN: way.receive,
            DRAFT: way.work,
            JOB: lambda: self._job(version, language),
            EDIT: lambda: way.edit(version, language, self._word()),
            APPROVE: lambda: way.approve(version, language),
            PUBLISH: way.publish,
            WITHDRAW: lambda: way.withdraw(ruled),
            RESTORE: lambda: way.restore(ruled, str(version)),
            DAY: lambda: way.wait_until(way.now + timedelta(days=1)),
        }
        with suppress(PromulgateError):
            acts[happening.what]()
            if happening.published:
                way.publish()

    def _job(self, version: int, language: str) -> None:
        self.way.job({"policy": POLICY, "version": version, "language": language})

    def _word(self) -> str:
        self.words += 1
        first, second = divmod(self.words, len(ascii_lowercase))
        return f"qz{ascii_lowercase[first]}{ascii_lowercase[second]}q"

    def _upload(self) -> None:
        word = self._word()
        # Yesterday's, today's and tomorrow's effective dates.
        day = (self.way.now + timedelta(days=self.words % 3 - 1)).date().isoformat()
        self.way.put(SOURCE.format(date=day, days=self.words * 7, verb=f"{word} pays"))
        self.way.receive()

    def see(self, params: dict[str, Any], **_: Any) -> None:
        """Look at an object on its way to the site: may all of it be public?"""
        if params["Bucket"] != "site":
            return
        words = set(WORD.findall(params["Body"].decode()))
        if not words <= self.approved:
            self.approved = approved_words()
        self.wrong += [f"{params['Key']}: {word} unapproved" for word in words - self.approved]


def approved_words() -> frozenset[str]:
    """Return the words of all texts that the table says were approved."""
    found = stores()
    digests = {one["to_digest"]["S"] for one in _entries(found) if _is_approval(one)}
    return frozenset(
        word
        for key, data in found.drafts.items()
        if key.startswith("drafts/") and key.rsplit("/", 1)[1].removesuffix(".json") in digests
        for word in WORD.findall(data.decode())
    )


def _entries(found: Stores) -> Iterator[dict[str, Any]]:
    return (item for (_, sk), item in found.table.items() if sk.startswith("HISTORY#"))


def _is_approval(entry: dict[str, Any]) -> bool:
    return bool(entry["action"]["S"] == "approved")


@contextmanager
def watched(play: Play) -> Iterator[None]:
    """Have the play see all that is written to the site."""
    events = aws.s3().meta.events
    events.register("provide-client-params.s3.PutObject", play.see, unique_id="see")
    yield
    events.unregister("provide-client-params.s3.PutObject", unique_id="see")


def broken(play: Play, schedule: Schedule) -> list[str]:
    """Return what does not hold while and after the schedule is played, with what happened."""
    with counting_engine(play.way, engine), watched(play):
        play.play(schedule)
        play.end()
    found = [*play.wrong, *violations(play.way)]
    return [*found, *map(str, schedule)] if found else []


def at_every_call(name: str, every: int = 1) -> tuple[int, list[str]]:
    """Run the race ``name`` at every call, or at one in so many, that the first event makes.

    Return how often it was run, and what did not hold.
    """
    before, one, other = NAMED[name]
    led = [Race(Happening(what), Happening(DAY), 0) for what in before]
    found: list[str] = []
    warm()
    with begun(engine) as way:
        play = Play(way)
        with watched(play):
            play.play(led)
        for run, at in enumerate(count(1, every)):
            race = Race(Happening(one), Happening(other, published=one == PUBLISH), at)
            told = copied(lambda: _raced(play, race)).told()  # noqa: B023
            if told == [NO_RACE]:
                return run, found
            found += [name, *told] if told else []
    raise AssertionError("count() never ends")


def _raced(play: Play, race: Race) -> list[str]:
    told = broken(play, [race])
    return told if play.raced else [NO_RACE]


def in_every_order(number: int, schedules: int) -> tuple[int, list[str]]:
    """Go through so many schedules, drawn from the seed ``number``.

    Return how many there were, and what does not hold after the shortest for which not all does.
    """
    played = 0
    warm()
    with begun(engine) as way:

        @seed(number)
        @settings(
            max_examples=schedules,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        )
        @given(SCHEDULES)
        def holds(schedule: Schedule) -> None:
            nonlocal played
            played += 1
            told = copied(lambda: broken(Play(way), schedule)).told()
            assert not told, "\n".join(told)

        try:
            holds()
        except AssertionError as error:
            return played, str(error).splitlines()
    return played, []


def violations(way: Way) -> list[str]:
    """Return which of the rules that always hold do not."""
    table = way.world.table
    head = table.policy(POLICY)
    if head is None:
        return ["there is no policy"]
    entries = table.history(POLICY, limit=10_000)
    out = table.publications(POLICY)
    pages = stores().site
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
    copies = {key for key in pages if COPY.search(key) and key.endswith("index.html")}
    found += [f"{key} is nobody's copy" for key in copies - _keys(out)]
    found += [f"{key} is missing" for key in _keys(out) - copies]
    return [*found, *_wrong_pages(way, out, pages)]


def _keys(out: tuple[Publication, ...]) -> set[str]:
    return {file(permanent(one.language, POLICY, one.number)) + "index.html" for one in out}


def _wrong_pages(way: Way, out: tuple[Publication, ...], pages: Any) -> list[str]:
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
        body = rendering.render(bodies.body_of(document.markdown))
        words = re.findall(r"<p>(.*?)</p>", body)
        shown = set(WORD.findall(html))
        if (
            not all(word in html for word in words)
            or f">{right.number}<" not in html
            or not shown <= set(WORD.findall(document.markdown))
        ):
            wrong.append(f"{language} does not show {right.number}")
    return wrong
