"""The page for what is not there. The CDN has one for all languages, so it speaks all of them."""

from collections.abc import Sequence

from promulgate.core import urls
from promulgate.core.brand import Brand
from promulgate.core.page.catalogue import texts
from promulgate.core.page.page import Page
from promulgate.core.page.templating import rendered


def not_found_page(brand: Brand, languages: Sequence[str]) -> bytes:
    """Return the page that says so in each of ``languages``, the source language first.

    With a script, the reader's own language comes first.
    """
    lines = [
        (
            language,
            texts(language).gettext("This page does not exist."),
            urls.language_index(language),
        )
        for language in languages
    ]
    page = Page(brand=brand, site_url="", language=languages[0], source_language=languages[0])
    return rendered("not_found.html.jinja", page, lines=lines)
