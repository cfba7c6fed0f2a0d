"""Whether the language alternates of a whole site answer each other, as search engines want it.

https://developers.google.com/search/docs/specialty/international/localized-versions
"""

from collections.abc import Mapping
from html.parser import HTMLParser


class _Links(HTMLParser):
    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.canonical = ""
        self.alternates: dict[str, str] = {}
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = found["href"]
        if tag == "link" and "hreflang" in found:
            self.alternates[found["hreflang"]] = found["href"]


def faults(pages: Mapping[str, bytes], site_url: str) -> list[str]:
    """Return what is wrong with the alternates of ``pages``, HTML by path such as ``/ja/terms/``.

    Every page that names alternates names itself and a default; every alternate is there and
    names the same ones.
    """
    links = {site_url + path: _Links(html) for path, html in pages.items()}
    found = []
    for address, page in links.items():
        if not page.alternates:
            continue
        if address not in page.alternates.values() or page.canonical != address:
            found.append(f"{address} does not name itself")
        if "x-default" not in page.alternates:
            found.append(f"{address} names no default")
        found += [
            f"{address} names {other}, which does not name the same pages"
            for other in page.alternates.values()
            if other not in links or links[other].alternates != page.alternates
        ]
    return found
