"""A draft before its reviewer, for tests of what may be done to it and what is told of it."""

from dataclasses import replace

from promulgate.core import documents
from promulgate.core.checks import Finding
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.findings import Failing
from promulgate.core.glossary import Term
from promulgate.core.people import Person
from promulgate.core.records import Draft, Policy, Version
from promulgate.core.reviewing import Reviewed
from promulgate.core.states import State

MIKA = Person(name="mika@halden.example", groups=frozenset({"reviewer-de"}), id="sub-mika")
SORA = Person(name="sora@halden.example", groups=frozenset({"reviewer-de"}), id="sub-sora")
PIA = Person(name="pia@halden.example", groups=frozenset({"publisher"}), id="sub-pia")
SOURCE = "# Returns\n\nReturn books within 30 days.\n"
UNITS = (
    DraftUnit(
        id="u0001", kind="heading", source="Returns", target="Rückgabe", origin=Origin.MEMORY
    ),
    DraftUnit(
        id="u0002",
        kind="paragraph",
        source="Return books within 30 days.",
        target="Senden Sie Bücher binnen 30 Tagen zurück.",
        origin=Origin.MACHINE,
        previous_source="Return books within 14 days.",
        flags=("runs",),
    ),
)
DOCUMENT = Document(
    policy="returns",
    language="de",
    source_language="en",
    source_digest="s",
    glossary_digest="",
    markdown="# Rückgabe\n\nSenden Sie Bücher binnen 30 Tagen zurück.\n",
    units=UNITS,
)
DRAFT = Draft(
    policy="returns",
    version=2,
    language="de",
    state=State.IN_REVIEW,
    source_digest="s",
    digest=documents.digest_of(DOCUMENT),
    changed_by=MIKA.name,
    changed_by_id=MIKA.id,
)
VERSION = Version(
    policy="returns",
    version=2,
    key="returns.md",
    object_version="o",
    source_digest="s",
    source_language="en",
    title="Returns",
    uploaded_at="2026-03-01T08:00:00Z",
    effective_date="2026-04-01",
    effective_at="2026-03-31T22:00:00Z",
    last_modified="2026-03-01",
    authoritative="en",
    change="material",
    change_note="",
    targets=("de",),
)
NUMBERS = Failing(
    unit="u0002",
    finding=Finding(name="numbers", severity="error", message="30 is missing", parts=("30",)),
)
SHORT = Failing(
    unit="u0001", finding=Finding(name="length", severity="warning", message="short", parts=())
)


def seen(draft: Draft = DRAFT, *findings: Failing) -> Reviewed:
    """Return the draft with what the checks found."""
    return Reviewed(
        head=Policy(policy="returns", source_language="en", key="returns.md"),
        draft=draft,
        document=DOCUMENT,
        source_text=SOURCE,
        terms=(Term("books", "Bücher", False), Term("Halden Books", None)),
        findings=findings,
    )


def source() -> Reviewed:
    """Return the source itself, which waits for its publisher."""
    return replace(
        seen(replace(DRAFT, language="en", changed_by="upload:returns.md", changed_by_id="")),
        document=replace(DOCUMENT, language="en"),
    )
