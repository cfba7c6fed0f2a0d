"""What every page has, whatever it shows."""

from dataclasses import dataclass

from promulgate.core.brand import Brand


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """An edition that exists in a language; ``path`` is below the site's address."""

    language: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Whose a page is, its language, and where the same is in other languages.

    ``alternates`` has the page itself, too. ``missing`` are the languages in which readers might
    look for it and which it is not in.
    """

    brand: Brand
    site_url: str
    language: str
    source_language: str
    alternates: tuple[Alternate, ...] = ()
    missing: tuple[str, ...] = ()
