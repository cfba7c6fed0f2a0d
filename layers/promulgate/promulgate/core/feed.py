"""The Atom feed of one language: what was published in it, for those who follow the policies.

RFC 4287: https://www.rfc-editor.org/rfc/rfc4287
"""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from promulgate.core import urls
from promulgate.core.records import Publication
from promulgate.core.xml_characters import UNFIT

MOST_ENTRIES = 50
MEDIA_TYPE = "application/atom+xml; charset=utf-8"

# A feed must say when it last changed, even one in which nothing ever happened.
_NEVER = "1970-01-01T00:00:00Z"


def build(
    site_url: str,
    company: str,
    language: str,
    publications: Iterable[Publication],
    sources: Mapping[str, str],
) -> bytes:
    """Return the feed of ``language`` as UTF-8 XML: its newest publications, the newest first.

    ``publications`` may be of all policies and languages, in any order; ``sources`` has the source
    language of each policy, in which its change notes are written.
    """
    mine = [one for one in publications if one.language == language]
    mine.sort(key=lambda one: (one.published_at, one.policy, one.order), reverse=True)
    address = site_url + urls.feed(language)
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    _add(root, "id", address)
    _add(root, "title", company)
    _add(root, "updated", mine[0].published_at if mine else _NEVER)
    _add(_add(root, "author"), "name", company)
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    index = site_url + urls.language_index(language)
    _add(root, "link", rel="alternate", type="text/html", hreflang=language, href=index)
    for publication in mine[:MOST_ENTRIES]:
        _add_entry(root, site_url, publication, sources.get(publication.policy, ""))
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _add_entry(
    root: ET.Element, site_url: str, publication: Publication, note_language: str
) -> None:
    """Add a publication, known for ever by the address of its permanent copy."""
    entry = _add(root, "entry")
    path = urls.permanent(publication.language, publication.policy, publication.number)
    _add(entry, "id", site_url + path)
    _add(entry, "title", f"{publication.title} · {publication.number}")
    _add(entry, "published", publication.published_at)
    _add(entry, "updated", publication.published_at)
    link = {"rel": "alternate", "type": "text/html", "hreflang": publication.language}
    _add(entry, "link", **link, href=site_url + path)
    if publication.change:
        _add(entry, "category", term=publication.change)
    if publication.description:
        _add(entry, "summary", publication.description)
    if publication.change_note:
        note = {"type": "text", "xml:lang": note_language}
        _add(entry, "content", publication.change_note, **note)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    clean = {key: UNFIT.sub("\ufffd", value) for key, value in attributes.items()}
    child = ET.SubElement(parent, name, clean)
    child.text = UNFIT.sub("\ufffd", text)
    return child
