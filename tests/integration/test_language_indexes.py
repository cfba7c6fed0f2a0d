"""Every page of a site, the languages' lists among them, names the others and is named by them."""

import re
from contextlib import suppress

from moto import mock_aws

from promulgate.adapters import aws
from promulgate.stations import publish
from tests.hreflang import faults
from tests.integration.test_convergence import NOW, TEXT, CutOffError, World, cut_off_at

SITE = "https://policies.halden.example"


def upload(world: World, policy: str, languages: str) -> None:
    """Put a policy for ``languages`` into the content bucket, and let it be received."""
    text = TEXT.format(days=30, date="2026-03-01").replace("delivery-terms", policy)
    text = text.replace("Delivery Terms", policy.title())
    text = text.replace("---\n\n", f"languages: [{languages}]\n---\n\n")
    world.content.put(f"{policy}.md", text.encode(), "text/markdown")
    world.receive(f"{policy}.md")


def converge(world: World, policy: str) -> None:
    """Do what the table's stream asks for."""
    publish.converge(world.publish, policy, NOW)


def site_faults(world: World) -> list[str]:
    """Return what is wrong with the alternates of the whole site."""
    pages = {
        f"/{key.removesuffix('index.html')}": data
        for key, data in world.pages().items()
        if key.endswith("/index.html")
    }
    return faults(pages, SITE)


def index_languages(world: World, language: str) -> list[str]:
    """Return the languages that the index of ``language`` leads to, as its switcher lists them."""
    html = world.pages()[f"{language}/index.html"].decode()
    return re.findall(r'<li><a href="/([^/]+)/" lang', html)


@mock_aws
def test_all_pages_of_a_site_name_each_other() -> None:
    world = World()
    upload(world, "delivery-terms", "de, ja")
    converge(world, "delivery-terms")
    assert index_languages(world, "ja") == ["de", "en", "ja"]
    assert site_faults(world) == []


@mock_aws
def test_a_new_language_is_named_by_the_indexes_that_were_there() -> None:
    world = World()
    upload(world, "delivery-terms", "de, ja")
    converge(world, "delivery-terms")
    upload(world, "returns", "fr")
    converge(world, "returns")
    assert index_languages(world, "ja") == ["de", "en", "fr", "ja"]
    assert site_faults(world) == []


@mock_aws
def test_where_no_language_is_new_no_other_index_is_written() -> None:
    world = World()
    upload(world, "delivery-terms", "de, ja")
    converge(world, "delivery-terms")
    upload(world, "returns", "de")
    converge(world, "returns")
    versions = aws.s3().list_object_versions(Bucket="site", Prefix="ja/index.html")["Versions"]
    # Once alone, once with the other new ones.
    assert len(versions) <= 2


def writes_for_a_new_language(cut_at: int) -> tuple[World, int]:
    """Return the world in which the publication of a new language was cut off at a write."""
    world = World()
    upload(world, "delivery-terms", "de")
    converge(world, "delivery-terms")
    upload(world, "returns", "fr")
    done = cut_off_at(cut_at, "after", "PutObject")
    with suppress(CutOffError):
        converge(world, "returns")
    return world, done()


def test_a_new_language_is_named_though_its_publication_was_cut_off_anywhere() -> None:
    with mock_aws():
        _, writes = writes_for_a_new_language(0)
    assert writes > 5
    for number in range(1, writes + 1):
        with mock_aws():
            world, _ = writes_for_a_new_language(number)
            converge(world, "returns")
            assert site_faults(world) == [], f"write {number}"
