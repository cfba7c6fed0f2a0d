"""The samples: a glossary and policies that fit each other."""

from pathlib import Path

import pytest

from local.instance import LANGUAGES
from promulgate.core import glossary, glossary_file
from promulgate.core.glossary import Term, occurring

CONTENT = Path(__file__).parents[2] / "content"
GLOSSARY = glossary_file.parse((CONTENT / "glossary.yaml").read_bytes())
POLICIES = "\n\n".join(path.read_text("utf-8") for path in sorted(CONTENT.glob("*.md")))


def terms(language: str) -> tuple[Term, ...]:
    return glossary.terms_for(GLOSSARY, "en", language)


def test_every_term_stands_in_a_policy() -> None:
    found = {term.source for term in occurring(terms("de"), POLICIES)}
    assert {term.source for term in terms("de")} - found == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_fixed_in_every_language_of_the_local_run(language: str) -> None:
    assert {term.source for term in terms(language)} == {term.source for term in terms("de")}
