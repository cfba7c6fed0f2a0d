from dataclasses import replace

import pytest

from promulgate.core.brand import Brand
from promulgate.core.page import AbsencePage, Alternate, Copy, absence_page
from promulgate.core.records import Absence
from tests.unit.page_samples import ATTACK, Tags, shape

UNTRANSLATED = AbsencePage(
    brand=Brand(company_name="Halden Books"),
    site_url="https://policies.halden.example",
    language="ja",
    source_language="en",
    alternates=(Alternate(language="en", path="/en/terms/"),),
    missing=("ja",),
    policy="terms",
    title="Terms of Service",
    reason=Absence.UNTRANSLATED,
)
COPIES = (Copy(number="1", effective_date="2026-01-12", path="/ja/terms/v1/"),)
WITHDRAWN = replace(
    UNTRANSLATED, title="利用規約", reason=Absence.WITHDRAWN, since="2026-05-01", copies=COPIES
)
PENDING = replace(WITHDRAWN, reason=Absence.PENDING, since="2026-12-01")
EVERY = pytest.mark.parametrize(
    "page", [UNTRANSLATED, WITHDRAWN, PENDING], ids=lambda page: page.reason
)


def links(page: AbsencePage) -> list[str | None]:
    return [link["href"] for link in Tags(absence_page(page)).all("a")]


def test_a_language_never_translated_leads_to_the_source() -> None:
    html = absence_page(UNTRANSLATED).decode()
    assert "この言語ではまだ公開されていません" in html
    assert "/en/terms/" in links(UNTRANSLATED)
    assert '<h1 lang="en" dir="ltr">Terms of Service</h1>' in html


def test_a_withdrawn_edition_says_since_when_and_leads_to_what_can_still_be_read() -> None:
    html = absence_page(WITHDRAWN).decode()
    assert "取り下げ日：" in html
    assert "2026年5月1日" in html
    assert '<h1 lang="ja" dir="ltr">利用規約</h1>' in html
    assert {"/ja/terms/v1/", "/ja/terms/history/"} <= set(links(WITHDRAWN))


def test_a_first_version_to_come_says_when_and_leads_to_its_copy() -> None:
    html = absence_page(PENDING).decode()
    assert "まだ有効ではありません" in html
    assert "2026年12月1日" in html
    assert "/ja/terms/v1/" in links(PENDING)


def test_a_source_that_is_not_there_either_is_not_linked() -> None:
    alone = replace(WITHDRAWN, alternates=())
    assert "/en/terms/" not in links(alone)


def test_a_source_does_not_lead_to_itself() -> None:
    source = replace(WITHDRAWN, language="en")
    assert source.source is None


@EVERY
def test_search_engines_leave_it_out(page: AbsencePage) -> None:
    assert {"name": "robots", "content": "noindex"} in Tags(absence_page(page)).all("meta")


@EVERY
def test_a_title_makes_no_element(page: AbsencePage) -> None:
    hostile, plain = replace(page, title=ATTACK), replace(page, title="Halden")
    assert shape(absence_page(hostile)) == shape(absence_page(plain))
