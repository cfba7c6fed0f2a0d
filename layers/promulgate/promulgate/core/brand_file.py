"""``site.yaml``: what a company says of itself, and what of it pages may show.

```yaml
name: Halden Books              # else the stack's CompanyName
base_url: https://policies.halden.example   # else the stack's address of the site
logo: logo.svg                  # uploaded beside this file, or logo.png
logo_dark: logo-dark.svg        # the same for dark screens
colours: {light: "#7a1f3d", dark: "#f0a8c0"}   # of links, on light and on dark paper
contact: privacy@halden.example # or an https address
footer:                         # by language; one that is not named has no links
  en: [{text: Imprint, url: https://halden.example/imprint}]
language_names: {pt-BR: Português}             # where CLDR's name is not the one wanted
```
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from promulgate.core import languages, logo
from promulgate.core.brand import (
    DARK_BACKGROUNDS,
    LEAST_CONTRAST,
    LIGHT_BACKGROUNDS,
    Accent,
    Brand,
    FooterLink,
    contrast,
)
from promulgate.core.errors import AuthorError
from promulgate.core.plain_yaml import Node, mapping, read

KEYS = (
    *("name", "base_url", "logo", "logo_dark", "colours", "contact", "footer", "language_names"),
)
LONGEST_TEXT, LONGEST_URL, MOST_LINKS = 100, 500, 20

_UNSEEN = r"\s\"<>\\^`{|}"
_HOST = rf"https://[^{_UNSEEN}/?#@:]+(:[0-9]{{1,5}})?"
_HTTPS = re.compile(rf"{_HOST}([/?#][^{_UNSEEN}]*)?")
_SITE = re.compile(_HOST)
_MAIL = re.compile(rf"[^{_UNSEEN}@:/?&]+@[^{_UNSEEN}@:/?&]+")
# "//host" is another site.
_PATH = re.compile(rf"/(?!/)[^{_UNSEEN}]*")
_COLOUR = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})")


def parse(data: bytes) -> Brand:
    """Return what ``site.yaml`` says; its logos are the names of uploaded files still.

    What it leaves out is empty. Raises AuthorError, with the line, for whatever its author must
    mend: unknown keys, addresses that are neither ``https:`` nor ``mailto:`` nor of this site,
    colours that not everybody can read.
    """
    parts = dict(mapping(read(data), "the site's file", KEYS))
    filled = {key: node for key, node in parts.items() if not node.is_empty()}
    return Brand(
        company_name=_text(filled.get("name"), "name"),
        base_url=_base_url(filled.get("base_url")),
        logo=_logo(filled.get("logo"), "logo", logo.LIGHT),
        logo_dark=_logo(filled.get("logo_dark"), "logo_dark", logo.DARK),
        accent=_accent(filled.get("colours")),
        contact=_contact(filled.get("contact")),
        footer=dict(_footer(filled.get("footer"))),
        language_names=dict(_language_names(filled.get("language_names"))),
    )


def shown(brand: Brand, company_name: str, logos: Mapping[str, str]) -> Brand:
    """Return ``brand`` as pages show it: ``company_name`` unless it says another, logos by path.

    ``logos`` has the digests of the uploaded logos by name. A logo that is not there yet is not
    shown, and a dark one only beside a light one.
    """
    light, dark = (
        logo.path(name, logos[name]) if name in logos else ""
        for name in (brand.logo, brand.logo_dark)
    )
    return replace(
        brand,
        company_name=brand.company_name or company_name,
        logo=light,
        logo_dark=dark if light else "",
    )


def _text(node: Node | None, what: str, longest: int = LONGEST_TEXT) -> str:
    """Return a line of text, empty where there is no node."""
    if node is None:
        return ""
    text = " ".join((node.text or "").split())
    if not text:
        raise AuthorError(
            f"{what} is no text", "a line of text, in quotes if it looks odd", node.line
        )
    if len(text) > longest:
        raise AuthorError(f"{what} is too long", f"at most {longest} characters", node.line)
    return text


def _base_url(node: Node | None) -> str:
    text = _text(node, "base_url", LONGEST_URL).removesuffix("/")
    if node and not _SITE.fullmatch(text):
        raise AuthorError(
            f"base_url {text!r} is no address of a site", "https:// and a host name", node.line
        )
    return text


def _logo(node: Node | None, key: str, names: Sequence[str]) -> str:
    text = _text(node, key)
    if node and text not in names:
        expected = f"{' or '.join(names)}, uploaded beside this file"
        raise AuthorError(f"{key} names {text!r}", expected, node.line)
    return text


def _accent(node: Node | None) -> Accent | None:
    if node is None:
        return None
    parts = dict(mapping(node, "colours", ("light", "dark")))
    if set(parts) != {"light", "dark"}:
        raise AuthorError("colours are for light or for dark only", "light: and dark:", node.line)
    return Accent(
        light=_colour(parts["light"], LIGHT_BACKGROUNDS),
        dark=_colour(parts["dark"], DARK_BACKGROUNDS),
    )


def _colour(node: Node, backgrounds: Sequence[str]) -> str:
    text = _text(node, "a colour").lower()
    if not _COLOUR.fullmatch(text):
        raise AuthorError(f"{text!r} is no colour", 'six digits in quotes: "#7a1f3d"', node.line)
    colour = text if len(text) == len("#rrggbb") else "#" + "".join(2 * one for one in text[1:])
    worst = min(backgrounds, key=lambda background: contrast(colour, background))
    ratio = contrast(colour, worst)
    if ratio < LEAST_CONTRAST:
        # Rounded down, so that no ratio that is too small looks like one that is not.
        reason = f"{text} on {worst} has a contrast of {math.floor(ratio * 100) / 100:.2f} to 1"
        raise AuthorError(reason, f"at least {LEAST_CONTRAST} to 1 (WCAG 2.2, AA)", node.line)
    return colour


def _contact(node: Node | None) -> str:
    text = _text(node, "contact", LONGEST_URL).removeprefix("mailto:")
    if node and not _MAIL.fullmatch(text) and ("@" in text or not _HTTPS.fullmatch(text)):
        expected = "an e-mail address, or one that begins with https://"
        raise AuthorError(f"contact {text!r} is no address", expected, node.line)
    return text


def _footer(node: Node | None) -> Iterator[tuple[str, tuple[FooterLink, ...]]]:
    for tag, links in _by_language(node, "footer"):
        if links.kind != "list":
            raise AuthorError(
                f"footer has no list for {tag}", "lines that begin with -", links.line
            )
        if len(links.items) > MOST_LINKS:
            raise AuthorError("footer has too many links", f"at most {MOST_LINKS}", links.line)
        yield tag, tuple(_link(link) for link in links.items)


def _link(node: Node) -> FooterLink:
    parts = dict(mapping(node, "a link", ("text", "url")))
    if set(parts) != {"text", "url"}:
        raise AuthorError("a link has no text or no url", "text: and url:", node.line)
    url = _text(parts["url"], "url", LONGEST_URL)
    mail = url.removeprefix("mailto:")
    allowed = (
        _MAIL.fullmatch(mail) if mail != url else _HTTPS.fullmatch(url) or _PATH.fullmatch(url)
    )
    if not allowed:
        expected = "an address that begins with https://, mailto: or /"
        raise AuthorError(f"a link leads to {url!r}", expected, parts["url"].line)
    return FooterLink(text=_text(parts["text"], "text"), url=url)


def _language_names(node: Node | None) -> Iterator[tuple[str, str]]:
    for tag, name in _by_language(node, "language_names"):
        yield tag, _text(name, f"the name of {tag}")


def _by_language(node: Node | None, what: str) -> Iterator[tuple[str, Node]]:
    """Yield the parts of a mapping whose keys are languages, by canonical tag."""
    seen: set[str] = set()
    for key, value in mapping(node, what) if node else ():
        try:
            tag = languages.canonical(key)
        except ValueError as error:
            expected = "a tag such as en, pt-BR or zh-Hant"
            raise AuthorError(f"{key!r} in {what} is no language", expected, value.line) from error
        if tag in seen:
            raise AuthorError(f"{tag} is given twice in {what}", "each language once", value.line)
        seen.add(tag)
        yield tag, value
