"""How a page becomes HTML: its template, the texts of its language, and what all pages share."""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

import babel
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from promulgate.core import digest, urls
from promulgate.core.brand import Accent, stylesheet, stylesheet_path
from promulgate.core.languages import autonym, direction, format_date
from promulgate.core.page.catalogue import CATALOGUES, has_texts, texts
from promulgate.core.page.page import Page
from promulgate.core.page.security import NOT_FOUND_SCRIPT, POLICY_SCRIPT, STYLE, TEMPLATES

# To be raised when code of ours makes another page of the same input: pages are written anew then.
REVISION = 5


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        style=Markup(STYLE),  # noqa: S704
        policy_script=Markup(POLICY_SCRIPT),  # noqa: S704
        not_found_script=Markup(NOT_FOUND_SCRIPT),  # noqa: S704
        colours=_colours,
        direction=direction,
        sentence=sentence,
        urls=urls,
    )
    return environment


def _colours(accent: Accent) -> Markup:
    # Colours are six digits each: what a company writes was checked when it came.
    return Markup(stylesheet(accent))  # noqa: S704


# A page says the same as the page before it in its language, and a date several times.
@lru_cache(maxsize=256)
def sentence(text: str, **parts: str) -> Markup:
    """Return a catalogue's sentence as HTML, with ``parts`` in the places that it names."""
    return Markup("{}").format(text).format(**parts)


ENVIRONMENT = _environment()


def rendered(template: str, page: Page, **values: Any) -> bytes:
    """Return ``page`` as UTF-8 HTML: ``template`` with ``values`` in the page's language."""
    html = ENVIRONMENT.get_template(template).render(
        page=page,
        brand=page.brand,
        language=page.language,
        name=partial(_name, page.brand.language_names),
        stylesheet=stylesheet_path(page.brand),
        day=partial(_day, page.language),
        _=partial(_said, page.language),
        **values,
    )
    return html.encode()


@lru_cache(maxsize=2048)
def _said(language: str, text: str) -> str | Markup:
    """Return one of the page's own texts; English instead of ``language`` is marked as such.

    A screen reader would pronounce it by the wrong rules (WCAG 2.2, 3.1.2).
    """
    said = texts(language).gettext(text)
    if has_texts(language):
        return said
    return Markup('<span lang="en" dir="ltr">{}</span>').format(said)


def _name(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or autonym(language)


@lru_cache(maxsize=256)
def _day(language: str, iso: str) -> Markup:
    written = format_date(iso, language)
    return Markup('<time datetime="{}">{}</time>').format(iso[:10], written)


def _page_digest() -> str:
    files = sorted((*TEMPLATES.iterdir(), *CATALOGUES.glob("*.mo")))
    parts = {file.name: digest.of_bytes(file.read_bytes()) for file in files}
    return digest.of_value({"revision": REVISION, "dates": babel.__version__, **parts})


PAGE = _page_digest()
"""A digest that names everything that makes a page around a policy's text."""
