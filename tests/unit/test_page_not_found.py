from promulgate.core.page.catalogue import texts
from tests.unit.page_samples import NOT_FOUND, Tags


def test_the_page_for_what_is_not_there_leads_to_every_language() -> None:
    assert {"/en/", "/ar/"} <= {str(link["href"]) for link in Tags(NOT_FOUND).all("a")}


def test_each_language_says_it_in_its_own_words_and_direction() -> None:
    items = Tags(NOT_FOUND).all("li")
    assert items == [{"lang": "en", "dir": "ltr"}, {"lang": "ar", "dir": "rtl"}]
    assert "This page does not exist." in NOT_FOUND.decode()
    assert texts("ar").gettext("This page does not exist.") in NOT_FOUND.decode()


def test_search_engines_leave_it_out() -> None:
    assert {"name": "robots", "content": "noindex"} in Tags(NOT_FOUND).all("meta")
