"""Names that would like to be other names are refused, or harm nobody else's pages."""

from collections.abc import Iterator

import pytest

from promulgate.adapters import aws
from promulgate.core import keys
from promulgate.core.languages import is_language
from promulgate.core.versions import MOST_LANGUAGES
from promulgate.stations import publish, render
from tests.chaos.way import Way, begun
from tests.unit import edge
from tests.unit.test_viewer_function import code

LONG = "x" * 1_000
SLUGS = [
    *(
        "..",
        ".",
        "../privacy",
        "a/../b",
        "a/b",
        "/a",
        "a/",
        "a\\b",
        "a%2Fb",
        "%2e%2e",
        "a..b",
        "a.b",
    ),
    *("privаcy-policy", "ｐrivacy", "privacy\u200b", "privacy\u2010policy", "ı", "ﬀ", "e\u0301"),
    *("v1", "v2-1", "v1.1", "history", "feed", "feed.xml", "sitemap", "sitemap.xml", "robots"),
    *("robots.txt", "index", "index.html", "api", "assets", "de", "ja", "pt-br", "zh-hant", "he"),
    *("A", "a b", "-a", "a-", "a--b", "a_b", "a#b", "a?b", "a;b", "POLICY#terms", "~", "*", LONG),
]
TAGS = [
    *("../en", "en/../de", "en/", "%65n", "е" + "n", "en.", "x-private", "qaa", "und", "mul"),
    *("en-x-a", "en-u-ca-gregory", "history", "v1", "feed.xml", "", LONG),
]
KEYS = [
    *("../../terms.md", "/terms.md", "a//b.md", "a/../terms.md", "%2e%2e%2fterms.md", "..md"),
    *(
        "terms.md/",
        "REPORT.md",
        "a\\b.md",
        "terms.../en.md",
        "терms.md",
        "terms.xx-yy-zz.md",
        ".md",
    ),
    *("\u202edm.smret.md", "a\nb.md", "a\x00b.md", f"{'x' * 1_021}.md", f"{'字' * 340}.md"),
]
ADDRESSES = [
    *("/..", "/../", "/%2e%2e/", "/en/..%2fde/", "//evil.example/", "/\\evil.example/", "/en//x/"),
    *(
        "/en/terms/v1/../v2/",
        "/\u0435n/",
        "/en\u0000/",
        f"/{LONG}/",
        f"/en/{LONG}/{LONG}/",
        "/EN/..;/",
    ),
    *(
        "/.well-known/x",
        "/en/%0d%0aset-cookie:a",
        "/en/terms?x=//evil.example",
        "/https://evil.example",
    ),
]


@pytest.fixture(scope="module")
def way() -> Iterator[Way]:
    """Return a stack with one policy, which is published."""
    with begun() as stack:
        stack.receive()
        stack.publish()
        yield stack


def receive(way: Way, key: str, front: str) -> bool:
    """Upload a file whose front matter has ``front``; return whether it was taken."""
    data = f'---\ntitle: "Other"\n{front}\n---\n\nText.\n'.encode()
    way.world.content.put(key, data, "text/markdown")
    render.receive(way.world.render, key, way.now)
    aws.s3().delete_object(Bucket="content", Key=key)
    report = way.world.table.get_plain("REPORT", key)
    assert report is None or report["expected"]
    return report is None


def quoted(text: str) -> str:
    """Return a text as YAML in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace("\n", "\\n") + '"'


@pytest.mark.parametrize("slug", SLUGS)
def test_a_policy_is_named_by_a_plain_word_that_nothing_else_is_called(way: Way, slug: str) -> None:
    assert not receive(way, "other.md", f"translationKey: {quoted(slug)}")
    assert list(way.world.table.slugs()) == ["delivery-terms"]


@pytest.mark.parametrize("field", ["language", "authoritative"])
@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag])
def test_a_language_is_one_that_texts_are_written_in(way: Way, tag: str, field: str) -> None:
    assert not receive(way, "other.md", f"translationKey: other\n{field}: {quoted(tag)}")
    assert not receive(way, "other.md", f"translationKey: other\nlanguages: [{quoted(tag)}]")


@pytest.mark.parametrize("key", [key for key in KEYS if "\x00" not in key])
def test_a_files_name_leads_nowhere_else(way: Way, key: str) -> None:
    before = way.world.pages()
    receive(way, key, "translationKey: other-terms")
    receive(way, key, "translationKey: delivery-terms")
    for slug in way.world.table.slugs():
        publish.converge(way.world.publish, slug, way.now)
    after = way.world.pages()
    assert {path: after[path] for path in before if "/delivery-terms/" in path} == {
        path: data for path, data in before.items() if "/delivery-terms/" in path
    }
    own = ("en/delivery-terms/", "en/other-terms/", "de/delivery-terms/", "ja/delivery-terms/")
    assert not [path for path in after if "/" in path[3:] and not path.startswith(own)]


def test_a_version_has_no_more_languages_than_one_change_can_hold(way: Way) -> None:
    regions = range(1, 1_000)
    tags = [tag for tag in (f"en-{region:03}" for region in regions) if is_language(tag)]
    tags += [tag.replace("en", "fr") for tag in tags]
    assert len(tags) > MOST_LANGUAGES
    front = "translationKey: many-tongues\nlanguages: [{}]\nchangeNote: {}"
    for version in ("1", "2"):
        fit = front.format(", ".join(tags[:MOST_LANGUAGES]), version)
        assert receive(way, "many.md", fit)
    assert not receive(way, "many.md", front.format(", ".join(tags), "3"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_edge_leads_to_no_other_site(address: str) -> None:
    request = {"method": "GET", "uri": address, "querystring": {}, "headers": {}, "cookies": {}}
    with edge.running() as run:
        answer = run(code(), {"request": request})["value"]
    if "statusCode" not in answer:
        assert answer["uri"] in {address, f"{address}index.html"}
        return
    location = answer["headers"]["location"]["value"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert ".." not in location


@pytest.mark.parametrize("key", [f"{'x' * 1_021}.md", f"{'字' * 340}.md"])
def test_the_report_of_a_file_with_the_longest_name_has_a_name_that_s3_takes(key: str) -> None:
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
    assert len(keys.report(key).encode()) <= 1_024
    assert keys.report(key) != keys.report(f"y{key[1:]}")
