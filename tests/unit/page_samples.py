"""What tests of pages share: pages, their tags, and a text that would like to be some."""

from html.parser import HTMLParser

from promulgate.core.brand import Brand
from promulgate.core.page import Alternate, IndexEntry, IndexPage, PolicyPage, not_found_page
from promulgate.core.rendering import Heading

ALTERNATES = tuple(Alternate(language=tag, path=f"/{tag}/terms/") for tag in ("ar", "en", "ja"))
HALDEN = Brand(company_name="Halden Books")
PAGE = PolicyPage(
    brand=HALDEN,
    site_url="https://policies.halden.example",
    policy="terms",
    language="ja",
    source_language="en",
    authoritative="en",
    title="利用規約",
    description="ご利用の条件",
    keywords=("規約",),
    body='<h2 id="scope">適用範囲</h2>\n<p>本文</p>',
    headings=tuple(Heading(2, f"part-{n}", f"第{n}条") for n in range(1, 5)),
    publication="2.1",
    published_on="2026-03-02T10:00:00Z",
    effective_date="2026-03-01",
    last_modified="2026-02-28",
    reviewed_on="2026-03-02T10:00:00Z",
    kind="in_force",
    path="/ja/terms/",
    alternates=ALTERNATES,
)
INDEX = IndexPage(
    brand=HALDEN,
    site_url="https://policies.halden.example",
    language="ja",
    source_language="en",
    alternates=ALTERNATES,
    entries=(IndexEntry(title="利用規約", description="", since="2026-03-01", path="/ja/terms/"),),
)
NOT_FOUND = not_found_page(HALDEN, ["en", "ar"])
ATTACK = (
    "\"' onclick=alert(1) '><!--<script>alert(1)</script></title></style>{{ 7*7 }}"
    "<img src=x onerror=alert(1)>"
)


class Tags(HTMLParser):
    """What a page is made of: start tags with their attributes."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.ended: list[str] = []
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.ended.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == tag]


def shape(html: bytes) -> list[tuple[str, list[str]]]:
    """Return a page's start tags with the names of their attributes."""
    return [(tag, sorted(attributes)) for tag, attributes in Tags(html).found]
