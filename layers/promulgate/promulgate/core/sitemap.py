"""What search engines are told: the pages in force with their languages, and where that list is.

https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from promulgate.core import urls
from promulgate.core.records import Edition

MOST_URLS, MOST_BYTES = 50_000, 52_428_800
XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"

_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_FOOT = "</urlset>\n"
# More than one address with its date takes: a host name and a slug have limits of their own.
_LONGEST_URL = 600


def build(site_url: str, editions: Iterable[Edition], sources: Mapping[str, str]) -> bytes:
    """Return the sitemap of the editions that are in force, in the order of policy and language.

    ``sources`` has the source language of each policy: its edition is the one for readers of any
    other language (``x-default``). Permanent copies and histories are not listed: who searches for
    a policy is to find what is in force.

    A sitemap has at most 50,000 addresses and 50 MB, and no publication is to fail because of it:
    a larger one goes without the languages, which every page names itself, and in the end without
    the last addresses.
    """
    listed = sorted(
        (edition for edition in editions if edition.in_force),
        key=lambda edition: (edition.policy, edition.language),
    )[:MOST_URLS]
    beside: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in listed:
        beside[edition.policy].append(edition)
    links = {
        policy: _links(site_url, those, sources.get(policy, "")) for policy, those in beside.items()
    }
    if sum(_LONGEST_URL + len(links[edition.policy]) for edition in listed) > MOST_BYTES:
        links = dict.fromkeys(links, "")
    urls_listed = (_url(site_url, edition, links[edition.policy]) for edition in listed)
    return "".join((_HEAD, *urls_listed, _FOOT)).encode()


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
