"""A small site of Halden Books, made by the real core: every kind of page, in several languages.

The privacy policy is in force as version 2 in English, German and Arabic; Japanese has version 1.
French was never translated, Hebrew is withdrawn, Turkish takes effect later.
"""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from promulgate.core import front_matter, keys, redline, rendering, urls
from promulgate.core.brand import Accent, Brand, FooterLink, stylesheet, stylesheet_path
from promulgate.core.page import (
    AbsencePage,
    Alternate,
    Copy,
    HistoryEntry,
    HistoryPage,
    IndexEntry,
    IndexPage,
    PolicyPage,
    absence_page,
    history_page,
    language_index,
    not_found_page,
    policy_page,
)
from promulgate.core.records import Absence

ROOT = Path(__file__).resolve().parents[2]
SITE_URL = "https://policies.halden.example"
POLICY = "customer-privacy"
LANGUAGES = ("en", "ar", "de", "fr", "he", "ja", "tr")
IN_FORCE = {"en": "2", "de": "2", "ar": "2", "ja": "1"}
SINCE = {"1": "2026-01-12", "2": "2026-03-15"}
# What is not in force has a title all the same; what was never translated has the source's.
TITLES = {
    "fr": "Privacy Policy for Customers",
    "he": "מדיניות הפרטיות ללקוחות",
    "tr": "Müşteriler için Gizlilik Politikası",
}
# What the first version said where the second says something else.
CHANGES = {
    "en": (("7 years", "10 years"), ("**30 days**", "**60 days**"), ("the auditor", "auditors")),
    "ar": (("7 سنوات", "10 سنوات"), ("**30 يومًا**", "**60 يومًا**")),
}
BRAND = Brand(
    company_name="Halden Books",
    contact="privacy@halden.example",
    footer={"en": (FooterLink(text="Imprint", url="https://www.halden.example/imprint"),)},
)
# The same company with a logo and a colour of its own: its pages take two requests more.
BRANDED = replace(BRAND, logo="/logo.svg", accent=Accent(light="#7a1f3d", dark="#f0a8c0"))
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">'
    '<rect width="32" height="32" rx="6" fill="#7a1f3d"/></svg>'
)


class Answer(NamedTuple):
    """What is at an address: status, media type, bytes."""

    status: int
    content_type: str
    data: bytes


@cache
def site() -> dict[str, Answer]:
    """Return every file of the site by its path, such as ``/ja/customer-privacy/index.html``."""
    pages = {
        **{urls.edition(tag, POLICY): (200, edition(tag, "in_force")) for tag in IN_FORCE},
        **{
            urls.permanent(tag, POLICY, IN_FORCE[tag]): (200, edition(tag, "permanent"))
            for tag in IN_FORCE
        },
        urls.permanent("en", POLICY, "1"): (200, policy_page(_page("en", "permanent", "1"))),
        **{urls.history(tag, POLICY): (200, history(tag)) for tag in ("en", "ar")},
        **{urls.language_index(tag): (200, index(tag)) for tag in IN_FORCE},
        urls.edition("fr", POLICY): (404, absence("fr", Absence.UNTRANSLATED)),
        urls.edition("he", POLICY): (410, absence("he", Absence.WITHDRAWN)),
        urls.edition("tr", POLICY): (404, absence("tr", Absence.PENDING)),
        "/specimen/": (200, policy_page(_specimen())),
        "/branded/": (200, policy_page(replace(_page("en", "in_force"), brand=BRANDED))),
    }
    files = {
        f"/{keys.page(path)}": Answer(status, "text/html; charset=utf-8", data)
        for path, (status, data) in pages.items()
    }
    files["/404.html"] = Answer(404, "text/html; charset=utf-8", not_found_page(BRAND, LANGUAGES))
    for tag in IN_FORCE:
        files[urls.versions(tag, POLICY)] = Answer(200, "application/json", versions(tag))
    assert BRANDED.accent is not None
    css = stylesheet(BRANDED.accent).encode()
    files[stylesheet_path(BRANDED)] = Answer(200, "text/css; charset=utf-8", css)
    files[BRANDED.logo] = Answer(200, "image/svg+xml", LOGO.encode())
    return files


def edition(language: str, kind: str) -> bytes:
    """Return the page of a language's publication, in force or as a permanent copy."""
    return policy_page(_page(language, kind))


def _specimen() -> PolicyPage:
    """Return a page with everything that Markdown can make."""
    text = _read("specimen.en.md")
    html, headings = rendering.page_body(text.body)
    return replace(
        _page("en", "in_force"),
        title=text.front_matter.title,
        description="",
        keywords=(),
        body=html,
        headings=headings,
        path="/specimen/",
        alternates=(),
        missing=(),
    )


def _read(name: str) -> front_matter.Source:
    here = Path(__file__).with_name("policies") / name
    return front_matter.parse(here.read_bytes(), key=name)


def source(language: str) -> front_matter.Source:
    """Return the policy's Markdown in one language."""
    if language != "en":
        return _read(f"{POLICY}.{language}.md")
    return front_matter.parse((ROOT / "content/privacy-policy.md").read_bytes(), key="privacy.md")


def versions(language: str, number: str = "") -> bytes:
    """Return an edition's history for machines, with ``number`` in force."""
    number = number or IN_FORCE[language]
    said = {"in_force": number, "version": int(number), "since": SINCE[number], "absence": ""}
    return json.dumps(said).encode()


def _page(language: str, kind: str, number: str = "") -> PolicyPage:
    number = number or IN_FORCE[language]
    text = source(language)
    anchors = [heading.id for heading in rendering.headings(source("en").body)]
    html, headings = rendering.page_body(text.body, anchors)
    permanent = kind == "permanent"
    return PolicyPage(
        brand=BRAND,
        site_url=SITE_URL,
        policy=POLICY,
        language=language,
        source_language="en",
        authoritative="en",
        title=text.front_matter.title,
        description=text.front_matter.description,
        keywords=text.front_matter.keywords,
        body=html,
        headings=headings,
        publication=number,
        published_on=SINCE[number],
        effective_date=SINCE[number],
        last_modified="2026-03-02",
        reviewed_on="" if language == "en" else "2026-03-05",
        kind=kind,
        path=urls.permanent(language, POLICY, number)
        if permanent
        else urls.edition(language, POLICY),
        alternates=() if permanent else alternates(),
        missing=() if permanent else ("fr", "he", "tr"),
    )


def alternates() -> tuple[Alternate, ...]:
    """Return the editions that are in force."""
    return tuple(
        Alternate(language=tag, path=urls.edition(tag, POLICY)) for tag in sorted(IN_FORCE)
    )


def first_version(language: str) -> str:
    """Return the Markdown of the policy's first version, without front matter."""
    text = source(language).body
    for now, was in CHANGES[language]:
        assert now in text
        text = text.replace(now, was)
    return text


def history(language: str) -> bytes:
    """Return the history of an edition of two versions and a correction."""
    compared = redline.compare(first_version(language), source(language).body, language)
    entries = tuple(
        HistoryEntry(
            number=number,
            effective_date=since,
            published_on=since,
            change="material" if comparison else "minor",
            change_note="Order records are now kept for 7 years instead of 10",
            path=urls.permanent(language, POLICY, number),
            comparison=comparison,
        )
        for number, since, comparison in (
            ("2", "2026-03-15", compared),
            ("1.1", "2026-02-01", ()),
            ("1", "2026-01-12", ()),
        )
    )
    return history_page(
        HistoryPage(
            brand=BRAND,
            site_url=SITE_URL,
            language=language,
            source_language="en",
            alternates=tuple(
                Alternate(language=tag, path=urls.history(tag, POLICY)) for tag in ("ar", "en")
            ),
            policy=POLICY,
            title=source(language).front_matter.title,
            in_force="2",
            entries=entries,
        )
    )


def index(language: str) -> bytes:
    """Return the policies of one language."""
    front = source(language).front_matter
    entry = IndexEntry(
        title=front.title,
        description=front.description,
        since=SINCE[IN_FORCE[language]],
        path=urls.edition(language, POLICY),
    )
    return language_index(
        IndexPage(
            brand=BRAND,
            site_url=SITE_URL,
            language=language,
            source_language="en",
            alternates=tuple(
                Alternate(language=tag, path=urls.language_index(tag)) for tag in sorted(IN_FORCE)
            ),
            entries=(entry, replace(entry, description="")),
        )
    )


def absence(language: str, reason: Absence) -> bytes:
    """Return the page that says why a language has no text."""
    path = urls.permanent(language, POLICY, "1")
    copies = (Copy(number="1", effective_date=SINCE["1"], path=path),)
    return absence_page(
        AbsencePage(
            brand=BRAND,
            site_url=SITE_URL,
            language=language,
            source_language="en",
            alternates=alternates(),
            missing=("fr", "he", "tr"),
            policy=POLICY,
            title=TITLES[language],
            reason=reason,
            since="" if reason == Absence.UNTRANSLATED else "2026-12-01",
            copies=() if reason == Absence.UNTRANSLATED else copies,
        )
    )
