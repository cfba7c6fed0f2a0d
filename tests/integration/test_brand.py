"""The brand: from the uploaded files to what pages show and need."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from promulgate.adapters import aws
from promulgate.adapters.queues import Queue
from promulgate.adapters.table import Table
from promulgate.core.brand import Accent, Brand
from promulgate.core.files import File
from promulgate.stations import brands, render
from promulgate.stations.render import Settings, Station
from tests.integration.conftest import bucket, new_table

CONTENT = Path(__file__).parents[2] / "content"
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def here(emulated: None) -> Station:
    """Give a render station of an empty stack."""
    return Station(
        settings=Settings(
            table="promulgate",
            content_bucket="content",
            draft_bucket="drafts",
            translation_queue_url="",
            source_language="en",
            company_name="Halden",
            site_url="https://policies.halden.example",
        ),
        table=new_table(),
        content=bucket("content"),
        drafts=bucket("drafts"),
        jobs=Queue(""),
    )


def upload(here: Station, name: str, data: bytes | None = None) -> None:
    here.content.put(name, (CONTENT / name).read_bytes() if data is None else data, "")
    render.receive(here, name, NOW)


def current(here: Station) -> Brand:
    return brands.current(here.table, here.drafts, "Halden")


def files(here: Station) -> dict[str, File]:
    return {file.key: file for file in brands.files(here.drafts, current(here))}


def stored(table: Table, name: str) -> object:
    return table.get_plain("SITE", name)


def test_without_a_file_pages_show_the_stacks_name(here: Station) -> None:
    assert current(here) == Brand(company_name="Halden")
    assert files(here) == {}


def test_an_uploaded_file_is_the_brand_from_then_on(here: Station) -> None:
    upload(here, "site.yaml")
    assert (current(here).company_name, current(here).logo) == ("Halden Books", "")


@pytest.mark.parametrize(
    "order",
    [("site.yaml", "logo.svg", "logo-dark.svg"), ("logo-dark.svg", "logo.svg", "site.yaml")],
)
def test_the_files_of_a_brand_may_come_in_any_order(here: Station, order: tuple[str, ...]) -> None:
    for name in order:
        upload(here, name)
    brand = current(here)
    assert files(here)[brand.logo.lstrip("/")] == File(
        brand.logo.lstrip("/"), (CONTENT / "logo.svg").read_bytes(), "image/svg+xml"
    )
    assert set(files(here)) == {
        brand.logo.lstrip("/"),
        brand.logo_dark.lstrip("/"),
        *(key for key in files(here) if key.startswith("brand-")),
    }


def test_colours_come_as_a_stylesheet(here: Station) -> None:
    upload(here, "site.yaml")
    (file,) = files(here).values()
    assert file.key.endswith(".css")
    assert file.content_type == "text/css; charset=utf-8"
    assert b"#0b57a4" in file.data


def test_a_file_that_cannot_be_used_is_reported_and_leaves_the_brand_as_it_is(
    here: Station,
) -> None:
    upload(here, "site.yaml")
    upload(here, "site.yaml", b"name: Halden Books\ncolour: red\n")
    assert current(here).contact == "privacy@halden.example"
    report = here.drafts.get("reports/site.yaml.json")
    assert report is not None
    assert b'"line":2' in report.data.replace(b" ", b"")


def test_a_logo_with_a_script_is_reported_and_not_shown(here: Station) -> None:
    upload(here, "site.yaml")
    evil = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    upload(here, "logo.svg", evil)
    assert current(here).logo == ""
    assert here.drafts.get("reports/logo.svg.json") is not None


def test_a_good_upload_takes_the_report_away(here: Station) -> None:
    upload(here, "site.yaml", b"colour: red\n")
    upload(here, "site.yaml")
    assert here.drafts.get("reports/site.yaml.json") is None


@pytest.mark.parametrize("name", ["site.yaml", "logo.svg"])
def test_an_event_that_comes_twice_changes_nothing(here: Station, name: str) -> None:
    upload(here, name)
    once = stored(here.table, name)
    render.receive(here, name, datetime(2026, 4, 1, tzinfo=UTC))
    assert stored(here.table, name) == once


@pytest.mark.parametrize("name", ["site.yaml", "logo.svg"])
def test_what_changes_the_brand_can_be_told_from_the_stream(here: Station, name: str) -> None:
    upload(here, name)
    item = aws.dynamodb().get_item(
        TableName="promulgate", Key={"pk": {"S": "SITE"}, "sk": {"S": name}}
    )["Item"]
    assert item["kind"] == {"S": "site"}


def test_a_preview_shows_the_brand_with_nothing_from_elsewhere(here: Station) -> None:
    for name in ("logo.svg", "logo-dark.svg", "site.yaml"):
        upload(here, name)
    upload(here, "terms-of-service.md")
    (preview,) = (
        here.drafts.get(item["Key"])
        for item in aws.s3().list_objects_v2(Bucket="drafts")["Contents"]
        if item["Key"].endswith(".html")
    )
    assert preview is not None
    html = preview.data.decode()
    assert '<img src="data:image/svg+xml;base64,' in html
    assert f"--link:{_accent(here).light}" in html
    assert current(here).footer["en"][0].text in html


def _accent(here: Station) -> Accent:
    accent = current(here).accent
    assert accent
    return accent
