"""What tools of this kind are blamed for, one test each: whatever an engine or a server behind the
real deep-translator does, the draft has its source's structure, or the unit says what is wrong.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from promulgate.adapters.engines import EngineError, EngineOptions, Patience, open_engine
from promulgate.core import findings, front_matter, rendering, translation
from promulgate.core.bodies import body_of
from promulgate.core.documents import PLAIN, Document, DraftUnit, Origin
from promulgate.core.masks import BRACKET, DOUBLE
from promulgate.core.translation import Earlier, Task
from promulgate.core.units import Unit, split
from tests.integration.engine_server import Asked, Reply, engine_server, translated
from tests.unit import hostile_engines as engines

SOURCE = """\
---
title: "Returns: what you may do"
translationKey: returns
lastmod: 2026-02-01
keywords: ["returns", "refunds"]
---

## 1. Your right

You may not return **opened maps** without the [return form](https://halden.example/form) after
30 days. Write to returns@halden.example before 1 May 2026.

```
halden return --order 12
```

## 1. Your right

| Parcel | Days |
|--------|-----:|
| Books  | 14   |

- Pack the `book` well.
    - Add the letter.[^1]

Halden Books\x20\x20
4 Quay Street

[^1]: It lies in the parcel.
"""
LANGUAGE = "de"


def task(source: str = SOURCE) -> Task:
    return Task(
        policy="returns",
        source_text=source,
        source_digest="s",
        source_language="en",
        language=LANGUAGE,
        glossary_digest="",
        terms=(),
    )


def drafted(engine: engines.Engine, source: str = SOURCE) -> Document:
    """Return the draft that the real core makes of what ``engine`` answers."""
    units = split(source)
    asked = translation.ask(task(source), units, engine, (BRACKET, DOUBLE), None)
    return translation.document(task(source), units, {}, asked, ())


def doubts(document: Document, source: str = SOURCE) -> set[str]:
    """Return the names of what a reviewer is told of a draft."""
    return {one.finding.name for one in findings.of(document, source, ())}


def tags(text: str) -> tuple[str, ...]:
    return rendering.skeleton(body_of(text))


def answering(change: Callable[[str], str]) -> engines.Engine:
    """Return an engine that translates into itself, but for ``change``."""

    def ask(texts: Sequence[str]) -> list[str]:
        return [change(text) for text in texts]

    return ask


def edited(document: Document, change: Callable[[str], str]) -> Document:
    """Return a draft as a person would leave it who makes the same mistake."""
    units = tuple(replace(unit, target=change(unit.target)) for unit in document.units)
    return replace(document, units=units)


ECHO = answering(lambda text: text)


@pytest.mark.parametrize("engine", engines.HOSTILE, ids=lambda engine: engine.__name__)
def test_lost_token(engine: engines.Engine) -> None:
    document = drafted(engine)
    assert tags(document.markdown) == tags(SOURCE)


def test_emptied_link() -> None:
    document = drafted(engines.moves_tokens_to_the_end)
    assert re.search(r"\[\w[^\]]*\]\(https://halden\.example/form\)", document.markdown)
    emptied = edited(document, lambda text: re.sub(r"\[[^\]]+\]\(", "[](", text))
    assert doubts(emptied) & {"links", "markup", "structure"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("https://halden.example/form", "https://halden.example/formular"),
        ("returns@halden.example", "retouren@halden.example"),
    ],
)
def test_altered_url_or_e_mail(was: str, now: str) -> None:
    asked: list[str] = []

    def listening(texts: Sequence[str]) -> list[str]:
        asked.extend(texts)
        return engines.honest(texts)

    document = drafted(listening)
    assert was in document.markdown
    assert not any(was in text for text in asked)
    altered = doubts(edited(document, lambda text: text.replace(was, now)))
    assert altered & {"addresses", "links", "markup"}


@pytest.mark.parametrize(("was", "now"), [("30", "3"), ("2026", "2027"), ("1 May", "2 May")])
def test_changed_number_or_date(was: str, now: str) -> None:
    document = drafted(answering(lambda text: text.replace(was, now)))
    assert doubts(document) & {"numbers", "dates", "durations"}
    assert not doubts(drafted(ECHO)) & {"numbers", "dates", "durations"}


def test_dropped_not() -> None:
    kept = {"german": "Geöffnete Karten dürfen Sie nicht zurückgeben.", "check": "negation"}
    source = "You may not return opened maps.\n"
    right = drafted(lambda texts: [kept["german"] for _ in texts], source)
    wrong = drafted(
        lambda texts: ["Geöffnete Karten dürfen Sie zurückgeben." for _ in texts], source
    )
    assert "negation" not in doubts(right, source)
    assert "negation" in doubts(wrong, source)


@pytest.mark.parametrize(
    "answer",
    ['a "quoted": title', "---", "line\n---\nend", "[a, b]", "'", "#", "\ufeff", "x: &y *z"],
)
def test_damaged_front_matter(answer: str) -> None:
    document = drafted(answering(lambda _: answer))
    source = front_matter.parse(SOURCE.encode(), key="returns.md").front_matter
    made = front_matter.parse(document.markdown.encode(), key="returns.de.md").front_matter
    words = ("title", "keywords", "description")
    for name in front_matter.FrontMatter.__slots__:
        assert name in words or getattr(made, name) == getattr(source, name)
    assert (bool(made.title), len(made.keywords)) == (True, len(source.keywords))


@pytest.mark.parametrize("answer", ["```", "`x", "~~~ y", "    z", "<pre>"])
def test_broken_fence_or_code(answer: str) -> None:
    document = drafted(answering(lambda text: f"{answer} {text} {answer}"))
    assert "```\nhalden return --order 12\n```\n" in document.markdown
    assert "`book`" in document.markdown
    assert tags(document.markdown) == tags(SOURCE)


@pytest.mark.parametrize(
    "answer", ["a | b", "- c", "1. d", "e\n\nf", "g  \nh", "[^2]", "[^1]: i", "> j"]
)
def test_broken_table_list_footnote_or_hard_break(answer: str) -> None:
    document = drafted(answering(lambda text: f"{answer} {text} {answer}"))
    assert tags(document.markdown) == tags(SOURCE)


def test_moved_anchor() -> None:
    ids = [heading.id for heading in rendering.headings(body_of(SOURCE))]
    document = drafted(engines.honest)
    html, found = rendering.page_body(body_of(document.markdown), ids)
    assert [heading.id for heading in found] == ids == ["your-right", "your-right-2"]
    assert all(f'id="{anchor}"' in html for anchor in ids)


@pytest.mark.parametrize(
    "engine",
    [engines.answers_none, engines.answers_a_quota_notice, engines.answers_a_page],
    ids=lambda engine: engine.__name__,
)
def test_none_quota_text_or_html_taken_as_a_translation(engine: engines.Engine) -> None:
    document = drafted(engine)
    asked_for = [unit for unit in document.units if re.search(r"[a-z]{4}", unit.source)]
    assert all("untranslated" in unit.flags for unit in asked_for)
    assert all(unit.target == unit.source for unit in asked_for)
    assert "untranslated" in doubts(document)


REFUSALS = {
    "429": Reply(status=429),
    "500": Reply(status=500),
    "hang": Reply(wait=30),
    "refusal": Reply(status=403),
    "nonsense": Reply(b"{"),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_429_500_hang_or_refusal_makes_no_draft(kind: str) -> None:
    quick = Patience(attempts=2, first_wait=0.01, longest_wait=0.02, budget=1.0)
    with engine_server(lambda _: REFUSALS[kind]) as server:
        options = EngineOptions(url=server.url, patience=quick, timeout=0.2)
        engine = open_engine("libre", source="en", target="de", options=options)
        with pytest.raises(EngineError):
            drafted(engine.ask)


def test_answers_swapped_between_threads() -> None:
    def slower_and_faster(asked: Asked) -> Reply:
        return replace(translated(asked.text.upper()), wait=next(waits))

    waits = itertools.cycle([0.02, 0.0, 0.01])
    with engine_server(slower_and_faster) as server:
        engine = open_engine(
            "libre", source="en", target="de", options=EngineOptions(url=server.url)
        )
        sources = [SOURCE.replace("30 days", f"{number} days") for number in range(3, 15)]
        with ThreadPoolExecutor(12) as threads:
            made = list(threads.map(lambda source: drafted(engine.ask, source), sources))
    for source, document in zip(sources, made, strict=True):
        assert "numbers" not in doubts(document, source)
        assert tags(document.markdown) == tags(source)


def test_unchanged_text_is_not_sent_again_and_an_edit_is_not_overwritten() -> None:
    units = split(SOURCE)
    first = drafted(engines.honest)
    by_person = replace(first.units[2], target="Von Hand.", origin=Origin.HUMAN)
    before = replace(
        first, units=tuple(by_person if one.id == by_person.id else one for one in first.units)
    )
    changed = SOURCE.replace("14", "21").replace("It lies", "It now lies")
    units = split(changed)
    found = known(before, units)
    sent = [unit.text for unit in units if unit.id not in found]
    assert all("21" in text or "now lies" in text for text in sent)
    assert "Von Hand." in [unit.target for unit in found.values()]


def known(approved: Document, units: Sequence[Unit]) -> dict[str, DraftUnit]:
    """Return what a next version's draft knows without an engine."""
    earlier: Earlier = translation.compared(approved, SOURCE, units, (), approved=True)
    return translation.known(units, {unit.id: unit.id for unit in units}, [earlier], {})


def test_every_kind_of_plain_text_was_here() -> None:
    assert {unit.kind for unit in split(SOURCE)} & PLAIN == {"title", "keyword"}
