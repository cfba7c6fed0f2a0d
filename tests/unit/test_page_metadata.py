import json
from dataclasses import replace
from typing import Any

from promulgate.core.page import PolicyPage, policy_page
from tests.unit.page_samples import ATTACK, PAGE


def described(page: PolicyPage) -> dict[str, Any]:
    """Return what search engines are told of a page."""
    html = policy_page(page).decode()
    data = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    found: dict[str, Any] = json.loads(data)
    return found


def test_search_engines_get_the_facts() -> None:
    data = described(PAGE)
    assert data["inLanguage"] == "ja"
    assert (data["version"], data["datePublished"]) == ("2.1", "2026-03-02")
    assert data["temporalCoverage"] == "2026-03-01/.."


def test_search_engines_learn_which_text_is_binding() -> None:
    value = described(PAGE)["creativeWorkStatus"]
    assert value["url"] == "https://schema.org/UnofficialLegalValue"
    source = described(replace(PAGE, language="en"))
    assert source["creativeWorkStatus"]["url"] == "https://schema.org/DefinitiveLegalValue"


def test_search_engines_learn_what_was_translated() -> None:
    source = described(PAGE)["translationOfWork"]
    assert source["url"] == "https://policies.halden.example/en/terms/"
    assert "translationOfWork" not in described(replace(PAGE, language="en"))


def test_search_engines_read_hostile_text_as_it_was_written() -> None:
    html = policy_page(replace(PAGE, title=ATTACK, description=ATTACK)).decode()
    data = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    # Not only </script>: after <!--<script> a parser would not see the element's end.
    assert "<" not in data
    assert json.loads(data)["name"] == json.loads(data)["description"] == ATTACK
