"""Readers who look after every single write find nothing that leads to what is not there yet."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from moto import mock_aws

from promulgate.adapters import aws
from promulgate.core.people import Person
from promulgate.core.records import Override
from promulgate.stations import desk, publish, review, rule
from tests.integration.test_convergence import NOW, PUBLISHER, CutOffError, World, cut_off_at
from tests.links import Link, key_of, links

SITE = "https://policies.halden.example"
SOURCE = """\
---
title: "{title}"
translationKey: {policy}
lastmod: 2026-02-01
effectiveDate: {date}
languages: [{languages}]
---

## 1. Parcels

We send parcels within {days} days.
"""
TRANSLATION = """\
---
title: "{title} ({language})"
translationKey: {policy}
---

## 1. Parcels ({language})

Parcels are sent within {days} days ({language}).
"""
LATER = NOW + timedelta(days=40)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site as readers find it."""

    etag: str
    is_absence: bool
    links: tuple[Link, ...]

    @classmethod
    def read(cls, key: str, etag: str) -> "File":
        """Return the file that is there now."""
        data = aws.s3().get_object(Bucket="site", Key=key)["Body"].read()
        return cls(etag, b'content="noindex"' in data, tuple(links(key, data, SITE)))


@dataclass(slots=True)
class Readers:
    """Readers who follow every link, and come back to whatever they once saw."""

    files: dict[str, File] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    misled: list[str] = field(default_factory=list)
    looks: int = 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look after every write to the site."""
        events = aws.s3().meta.events
        events.register("after-call.s3.PutObject", self._look, unique_id="readers")
        yield
        events.unregister("after-call.s3.PutObject", unique_id="readers")

    def _look(self, **_: Any) -> None:
        listed = aws.s3().list_objects_v2(Bucket="site").get("Contents", [])
        changed = {
            item["Key"]: File.read(item["Key"], item["ETag"])
            for item in listed
            if item["Key"] not in self.files or self.files[item["Key"]].etag != item["ETag"]
        }
        if changed:
            self.files |= changed
            self.looks += 1
            self._follow(f"write {self.looks} of {', '.join(changed)}")

    def _follow(self, moment: str) -> None:
        """Go wherever links lead; note each that leads to nothing."""
        waiting = [
            path for path in (*_entrances(self.files), *self.seen) if key_of(path) in self.files
        ]
        reached = set(waiting)
        while waiting:
            path = waiting.pop()
            for link in self.files[key_of(path)].links:
                found = self.files.get(key_of(link.target))
                if found is None:
                    self.misled.append(f"{moment}: {path} leads to {link.target}")
                elif link.is_alternate and found.is_absence:
                    self.misled.append(f"{moment}: {path} names {link.target}, an absence")
                elif link.target not in reached:
                    reached.add(link.target)
                    waiting.append(link.target)
        self.seen |= reached | _by_redirect(reached, self.files)


def _entrances(files: Mapping[str, File]) -> list[str]:
    """Return where readers come in: a language's list, its feed, and what search engines read."""
    lists = [
        f"/{found[1]}/" for key in files if (found := re.fullmatch(r"([^/]+)/index.html", key))
    ]
    return [
        "/robots.txt",
        "/sitemap.xml",
        "/404.html",
        *lists,
        *(f"{one}feed.xml" for one in lists),
    ]


def _by_redirect(reached: set[str], files: Mapping[str, File]) -> set[str]:
    """Return the pages in other languages to which the address without a language leads."""
    policies = {found[1] for path in reached if (found := re.fullmatch(r"/[^/]+/([^/]+)/", path))}
    pages = {f"/{key.removesuffix('index.html')}" for key in files if key.endswith("index.html")}
    return {path for path in pages if path.count("/") == 3 and path.split("/")[2] in policies}


def upload(
    world: World, policy: str, languages: str, days: int = 30, date: str = "2026-03-01"
) -> None:
    """Put a policy there, with the translations that people made of it."""
    title = policy.replace("-", " ").title()
    text = SOURCE.format(title=title, policy=policy, languages=languages, days=days, date=date)
    world.content.put(f"{policy}.md", text.encode(), "text/markdown")
    world.receive(f"{policy}.md")
    for language in languages.split(", "):
        key = f"{policy}.{language}.md"
        text = TRANSLATION.format(title=title, policy=policy, language=language, days=days)
        world.content.put(key, text.encode(), "text/markdown")
        world.receive(key)


def approve(world: World, policy: str, version: int, *languages: str) -> None:
    for language in languages:
        place = desk.Place(policy=policy, version=version, language=language)
        seen = review.read(world.review, place)
        reasons = {
            (one.unit, one.finding.name): Override(
                unit=one.unit, check=one.finding.name, reason="as agreed"
            )
            for one in seen.findings
            if one.finding.severity == "error"
        }
        person = Person(name="sora@halden.example", groups=frozenset({f"reviewer-{language}"}))
        review.approve(world.review, place, seen.draft.digest, [*reasons.values()], person, NOW)


def converge(world: World, policy: str = "delivery-terms", later: bool = False) -> None:
    publish.converge(world.publish, policy, LATER if later else NOW)


def a_first_source(world: World) -> None:
    upload(world, "delivery-terms", "de, ja")
    converge(world)


def two_languages_at_once(world: World) -> None:
    a_first_source(world)
    approve(world, "delivery-terms", 1, "ja", "de")
    converge(world)


def all_languages_with_the_source(world: World) -> None:
    upload(world, "delivery-terms", "de, ja")
    approve(world, "delivery-terms", 1, "ja", "de")
    converge(world)


def a_second_version(world: World) -> None:
    two_languages_at_once(world)
    upload(world, "delivery-terms", "de, ja", days=20)
    approve(world, "delivery-terms", 2, "ja", "de")
    converge(world)


def a_version_whose_day_comes(world: World) -> None:
    a_first_source(world)
    upload(world, "delivery-terms", "de, ja", days=20, date="2026-04-01")
    approve(world, "delivery-terms", 2, "ja", "de")
    converge(world)
    converge(world, later=True)


def a_withdrawal_and_a_return(world: World) -> None:
    two_languages_at_once(world)
    rule.withdraw(world.review, "delivery-terms", "ja", "", PUBLISHER, NOW)
    converge(world)
    rule.restore(world.review, "delivery-terms", "ja", "1", PUBLISHER, NOW)
    converge(world)


def one_language_a_step(world: World) -> None:
    with patch.object(publish, "AT_ONCE", 1):
        two_languages_at_once(world)
        upload(world, "delivery-terms", "de, ja", days=20, date="2026-04-01")
        approve(world, "delivery-terms", 2, "ja", "de")
        converge(world)
        converge(world, later=True)


def another_policy_in_another_language(world: World) -> None:
    two_languages_at_once(world)
    upload(world, "returns", "fr, ja")
    approve(world, "returns", 1, "fr", "ja")
    converge(world, "returns")


@pytest.mark.parametrize(
    "happens",
    [
        a_first_source,
        two_languages_at_once,
        all_languages_with_the_source,
        a_second_version,
        a_version_whose_day_comes,
        a_withdrawal_and_a_return,
        one_language_a_step,
        another_policy_in_another_language,
    ],
)
def test_no_write_shows_a_link_to_what_is_not_there_yet(happens: Callable[[World], None]) -> None:
    with mock_aws():
        world, readers = World(), Readers()
        with readers.watching():
            happens(world)
        assert readers.misled == []
        assert "/en/delivery-terms/v1/evidence.json" in readers.seen


@pytest.mark.parametrize("writes", [9, 10, 14, 18, 19, 21])
def test_what_is_cut_off_is_named_by_no_other_policy(writes: int) -> None:
    with mock_aws():
        world, readers = World(), Readers()
        two_languages_at_once(world)
        upload(world, "returns", "de, ja")
        approve(world, "returns", 1, "ja", "de")
        done = cut_off_at(writes, "before", "PutObject")
        with pytest.raises(CutOffError):
            converge(world, "returns")
        done()
        upload(world, "delivery-terms", "de, ja", days=20)
        approve(world, "delivery-terms", 2, "ja", "de")
        with readers.watching():
            converge(world)
            assert not any("/returns/" in path for path in readers.seen)
            converge(world, "returns")
        assert readers.misled == []
        assert "/ja/returns/v1/" in readers.seen
