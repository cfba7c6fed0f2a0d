"""Which editions there are to be."""

from dataclasses import replace

import pytest

from promulgate.core import editions
from promulgate.core.brand import Brand
from promulgate.core.editions import Published, Site
from promulgate.core.records import Absence, Edition, Policy, Publication, Ruling
from tests.unit.test_publishing import VERSION, publication

NOW = "2026-03-02T10:00:00Z"
HEAD = Policy(policy="terms", source_language="en", key="terms.md", version=2)
TARGETS = ("de", "ja")


def english(version: int, correction: int = 0, effective: str = "2026-01-01") -> Publication:
    return replace(publication(version, correction, effective), language="en", title="Terms")


def published(*publications: Publication, rulings: tuple[Ruling, ...] = ()) -> Published:
    return Published(
        site=Site(brand=Brand(company_name="Halden Books"), url="https://policies.halden.example"),
        head=HEAD,
        versions={number: replace(VERSION, version=number, targets=TARGETS) for number in (1, 2)},
        publications=publications,
        rulings={ruling.language: ruling for ruling in rulings},
    )


def ruling(number: str, over: str) -> Ruling:
    return Ruling(policy="terms", language="ja", publication=number, over=over, by="pia", at=NOW)


def shown(site: Published, now: str = NOW) -> dict[str, str]:
    return {one.language: one.in_force or str(one.absence) for one in editions.wanted(site, now)}


def edition(site: Published, language: str, now: str = NOW) -> Edition:
    return next(one for one in editions.wanted(site, now) if one.language == language)


def test_before_its_source_is_out_a_policy_has_no_editions() -> None:
    assert editions.wanted(published(), NOW) == ()


def test_a_language_without_a_publication_shows_that_it_is_not_translated() -> None:
    site = published(english(1), publication(1))
    assert shown(site) == {"en": "1", "de": "untranslated", "ja": "1"}


def test_a_language_that_waits_keeps_its_last_approved_text() -> None:
    assert shown(published(english(1), english(2), publication(1)))["ja"] == "1"


def test_a_first_publication_ahead_of_its_day_shows_that_it_is_pending() -> None:
    assert shown(published(english(1, effective="2026-05-01")))["en"] == "pending"


def test_a_pending_edition_tells_the_day_on_which_it_takes_effect() -> None:
    assert edition(published(english(1, effective="2026-05-01")), "en").since == "2026-05-01"


def test_a_withdrawn_edition_shows_that_it_is_withdrawn_and_since_when() -> None:
    found = edition(published(english(1), publication(1), rulings=(ruling("", "1"),)), "ja")
    assert (found.absence, found.since) == (Absence.WITHDRAWN, NOW)


def test_a_language_no_longer_asked_for_keeps_its_edition() -> None:
    korean = replace(publication(1), language="ko")
    assert shown(published(english(1), korean))["ko"] == "1"


def test_an_edition_that_does_not_exist_has_the_title_of_its_source() -> None:
    assert edition(published(english(1)), "de").title == "Terms"


def test_a_page_need_not_change_when_only_its_source_does() -> None:
    before = edition(published(english(1), publication(1)), "ja")
    after = edition(published(english(1), english(2), publication(1)), "ja")
    assert before.face == after.face


@pytest.mark.parametrize(
    "other",
    [
        published(english(1), publication(1), publication(1, 1)),
        published(english(1), publication(1), publication(2, effective="2026-05-01")),
        published(english(1), publication(1), replace(publication(1), language="de")),
        published(english(1), publication(1), rulings=(ruling("", "1"),)),
    ],
    ids=["corrected", "next version out", "another language came", "withdrawn"],
)
def test_a_page_changes_with_what_it_shows(other: Published) -> None:
    assert edition(other, "ja").face != edition(published(english(1), publication(1)), "ja").face


def test_the_next_effect_is_the_earliest_date_ahead_in_any_language() -> None:
    site = published(
        english(1), english(2, effective="2026-05-01"), publication(1, effective="2026-04-01")
    )
    found = editions.next_effect(site, editions.wanted(site, NOW))
    assert found == "2026-04-01T00:00:00Z"


def test_nothing_ahead_needs_no_wake_up() -> None:
    site = published(english(1), publication(1))
    assert editions.next_effect(site, editions.wanted(site, NOW)) is None


def test_what_a_publisher_took_back_before_its_day_takes_no_effect() -> None:
    ahead = publication(2, effective="2026-05-01")
    site = published(english(1), publication(1), ahead, rulings=(ruling("1", over="2"),))
    assert editions.next_effect(site, editions.wanted(site, NOW)) is None
    assert site.next_of(edition(site, "ja")) is None
