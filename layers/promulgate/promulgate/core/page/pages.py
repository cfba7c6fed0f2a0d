"""What the pages are made from, and the pages."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import babel
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from promulgate.core import digest, urls
from promulgate.core.languages import autonym, direction, format_date
from promulgate.core.page.body import Labels, furnished
from promulgate.core.page.catalogue import CATALOGUES, texts
from promulgate.core.rendering import Heading

TEMPLATES = Path(__file__).with_name("templates")
# To be raised when code of ours makes another page of the same input: pages are written anew then.
REVISION = 2
STYLE = (TEMPLATES / "style.css").read_text(encoding="utf-8")
# An anchor's depth in the table of contents: sections and their parts, no more.
DEEPEST_CONTENTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """An edition that exists in a language; ``path`` is below the site's address."""

    language: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """All that a policy's page shows. ``kind``: ``in_force``, ``permanent`` or ``preview``.

    Dates are ISO 8601, empty where there is none. ``body`` is HTML that was sanitised.
    ``newer_source`` is the source's publication in force where it is newer than this one,
    ``next_publication`` this edition's that takes effect on ``next_effective_date``.
    """

    company_name: str
    site_url: str
    policy: str
    language: str
    source_language: str
    authoritative: str
    title: str
    description: str
    keywords: tuple[str, ...]
    body: str
    headings: tuple[Heading, ...]
    publication: str
    published_on: str
    effective_date: str
    last_modified: str
    reviewed_on: str
    kind: str
    path: str
    alternates: tuple[Alternate, ...]
    newer_source: str = ""
    next_publication: str = ""
    next_effective_date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A policy in the list of its language; ``since`` is an ISO 8601 date."""

    title: str
    description: str
    since: str
    path: str


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(style=Markup(STYLE), autonym=autonym, direction=direction)  # noqa: S704
    return environment


ENVIRONMENT = _environment()


def policy_page(page: PolicyPage) -> bytes:
    """Return a policy's page as UTF-8 HTML."""
    canonical = page.site_url + page.path
    return _rendered(
        "policy.html.jinja",
        page.language,
        page=page,
        body=_body(page),
        canonical=canonical,
        contents=_contents(page),
        alternates=page.alternates,
        in_force_path=urls.edition(page.language, page.policy),
        prevailing_path=urls.edition(page.authoritative, page.policy),
        source_path=urls.edition(page.source_language, page.policy),
        next_path=urls.permanent(page.language, page.policy, page.next_publication),
        metadata=_metadata(page, canonical),
    )


def language_index(
    company_name: str,
    site_url: str,
    language: str,
    entries: Sequence[IndexEntry],
    alternates: Sequence[Alternate],
) -> bytes:
    """Return the page that lists the policies of one language."""
    return _rendered(
        "index.html.jinja",
        language,
        company_name=company_name,
        canonical=site_url + urls.language_index(language),
        entries=entries,
        alternates=alternates,
    )


def not_found_page(company_name: str, languages: Sequence[str]) -> bytes:
    """Return the page for what is not there; it says so in each of ``languages``."""
    lines = [
        (
            language,
            texts(language).gettext("This page does not exist."),
            urls.language_index(language),
        )
        for language in languages
    ]
    return _rendered("not_found.html.jinja", "en", company_name=company_name, lines=lines)


def content_security_policy() -> str:
    """Return the Content-Security-Policy under which the pages work: one style, no script."""
    hashed = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{hashed}'; img-src 'self' https:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _body(page: PolicyPage) -> Markup:
    text = texts(page.language).gettext
    labels = Labels(link=text("Link to this section:"), table=text("Table"))
    return furnished(page.body, page.headings, labels, direction(page.language))


def _contents(page: PolicyPage) -> list[Heading]:
    """Return the headings to list: not one that only says the title again."""
    return [
        heading
        for heading in page.headings
        if 1 < heading.level <= DEEPEST_CONTENTS and heading.text != page.title
    ]


def _rendered(template: str, language: str, **values: Any) -> bytes:
    catalogue = texts(language)

    def day(iso: str) -> Markup:
        written = format_date(iso, language)
        return Markup('<time datetime="{}">{}</time>').format(iso[:10], written)

    html = ENVIRONMENT.get_template(template).render(
        language=language, _=catalogue.gettext, day=day, **values
    )
    return html.encode()


def _metadata(page: PolicyPage, canonical: str) -> Markup:
    """Return schema.org's description of the page as JSON that cannot end its script element."""
    data: Mapping[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "name": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "url": canonical,
        "version": page.publication,
        "datePublished": page.published_on[:10],
        "dateModified": page.last_modified[:10],
        "publisher": {"@type": "Organization", "name": page.company_name},
    }
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    for character, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704


def _page_digest() -> str:
    files = sorted((*TEMPLATES.iterdir(), *CATALOGUES.glob("*.mo")))
    parts = {file.name: digest.of_bytes(file.read_bytes()) for file in files}
    return digest.of_value({"revision": REVISION, "dates": babel.__version__, **parts})


PAGE = _page_digest()
"""A digest that names everything that makes a page around a policy's text."""
