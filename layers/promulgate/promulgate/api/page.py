"""The reviewers' page and its files, as the review function serves them."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
HARMLESS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def page(
    web: Path, stage: Mapping[str, str], company: str, site: str
) -> tuple[str, Mapping[str, str]]:
    """Return the page in the folder ``web``, told where people sign in and read, and its headers.

    Nothing but its own script runs, and the script may parse HTML at one named place only
    (https://www.w3.org/TR/trusted-types/).
    """
    sign_in = stage.get("signInUrl", "")
    values = {
        "sign_in": sign_in,
        "client": stage.get("clientId", ""),
        "company": company,
        "site": site,
    }
    html = Template((web / "index.html").read_text(encoding="utf-8")).substitute(
        {name: escape(value) for name, value in values.items()}
    )
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' {sign_in}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types inert"
    )
    return html, {**HARMLESS, "Content-Security-Policy": policy, "Cache-Control": "no-cache"}


def asset(web: Path, name: str) -> tuple[str, str] | None:
    """Return a file beside the page and its media type, or None if there is no such file."""
    file = web / name
    media_type = TYPES.get(file.suffix)
    if media_type is None or file.parent != web or not file.is_file():
        return None
    return file.read_text(encoding="utf-8"), media_type
