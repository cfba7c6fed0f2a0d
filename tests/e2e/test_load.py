"""A small part of ``make load``: what is uploaded at once arrives, once."""

from tests.e2e.conftest import Way
from tests.load import many

LANGUAGES = ("ja", "de", "ar")


def test_every_draft_of_many_policies_uploaded_at_once_arrives_once(way: Way) -> None:
    slugs = [f"load-{number}" for number in range(1, 9)]
    sources = {slug: many.source(slug, LANGUAGES, 4) for slug in slugs}
    before = way.engine()
    outcome = many.run(way.instance, way.outputs, sources, LANGUAGES)
    assert outcome.wrong == ()
    assert outcome.drafts == {"in_review": len(slugs) * len(LANGUAGES)}
    assert outcome.letters == 0
    assert way.engine()[0] - before[0] == len(slugs) * len(LANGUAGES)
    assert outcome.environments["Translate"] <= many.DRAFTS_AT_ONCE
    assert max(outcome.memory.values()) < many.MEMORY
