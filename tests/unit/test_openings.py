"""In which order editions are written, and what each of their pages may lead to."""

from collections.abc import Mapping
from dataclasses import replace

from promulgate.core import openings
from promulgate.core.editions import Published
from promulgate.core.records import Edition, Publication
from tests.unit.test_editions import NOW, english, published, ruling
from tests.unit.test_publishing import publication

GERMAN = replace(publication(1), language="de")


def settled(*publications: Publication) -> list[Publication]:
    return [replace(one, settled=True) for one in publications]


def shown(site: Published) -> dict[str, Edition]:
    """Return the editions as they are once ``site`` has been written."""
    step = openings.step(site, {}, NOW, most=10)
    return {one.language: replace(one, written=True, settled=True) for one in step.changing}


def order(
    site: Published, known: Mapping[str, Edition], most: int = 10
) -> list[tuple[str, list[str]]]:
    """Return the languages in the order of their writes, each with those that it names."""
    step = openings.step(site, known, NOW, most)
    return [
        (view.edition.language, [one.language for one in view.beside if not one.absence])
        for view in openings.views(step, known)
    ]


def test_what_stands_names_a_new_language_once_that_is_there() -> None:
    known = shown(published(*settled(english(1))))
    site = published(*settled(english(1)), publication(1))
    assert order(site, known) == [
        ("ja", ["en", "ja"]),
        ("en", ["en", "ja"]),
        ("de", ["en", "ja"]),
    ]


def test_of_two_new_languages_the_first_does_not_name_the_second_yet() -> None:
    known = shown(published(*settled(english(1))))
    site = published(*settled(english(1)), GERMAN, publication(1))
    assert order(site, known)[:3] == [
        ("de", ["en", "de"]),
        ("ja", ["en", "de", "ja"]),
        ("en", ["en", "de", "ja"]),
    ]


def test_what_goes_away_goes_last() -> None:
    both = settled(english(1), publication(1))
    site = published(*both, rulings=(ruling("", over="1"),))
    assert [language for language, _ in order(site, shown(published(*both)))] == ["en", "de", "ja"]


def test_what_opens_in_a_later_step_does_not_exist_for_this_one() -> None:
    known = shown(published(*settled(english(1))))
    site = published(*settled(english(1)), GERMAN, publication(1))
    step = openings.step(site, known, NOW, most=1)
    assert step.more
    assert {one.language for one in step.published.publications} == {"en", "de"}
    assert order(site, known, most=1) == [("de", ["en", "de"])]


def test_an_edition_with_a_new_copy_comes_before_one_that_only_looks_different() -> None:
    known = shown(published(*settled(english(1), publication(1), GERMAN)))
    site = published(*settled(english(1), publication(1), GERMAN), publication(1, 1))
    step = openings.step(site, known, NOW, most=1)
    assert [one.language for one in step.changing] == ["ja"]


def test_what_is_shown_is_not_written_again() -> None:
    site = published(*settled(english(1), publication(1)))
    step = openings.step(site, shown(site), NOW, most=10)
    assert (step.changing, step.more) == ((), False)
