"""What search engines are told: the pages in force with their languages, and where these lists are.

Each policy has a sitemap, and an index names them all: what is published of one policy rewrites
nothing that grows with the others.
https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
"""

from collections.abc import Iterable, Sequence
from html import escape

from promulgate.core import urls
from promulgate.core.records import Edition

MOST_SITEMAPS = 50_000
XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = f'{_DECLARATION}<urlset xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


def build(site_url: str, editions: Iterable[Edition], source_language: str) -> bytes:
    """Return the sitemap of those of one policy's ``editions`` that are in force, by language.

    The edition in ``source_language`` is the one for readers of any other language
    (``x-default``). Permanent copies and histories are not listed: who searches for a policy is to
    find what is in force.
    """
    listed = sorted((one for one in editions if one.in_force), key=lambda one: one.language)
    links = _links(site_url, listed, source_language)
    found = "".join(_url(site_url, edition, links) for edition in listed)
    return f"{_HEAD}{found}</urlset>\n".encode()


def index(site_url: str, policies: Iterable[str]) -> bytes:
    """Return the list of the sitemaps of ``policies``, of 50,000 as the protocol allows."""
    found = "".join(
        f"<sitemap><loc>{escape(site_url + urls.policy_sitemap(policy))}</loc></sitemap>\n"
        for policy in sorted(policies)[:MOST_SITEMAPS]
    )
    return f'{_DECLARATION}<sitemapindex xmlns="{_SCHEMA}">\n{found}</sitemapindex>\n'.encode()


def robots(site_url: str) -> bytes:
    """Return what crawlers read first (RFC 9309): all may be read, and where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}{urls.SITEMAP}\n".encode()


def _url(site_url: str, edition: Edition, links: str) -> str:
    changed = f"<lastmod>{escape(edition.changed_at)}</lastmod>" if edition.changed_at else ""
    return f"<url><loc>{_address(site_url, edition)}</loc>{changed}{links}</url>\n"


def _links(site_url: str, beside: Sequence[Edition], source_language: str) -> str:
    """Return the links to every edition of one policy, the one that holds them included."""
    here = [(edition.language, _address(site_url, edition)) for edition in beside]
    default = [("x-default", address) for tag, address in here if tag == source_language]
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{address}"/>'
        for tag, address in (*here, *default)
    )


def _address(site_url: str, edition: Edition) -> str:
    return escape(site_url + urls.edition(edition.language, edition.policy))
