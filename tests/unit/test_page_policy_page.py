import re
from dataclasses import replace

import pytest

from promulgate.core.brand import Accent
from promulgate.core.page import policy_page
from promulgate.core.rendering import Heading
from tests.unit.page_samples import PAGE, Tags


def notices(html: bytes) -> list[dict[str, str | None]]:
    """Return the links of a page's notices that everybody sees."""
    shown = re.sub(r"<p [^>]*hidden.*?</p>", "", html.decode())
    return Tags("".join(re.findall(r'<div class="notice.*?</div>', shown, re.DOTALL)).encode()).all(
        "a"
    )


def questions(html: bytes) -> list[tuple[str | None, str | None, str | None]]:
    """Return what a page asks when it is read: the address, and what it compares."""
    return [
        (found["data-versions"], found.get("data-version"), found.get("data-publication"))
        for _, found in Tags(html).found
        if "data-versions" in found
    ]


def test_every_edition_is_named_with_the_source_as_default() -> None:
    links = [link for link in Tags(policy_page(PAGE)).all("link") if link["rel"] == "alternate"]
    assert {link["hreflang"]: link["href"] for link in links if "hreflang" in link} == {
        "ar": "https://policies.halden.example/ar/terms/",
        "en": "https://policies.halden.example/en/terms/",
        "ja": "https://policies.halden.example/ja/terms/",
        "x-default": "https://policies.halden.example/en/terms/",
    }


def test_a_translation_says_which_language_prevails_and_links_to_it() -> None:
    english = {"href": "/en/terms/", "lang": "en", "hreflang": "en", "dir": "ltr"}
    assert english in notices(policy_page(PAGE))


def test_a_permanent_copy_may_link_to_what_prevailed_then() -> None:
    then = replace(PAGE, kind="permanent", prevailing_path="/en/terms/v2/")
    assert "/en/terms/v2/" in [link["href"] for link in notices(policy_page(then))]


def test_a_translation_leads_to_its_source_even_if_another_language_prevails() -> None:
    page = replace(PAGE, authoritative="de")
    assert {"/de/terms/", "/en/terms/"} <= {link["href"] for link in notices(policy_page(page))}


def test_a_translation_says_whether_a_machine_made_it() -> None:
    by_machine = policy_page(PAGE).decode()
    by_people = policy_page(replace(PAGE, by_machine=False)).decode()
    assert "機械翻訳を人が確認した日：" in by_machine
    assert "翻訳を人が確認した日：" in by_people
    assert "機械" not in by_people


def test_the_prevailing_language_does_not_speak_of_prevailing() -> None:
    source = replace(PAGE, language="en", reviewed_on="", path="/en/terms/")
    assert "prevails" not in policy_page(source).decode()


def test_a_permanent_copy_leads_to_the_page_in_force() -> None:
    copy = replace(PAGE, kind="permanent", path="/ja/terms/v2.1/", alternates=())
    assert {"href": "/ja/terms/"} in Tags(policy_page(copy)).all("a")


def test_a_translation_can_learn_that_its_source_is_newer() -> None:
    html = policy_page(PAGE)
    assert questions(html) == [("/en/terms/versions.json", "2", None)]
    assert "これは以前のバージョンの翻訳です" in html.decode()


def test_the_source_in_force_has_nothing_to_learn() -> None:
    assert questions(policy_page(replace(PAGE, language="en"))) == []


def test_a_permanent_copy_can_learn_that_it_is_not_in_force() -> None:
    copy = replace(PAGE, language="en", kind="permanent", path="/en/terms/v2.1/")
    assert questions(policy_page(copy)) == [("/en/terms/versions.json", None, "2.1")]


def test_what_is_learnt_later_is_hidden_until_then() -> None:
    shown = Tags(policy_page(replace(PAGE, kind="permanent")))
    asking = [attributes for _, attributes in shown.found if "data-versions" in attributes]
    assert len(asking) == 2
    assert all("hidden" in attributes for attributes in asking)


def test_a_preview_asks_nothing_and_runs_nothing() -> None:
    preview = policy_page(replace(PAGE, kind="preview", publication=""))
    assert questions(preview) == []
    assert Tags(preview).all("script") == []


def test_a_change_to_come_is_announced_with_its_day_and_its_text() -> None:
    html = policy_page(replace(PAGE, next_publication="3", next_effective_date="2026-12-01"))
    assert {"href": "/ja/terms/v3/"} in Tags(html).all("a")
    assert "2026年12月1日" in html.decode()


def test_the_contents_list_sections_but_not_the_title_again() -> None:
    headings = (Heading(2, "top", PAGE.title), *PAGE.headings, Heading(4, "deep", "深い"))
    links = Tags(policy_page(replace(PAGE, headings=headings))).all("a")
    listed = [link["href"] for link in links if (link["href"] or "").startswith("#part")]
    assert listed == ["#part-1", "#part-2", "#part-3", "#part-4"]
    assert not {"#top", "#deep"} & {link["href"] for link in links}


@pytest.mark.parametrize(
    ("first", "times"),
    [
        ('<h2 id="terms">利用規約</h2>', 1),
        ('<h1 id="terms">利用規約</h1>', 1),
        ('<p>はじめに</p><h2 id="terms">利用規約</h2>', 2),
        ('<h2 id="terms">本規約</h2>', 1),
    ],
)
def test_a_text_that_begins_with_its_title_says_it_once(first: str, times: int) -> None:
    name = "本規約" if "本規約" in first else PAGE.title
    html = policy_page(
        replace(PAGE, body=f"{first}<p>本文</p>", headings=(Heading(2, "terms", name),))
    ).decode()
    text = html.partition("<main")[2].partition("<footer")[0]
    assert text.count(f">{PAGE.title}</h") == times
    assert text.count('id="terms"') == 1


def test_a_title_said_again_stays_where_a_level_would_be_missing_without_it() -> None:
    body = '<h2 id="terms">利用規約</h2><h3 id="scope">適用範囲</h3>'
    headings = (Heading(2, "terms", PAGE.title), Heading(3, "scope", "適用範囲"))
    assert b'<h2 id="terms">' in policy_page(replace(PAGE, body=body, headings=headings))


def test_paper_gets_the_address_the_version_and_the_date() -> None:
    html = Tags(policy_page(PAGE)).all("html")[0]
    assert html["data-address"] == "https://policies.halden.example/ja/terms/"
    assert html["data-edition"] == "利用規約 · バージョン 2.1 · 2026年3月1日"


def test_a_page_leads_to_its_history_its_markdown_and_its_feed() -> None:
    links = {link["href"] for link in Tags(policy_page(PAGE)).all("a")}
    assert {"/ja/terms/history/", "/ja/terms/index.md", "/ja/feed.xml"} <= links


def test_a_permanent_copy_leads_to_its_evidence() -> None:
    copy = replace(PAGE, kind="permanent", path="/ja/terms/v2.1/")
    links = {link["href"] for link in Tags(policy_page(copy)).all("a")}
    assert "/ja/terms/v2.1/evidence.json" in links
    assert "/ja/terms/v2.1/index.md" in links


def test_a_permanent_copy_is_its_own_canonical_page() -> None:
    copy = replace(PAGE, kind="permanent", path="/ja/terms/v2.1/", alternates=())
    links = Tags(policy_page(copy)).all("link")
    assert [link["href"] for link in links if link["rel"] == "canonical"] == [
        "https://policies.halden.example/ja/terms/v2.1/"
    ]


def test_every_link_inside_the_page_has_a_target() -> None:
    body = "".join(f'<h2 id="part-{n}">第{n}条</h2>' for n in range(1, 5))
    tags = Tags(policy_page(replace(PAGE, body=body)))
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    addresses = [link["href"] or "" for link in tags.all("a")]
    inside = {address[1:] for address in addresses if address.startswith("#")}
    assert inside <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_preview_is_kept_out_of_search() -> None:
    preview = Tags(policy_page(replace(PAGE, kind="preview", publication="")))
    assert {"name": "robots", "content": "noindex"} in preview.all("meta")


def test_texts_of_the_page_that_its_language_lacks_are_marked_as_english() -> None:
    persian = policy_page(replace(PAGE, language="fa", path="/fa/terms/")).decode()
    assert '<dt><span lang="en" dir="ltr">Version</span></dt>' in persian
    assert '<span lang="en"' not in policy_page(PAGE).decode()


def test_an_attribute_holds_no_markup() -> None:
    persian = policy_page(replace(PAGE, language="fa", path="/fa/terms/"))
    values = [value or "" for _, found in Tags(persian).found for value in found.values()]
    assert [value for value in values if "<" in value] == []


def test_a_preview_carries_its_companys_colours_inside() -> None:
    accent = Accent(light="#7a1f3d", dark="#f0a8c0")
    branded = replace(PAGE, brand=replace(PAGE.brand, accent=accent))
    preview = policy_page(replace(branded, kind="preview")).decode()
    assert "--link:#7a1f3d" in preview
    assert 'rel="stylesheet"' not in preview
    assert "--link:#7a1f3d" not in policy_page(branded).decode()
