"""What the files of a site lead to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# How other files than pages tell addresses, and how pages do outside of links.
ADDRESSES = {
    "json": r'"(?:url|path)":"(/[^"]*)"',
    "xml": r'(?:<loc>|<id>|href=")(/[^<"]*)',
    "txt": r"Sitemap: (/\S*)",
    "html": r'data-versions="([^"]*)"',
}


class Link(NamedTuple):
    """Where something leads, and whether it says that this is the same in another language."""

    target: str
    is_alternate: bool = False


def key_of(path: str) -> str:
    """Return the key of the file at a path: ``/ja/terms/`` → ``ja/terms/index.html``."""
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def links(key: str, data: bytes, site_url: str) -> Iterator[Link]:
    """Yield what a file leads to on its site, as paths."""
    text = data.decode().replace(site_url, "")
    kind = key.rpartition(".")[2]
    for target in re.findall(ADDRESSES.get(kind, r"(?!)"), text):
        yield Link(target)
    for tag in re.findall(r"<link\s[^>]*>|<a\s[^>]*>", text) if kind == "html" else ():
        if target := re.search(r'href="(/[^"#]*)', tag):
            yield Link(target[1], is_alternate=tag.startswith("<link") and "hreflang" in tag)
