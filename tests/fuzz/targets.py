"""What strangers' bytes run into, each as a function that raises when a promise is broken."""

import json
from collections.abc import Callable

from pydantic import ValidationError

from promulgate.api.requests import ApprovalRequest, TooLargeError, UnitChanges, file, loads
from promulgate.core import (
    bodies,
    brand_file,
    front_matter,
    glossary_file,
    logo,
    reviewing,
    uploads,
    xliff,
)
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.errors import AuthorError, PromulgateError
from promulgate.core.findings import of
from promulgate.core.masks import BRACKET, mask, unmask
from promulgate.core.refusals import UnalignedError, UnitError
from promulgate.core.rendering import TooSlow, render, within
from promulgate.core.returning import targets
from promulgate.core.units import assemble, split
from tests.unit.test_rendering_sanitising import assert_harmless

HEAD = '---\ntitle: "Delivery"\ntranslationKey: delivery\n---\n\n'
SOURCE = f"{HEAD}## Parcels\n\nWe send **parcels** to [you](https://halden.example).\n\n- 30 days\n"
DOCUMENT = Document(
    policy="delivery",
    language="de",
    source_language="en",
    source_digest="s",
    glossary_digest="",
    markdown=SOURCE,
    units=tuple(
        DraftUnit(
            id=unit.id, kind=unit.kind, source=unit.text, target=unit.text, origin=Origin.MACHINE
        )
        for unit in split(SOURCE)
    ),
)
# A call that takes longer than this never ends, for all that its caller knows.
SECONDS = 2.0


def page(data: bytes) -> None:
    """A file becomes a page in which nothing can run, or a report."""
    try:
        source = front_matter.parse(data, key="delivery.md")
        assert_harmless(render(source.body))
    except AuthorError:
        return


def units(data: bytes) -> None:
    """Untranslated, a file comes back byte for byte; unanswered, so does each unit."""
    text = data.decode(errors="ignore")
    try:
        found = split(text)
        assert assemble(text, {unit.id: unit.text for unit in found}) == text
    except AuthorError:
        return
    for unit in [] if uploads.HIDDEN.search(text) else found[:50]:
        masked = mask(unit.text, BRACKET)
        assert unmask(masked.text, masked).split() == unit.text.split()


def edit(data: bytes) -> None:
    """Whatever a reviewer writes makes a page in which nothing can run, or is refused."""
    text = data.decode(errors="ignore")
    last = [unit.id for unit in DOCUMENT.units][-2]
    try:
        edited = reviewing.edited(DOCUMENT, SOURCE, {last: text}, "")
        of(edited, SOURCE, ())
        assert_harmless(render(bodies.body_of(edited.markdown)))
    except (UnitError, AuthorError):
        return


def returned(data: bytes) -> None:
    """Whatever file a translator sends back is taken in, or refused with what does not fit."""
    try:
        source = front_matter.parse(HEAD.encode() + data, key="delivery.de.md")
        changed = targets(SOURCE, DOCUMENT.markdown, source.text)
        reviewing.edited(DOCUMENT, SOURCE, changed, "")
    except (AuthorError, UnalignedError, UnitError):
        return


def translated(data: bytes) -> None:
    """Whatever XML comes back from a translator's tool is taken in, or refused."""
    try:
        reviewing.edited(DOCUMENT, SOURCE, xliff.read(data, DOCUMENT), "")
    except (AuthorError, UnitError):
        return


def terms(data: bytes) -> None:
    """A glossary is read, or reported."""
    try:
        found = glossary_file.parse(data)
    except AuthorError:
        return
    assert found.digest


def brand(data: bytes) -> None:
    """A ``site.yaml`` is read, or reported."""
    try:
        brand_file.parse(data)
    except AuthorError:
        return


def drawing(data: bytes) -> None:
    """A logo is taken, or reported."""
    try:
        logo.check("logo.svg", data)
    except AuthorError:
        return
    assert b"<script" not in data.lower()


def body(data: bytes) -> None:
    """A body is what the API takes, or an error of who sent it."""
    text = data.decode(errors="replace")
    event = {"headers": {"content-type": "text/markdown"}, "body": text}
    try:
        file(event, "text/markdown")
        value = loads(text)
        UnitChanges.model_validate(value)
        ApprovalRequest.model_validate(value)
    except (json.JSONDecodeError, TooLargeError, ValidationError, PromulgateError):
        return


TARGETS: dict[str, Callable[[bytes], None]] = {
    "page": page,
    "units": units,
    "edit": edit,
    "returned": returned,
    "translated": translated,
    "terms": terms,
    "brand": brand,
    "drawing": drawing,
    "body": body,
}
# What Python-Markdown takes too long for is stopped and reported: that is its answer.
STOPPED = {"page", "edit"}


def strike(name: str, data: bytes) -> None:
    """Run ``data`` into the target called ``name``. Raises what it should not have."""
    try:
        with within(SECONDS):
            TARGETS[name](data)
    except TooSlow:
        if name not in STOPPED:
            raise
