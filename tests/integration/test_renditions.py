"""What is written once and kept for a year, and what is written anew when only its looks change."""

import re
from collections.abc import Callable, Iterator

import pytest
from moto import mock_aws

from promulgate.adapters import aws
from promulgate.core import editions, files, page
from promulgate.core.page import templating
from tests.integration.test_convergence import World
from tests.integration.test_write_order import approve, upload

POLICY = "delivery-terms"
PAGE, COPY = f"ja/{POLICY}/index.html", f"ja/{POLICY}/v1/index.html"


@pytest.fixture
def world() -> Iterator[World]:
    """Return a stack in which a policy is out in English and Japanese."""
    with mock_aws():
        world = World()
        upload(world, POLICY, "ja")
        approve(world, POLICY, 1, "ja")
        world.converge()
        yield world


def another_style(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(templating.ENVIRONMENT.globals, "style", "body{color:navy}")
    monkeypatch.setattr(page, "PAGE", "another template")


def another_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "RENDERER", "another renderer")
    monkeypatch.setattr(files, "body", lambda _: ("<p>rendered anew</p>", ()))


def times_written(key: str) -> int:
    return len(aws.s3().list_object_versions(Bucket="site", Prefix=key)["Versions"])


def copies(world: World) -> dict[str, bytes]:
    return {key: data for key, data in world.pages().items() if re.search(r"/v[0-9.]+/", key)}


@pytest.mark.parametrize("change", [another_style, another_renderer])
def test_another_template_or_renderer_makes_the_page_in_force_anew_and_nothing_else(
    world: World, monkeypatch: pytest.MonkeyPatch, change: Callable[[pytest.MonkeyPatch], None]
) -> None:
    before, born = world.state(), copies(world)
    old = world.pages()[PAGE]
    change(monkeypatch)
    world.converge()
    assert world.pages()[PAGE] != old
    assert copies(world) == born
    assert {times_written(key) for key in born} == {1}
    after = world.state()
    assert (after[0], after[2], after[3], after[5]) == (before[0], before[2], before[3], before[5])


def test_a_page_made_anew_is_made_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    another_style(monkeypatch)
    world.converge()
    writes = world.writes()
    world.converge()
    assert world.writes() == writes


@pytest.mark.parametrize("name", ["index.html", "index.md", "evidence.json"])
def test_a_permanent_copy_is_kept_for_a_year_and_never_asked_for_again(
    world: World, name: str
) -> None:
    head = aws.s3().head_object(Bucket="site", Key=f"ja/{POLICY}/v1/{name}")
    assert head["CacheControl"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "key", [PAGE, f"ja/{POLICY}/versions.json", f"ja/{POLICY}/history/index.html", "sitemap.xml"]
)
def test_what_changes_is_asked_for_again_after_a_minute(world: World, key: str) -> None:
    head = aws.s3().head_object(Bucket="site", Key=key)
    assert head["CacheControl"].startswith("public, max-age=60, s-maxage=")


def test_what_stands_in_the_place_of_a_copy_is_not_written_over() -> None:
    with mock_aws():
        world = World()
        world.site.put(f"en/{POLICY}/v1/index.html", b"was here before", "text/html")
        world.upload(30)
        world.run()
        assert world.pages()[f"en/{POLICY}/v1/index.html"] == b"was here before"


def test_each_copy_is_put_under_the_condition_that_there_is_none() -> None:
    with mock_aws():
        world = World()
        put: dict[str, str] = {}

        def note(params: dict[str, str], **_: object) -> None:
            if params["Bucket"] == "site":
                put[params["Key"]] = params.get("IfNoneMatch", "")

        aws.s3().meta.events.register("before-parameter-build.s3.PutObject", note)
        world.upload(30)
        world.run()
        assert {put[key] for key in copies(world)} == {"*"}
