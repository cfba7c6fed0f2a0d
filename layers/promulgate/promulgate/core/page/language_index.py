"""The page that lists the policies of one language."""

from dataclasses import dataclass

from promulgate.core import urls
from promulgate.core.page.page import Page
from promulgate.core.page.templating import rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A policy in the list of its language; ``since`` is an ISO 8601 date."""

    title: str
    description: str
    since: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage(Page):
    """The policies of one language, in the order in which they are shown."""

    entries: tuple[IndexEntry, ...]


def language_index(page: IndexPage) -> bytes:
    """Return the list of a language's policies as UTF-8 HTML."""
    canonical = page.site_url + urls.language_index(page.language)
    return rendered("index.html.jinja", page, canonical=canonical)
