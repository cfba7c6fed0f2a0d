"""Three versions in five languages, told in the order of the tests: readers look after each step.

Approvals come scrambled, a version takes effect later, a translation is corrected, an edition is
withdrawn and restored. After each step every reader's URL is asked, and every permanent copy must
have the bytes it was born with.
"""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest

from local import approval, reviewers, verify
from local.review import draft_path
from promulgate.core import instants, urls
from tests import hreflang, links
from tests.e2e.conftest import MIKA, Way

POLICY = "gift-card-terms"
KEY = f"{POLICY}.md"
LANGUAGES = ("en", "pt-BR", "ja", "de", "ar")
UNTIL_IN_FORCE = 60
"""Seconds from the upload of the third version to its effective date."""

SOURCE = """\
---
title: "Gift Card Terms"
date: 2026-02-02
translationKey: "gift-card-terms"
---

## 1. Value

A gift card is worth {value} euros.

## 2. Loss

Halden Books does not replace a lost gift card.
"""
FILES = ("index.html", "index.md", "evidence.json")


@dataclass(frozen=True, slots=True)
class Edition:
    """What readers are to find in one language: the number in force, or the status instead."""

    copies: tuple[str, ...] = ()
    in_force: str = ""
    absence: HTTPStatus = HTTPStatus.NOT_FOUND

    @property
    def status(self) -> HTTPStatus:
        """Return the status of the edition's page."""
        return HTTPStatus.OK if self.in_force else self.absence


@dataclass(slots=True)
class Life:
    """The way, and the bytes of every permanent file by path since readers first saw it."""

    way: Way
    born: dict[str, bytes] = field(default_factory=dict)
    effective_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def upload(self, value: int, effective_at: datetime | None = None) -> None:
        """Put the source with that value there, and wait for its drafts."""
        text = SOURCE.format(value=value)
        if effective_at:
            self.effective_at = effective_at
            text = text.replace(
                "---\n\n", f'effectiveDate: "{instants.text(effective_at)}"\n---\n\n'
            )
        self.way.upload_policy(KEY, POLICY, text.encode())

    def approve(self, version: int, *languages: str) -> None:
        """Approve the drafts of ``languages`` in this order, each as its reviewer."""
        for language in languages:
            review = self.way.person(f"reviewer-{language}")
            path = draft_path(POLICY, version, language)
            draft = review.get(path)
            body = {"overrides": approval.overrides(draft)}
            review.post(f"{path}/approve", body, {"If-Match": f'"{draft["digest"]}"'})

    def rule(self, language: str, action: str, body: object = None) -> None:
        """Withdraw or restore an edition as the publisher."""
        publisher = self.way.person(reviewers.PUBLISHER)
        path = f"/api/policies/{POLICY}/editions/{language}/{action}"
        assert self.way.ask(publisher, "POST", path, body).status == HTTPStatus.OK

    def read(self, **editions: Edition) -> None:
        """Fail unless readers soon find exactly ``editions``, and permanent copies as ever."""
        found = [""]
        until = time.monotonic() + 40
        while found and time.monotonic() < until:
            wanted = {name.replace("_", "-"): edition for name, edition in editions.items()}
            found = [
                *self._entries(wanted),
                *(fault for one in wanted.items() for fault in self._edition(*one)),
            ]
        assert found == []
        self._bear(wanted)
        assert self._whole() == []

    def _whole(self) -> list[str]:
        """Return what is wrong with the site as a whole, as its bucket has it."""
        written = Counter(key for key, _ in self.way.objects(self.way.outputs.site_bucket))
        found = [
            f"{path} was written {written[links.key_of(path)]} times"
            for path in self.born
            if written[links.key_of(path)] != 1
        ]
        files = self.way.files(self.way.outputs.site_bucket)
        site_url = self.way.outputs.site_url
        found += [
            f"{key} leads to {link.target}"
            for key, data in files.items()
            for link in links.links(key, data, site_url)
            if links.key_of(link.target) not in files
        ]
        pages = {
            f"/{key.removesuffix('index.html')}": data
            for key, data in files.items()
            if key.endswith("/index.html")
        }
        return [*found, *hreflang.faults(pages, site_url)]

    def _entries(self, editions: dict[str, Edition]) -> list[str]:
        """Return what is wrong with the addresses that are in no language."""
        found = []
        assert urls.policy_sitemap(POLICY) in self.way.page(urls.SITEMAP).body.decode()
        sitemap = self.way.page(urls.policy_sitemap(POLICY)).body.decode()
        if urls.SITEMAP not in self.way.page(urls.ROBOTS).body.decode():
            found.append("robots.txt does not name the sitemap")
        for language, edition in editions.items():
            accept = {"Accept-Language": language}
            for path, target in (("/", f"/{language}/"), (f"/{POLICY}/", _page(language))):
                answer = self.way.page(path, **accept)
                place = (answer.status, answer.headers.get("location"))
                if place != (HTTPStatus.FOUND, target):
                    found.append(f"{path} in {language}: {place}")
            found += [
                f"{path} does not answer"
                for path in (f"/{language}/", urls.feed(language), urls.versions(language, POLICY))
                if self.way.page(path).status != HTTPStatus.OK
            ]
            listed = f"{_page(language)}</loc>" in sitemap
            if listed != bool(edition.in_force):
                found.append(f"sitemap: {language} {listed}")
        return found

    def _edition(self, language: str, edition: Edition) -> list[str]:
        page = self.way.page(_page(language))
        found = [f"{language}: {page.status}"] if page.status != edition.status else []
        if not edition.in_force and _page("en") not in page.body.decode():
            found.append(f"{language}: no link to the source's page")
        index = self.way.page(f"/{language}/").body.decode()
        if (f'href="{_page(language)}"' in index) != bool(edition.in_force):
            found.append(f"{language}: index")
        if edition.copies:
            found += self._history(language, edition)
        unborn = urls.permanent(language, POLICY, "9")
        if self.way.page(unborn).status != HTTPStatus.NOT_FOUND:
            found.append(f"{unborn} answers")
        return found

    def _history(self, language: str, edition: Edition) -> list[str]:
        found = []
        versions = self.way.page(urls.versions(language, POLICY))
        if versions.status != HTTPStatus.OK:
            return [f"{language}: versions.json {versions.status}"]
        told = json.loads(versions.body)
        numbers = tuple(one["publication"] for one in told["publications"])
        if (numbers, told["in_force"] or "") != (edition.copies, edition.in_force):
            found.append(f"{language}: {numbers} with {told['in_force']} in force")
        history = self.way.page(urls.history(language, POLICY)).body.decode()
        feed = self.way.page(urls.feed(language)).body.decode()
        for number in edition.copies:
            path = urls.permanent(language, POLICY, number)
            found += [f"{language}: {number} not in history"] if path not in history else []
            found += [f"{language}: {number} not in feed"] if path not in feed else []
            for name in FILES:
                answer = self.way.page(path + name.replace("index.html", ""))
                if answer.status != HTTPStatus.OK:
                    found.append(f"{path}{name}: {answer.status}")
                elif "max-age=31536000, immutable" not in answer.headers["cache-control"]:
                    found.append(f"{path}{name}: {answer.headers['cache-control']}")
                elif self.born.get(path + name, answer.body) != answer.body:
                    found.append(f"{path}{name}: other bytes than at birth")
        if edition.in_force:
            text = self.way.page(f"{_page(language)}index.md").body
            copy = self.way.page(urls.permanent(language, POLICY, edition.in_force) + "index.md")
            found += (
                [f"{language}: not the text of {edition.in_force}"] if text != copy.body else []
            )
        return found

    def _bear(self, editions: dict[str, Edition]) -> None:
        for language, edition in editions.items():
            for number in edition.copies:
                path = urls.permanent(language, POLICY, number)
                for name in FILES:
                    body = self.way.page(path + name.replace("index.html", "")).body
                    assert self.born.setdefault(path + name, body) == body


def _page(language: str) -> str:
    return urls.edition(language, POLICY)


@pytest.fixture(scope="module")
def life(way: Way) -> Life:
    """Return a policy's life before its first upload."""
    return Life(way)


def test_the_source_is_there_before_its_translations(life: Life) -> None:
    life.upload(50)
    none = Edition()
    life.read(en=Edition(("1",), "1"), pt_BR=none, ja=none, de=none, ar=none)


def test_each_language_comes_when_it_is_approved(life: Life) -> None:
    life.approve(1, "ja", "pt-BR")
    first, none = Edition(("1",), "1"), Edition()
    life.read(en=first, pt_BR=first, ja=first, de=none, ar=none)


def test_a_second_version_leaves_the_languages_that_wait_where_they_are(life: Life) -> None:
    life.upload(60)
    first, none = Edition(("1",), "1"), Edition()
    life.read(en=Edition(("2", "1"), "2"), pt_BR=first, ja=first, de=none, ar=none)


def test_a_language_may_begin_with_the_second_version(life: Life) -> None:
    life.approve(2, "ar", "de")
    first, second = Edition(("1",), "1"), Edition(("2",), "2")
    life.read(en=Edition(("2", "1"), "2"), pt_BR=first, ja=first, de=second, ar=second)


def test_a_corrected_translation_is_a_copy_of_its_own(life: Life) -> None:
    path, mika = draft_path(POLICY, 2, "de"), life.way.signed_in(MIKA.email)
    draft = mika.get(path)
    unit = next(unit for unit in draft["units"] if unit["source"].endswith("Value"))
    edit = {"units": [{"id": unit["id"], "target": "1. Kartenwert"}]}
    edited = life.way.ask(mika, "PATCH", path, edit, draft["digest"])
    assert edited.status == HTTPStatus.OK
    life.approve(2, "de")
    life.read(
        en=Edition(("2", "1"), "2"),
        pt_BR=Edition(("1",), "1"),
        ja=Edition(("1",), "1"),
        de=Edition(("2.1", "2"), "2.1"),
        ar=Edition(("2",), "2"),
    )
    assert "1. Kartenwert" in life.way.page(_page("de")).body.decode()


def test_a_version_of_tomorrow_is_readable_and_not_yet_in_force(life: Life) -> None:
    life.upload(70, datetime.now(UTC) + timedelta(seconds=UNTIL_IN_FORCE))
    life.approve(3, "ar", "ja", "de")
    life.read(
        en=Edition(("3", "2", "1"), "2"),
        pt_BR=Edition(("1",), "1"),
        ja=Edition(("3", "1"), "1"),
        de=Edition(("3", "2.1", "2"), "2.1"),
        ar=Edition(("3", "2"), "2"),
    )
    assert datetime.now(UTC) < life.effective_at
    in_force = life.way.page(_page("en")).body.decode()
    assert "takes effect on this day" in in_force
    assert urls.permanent("en", POLICY, "3") in in_force.partition("<article")[0]


def test_on_its_day_it_comes_into_force_in_all_approved_languages(life: Life) -> None:
    time.sleep(max(0.0, (life.effective_at - datetime.now(UTC)).total_seconds()))
    life.read(
        en=Edition(("3", "2", "1"), "3"),
        pt_BR=Edition(("1",), "1"),
        ja=Edition(("3", "1"), "3"),
        de=Edition(("3", "2.1", "2"), "3"),
        ar=Edition(("3", "2"), "3"),
    )


def test_a_language_approved_after_the_day_comes_at_once(life: Life) -> None:
    life.approve(3, "pt-BR")
    life.read(
        en=Edition(("3", "2", "1"), "3"),
        pt_BR=Edition(("3", "1"), "3"),
        ja=Edition(("3", "1"), "3"),
        de=Edition(("3", "2.1", "2"), "3"),
        ar=Edition(("3", "2"), "3"),
    )


def test_a_withdrawn_edition_is_gone_and_its_copies_stay(life: Life) -> None:
    life.rule("de", "withdraw")
    life.read(
        en=Edition(("3", "2", "1"), "3"),
        pt_BR=Edition(("3", "1"), "3"),
        ja=Edition(("3", "1"), "3"),
        de=Edition(("3", "2.1", "2"), absence=HTTPStatus.GONE),
        ar=Edition(("3", "2"), "3"),
    )


@pytest.mark.parametrize("number", ["2.1", "3"])
def test_a_restored_publication_is_in_force_again(life: Life, number: str) -> None:
    life.rule("de", "restore", {"publication": number})
    life.read(
        en=Edition(("3", "2", "1"), "3"),
        pt_BR=Edition(("3", "1"), "3"),
        ja=Edition(("3", "1"), "3"),
        de=Edition(("3", "2.1", "2"), number),
        ar=Edition(("3", "2"), "3"),
    )


def test_its_whole_life_is_proven_by_the_sites_files_alone(life: Life, tmp_path: Path) -> None:
    for key, data in life.way.files(life.way.outputs.site_bucket).items():
        place = tmp_path / key
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    verdict = next(one for one in verify.verify(str(tmp_path)) if one.policy == POLICY)
    assert (verdict.copies, verdict.misfits) == (len(life.born) // len(FILES), ())
