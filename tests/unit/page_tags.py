"""What tests of pages share: a page's tags, and a text that would like to be some."""

from html.parser import HTMLParser

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
