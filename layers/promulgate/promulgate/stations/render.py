"""Render: an uploaded file becomes a version with its preview and its translation jobs."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from promulgate.adapters.buckets import Bucket, Stored
from promulgate.adapters.queues import Queue
from promulgate.adapters.table import Table
from promulgate.core import digest, files, front_matter, instants, keys, logo, uploads
from promulgate.core.brand import Brand
from promulgate.core.changes import Change
from promulgate.core.documents import Document, Text
from promulgate.core.editions import Site
from promulgate.core.errors import AuthorError
from promulgate.core.records import Policy
from promulgate.core.rendering import SECONDS, TooSlow, within
from promulgate.core.states import WAITING_FOR_MACHINE
from promulgate.core.versions import Rules, Upload, next_version, source_document, version_of
from promulgate.stations import brands, reports, texts
from promulgate.stations.settling import settle

GLOSSARY_FILE = "glossary.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    content_bucket: str
    draft_bucket: str
    translation_queue_url: str
    source_language: str
    company_name: str
    site_url: str
    target_languages: tuple[str, ...] = ()
    source_approval: str = "automatic"
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The settings, and the ways out that they name."""

    settings: Settings
    table: Table
    content: Bucket
    drafts: Bucket
    jobs: Queue


class Received(NamedTuple):
    """What an upload was taken for; version 0 is a preview's."""

    policy: str
    version: int
    language: str


def station(settings: Settings) -> Station:
    """Return the station that ``settings`` describe."""
    return Station(
        settings=settings,
        table=Table(settings.table),
        content=Bucket(settings.content_bucket),
        drafts=Bucket(settings.draft_bucket),
        jobs=Queue(settings.translation_queue_url),
    )


def receive(here: Station, key: str, now: datetime) -> Received | None:
    """Bring the system to what the uploaded object ``key`` says now.

    Return which draft it is, if it is one. A file that its author must mend ends as a report, not
    as an error: trying again cannot help.
    """
    stored = here.content.get(key, at_most=uploads.MAX_BYTES + 1)
    if stored is None:
        return None
    with _reported(here, key, stored, now):
        if key == GLOSSARY_FILE:
            _keep_glossary(here, stored, now)
        elif key in (brands.BRAND_FILE, *logo.NAMES):
            brands.keep(here.table, here.drafts, key, stored)
        else:
            return _take(here, key, stored, now)
    return None


@contextmanager
def _reported(here: Station, key: str, stored: Stored, now: datetime) -> Iterator[None]:
    """File what the author of ``key`` must mend, or take an earlier report away."""
    try:
        yield
    except AuthorError as error:
        reports.file(here.table, here.drafts, key, error, stored.version, now)
    else:
        reports.clear(here.table, here.drafts, key)


def _take(here: Station, key: str, stored: Stored, now: datetime) -> Received:
    upload = _upload(here, key, stored)
    head = here.table.policy(upload.policy)
    if head is None and _names_another_language(here, upload):
        head = _head_of_source(here, upload, now)
    if head is not None and upload.language != head.source_language:
        # With all the checks: for those few uploads that are translations.
        from promulgate.stations import human_translation

        human_translation.receive(here.table, here.drafts, upload, now)
        version = head.version
    else:
        version = _take_source(here, head, upload, stored, now)
        _take_translations(here, upload, now)
    return Received(upload.policy, version, upload.language)


def _upload(here: Station, key: str, stored: Stored) -> Upload:
    if not key.endswith(".md"):
        raise AuthorError("this file is no policy", "a Markdown file whose name ends in .md")
    source = front_matter.parse(stored.data, key=key)
    return Upload(
        key=key,
        object_version=stored.version,
        at=stored.modified_at,
        data_digest=digest.of_bytes(stored.data),
        language=source.front_matter.language
        or front_matter.file_language(key)
        or here.settings.source_language,
        source=source,
    )


def _names_another_language(here: Station, upload: Upload) -> bool:
    return not upload.says_its_language and upload.language != here.settings.source_language


def _head_of_source(here: Station, upload: Upload, now: datetime) -> Policy:
    """Return the policy that a translation came before; its source may be on its way behind it."""
    key = front_matter.source_key(upload.key)
    stored = here.content.get(key, at_most=uploads.MAX_BYTES + 1)
    if stored is not None:
        with _reported(here, key, stored, now):
            _take(here, key, stored, now)
    head = here.table.policy(upload.policy)
    if head is None:
        raise AuthorError(
            f"there is no policy {upload.policy} that this could translate",
            f"its source uploaded as {key}, or language: {upload.language} in this file if it is "
            "the source",
        )
    return head


def _take_translations(here: Station, source: Upload, now: datetime) -> None:
    """Take in the translations that were uploaded with a source, and came before it."""
    for key in here.content.keys(f"{front_matter.stem(source.key)}."):
        language = front_matter.file_language(key)
        stored = here.content.get(key, at_most=uploads.MAX_BYTES + 1)
        if key == source.key or language is None or stored is None:
            continue
        with suppress(AuthorError):
            upload = _upload(here, key, stored)
            if upload.policy == source.policy and upload.language != source.language:
                from promulgate.stations import human_translation

                taken = human_translation.take_along(here.table, here.drafts, upload, now)
                if taken:
                    reports.clear(here.table, here.drafts, key)


def _take_source(
    here: Station, head: Policy | None, upload: Upload, stored: Stored, now: datetime
) -> int:
    if head is not None and head.source_digest == upload.data_digest:
        # All that this file makes was there before the head named it; jobs alone may be missing.
        _send_jobs(here, head)
        return head.version
    document, preview = _rendered(here, upload)
    here.drafts.put_new(keys.preview(upload.policy, upload.data_digest), preview, "text/html")
    if upload.source.front_matter.draft:
        return 0
    here.drafts.put_new(
        keys.source(upload.policy, upload.data_digest), stored.data, "text/markdown"
    )
    document_digest = texts.keep(here.drafts, document)
    head = settle(
        here.table,
        upload.policy,
        lambda head: _decide(here, head, upload, document_digest, stored.etag, now),
    )
    if head is None:
        return 0
    _send_jobs(here, head)
    return head.version


def _rendered(here: Station, upload: Upload) -> tuple[Document, bytes]:
    settings = here.settings
    plain = Site(brand=Brand(company_name=settings.company_name), url=settings.site_url)
    site = brands.preview_site(here.table, here.drafts, plain)
    try:
        with within(SECONDS):
            document = source_document(upload)
            text = Text(document=document, source_text=upload.source.text)
            version = version_of(upload, _rules(settings), 0)
            return document, files.preview(site, version, upload.language, text)
    except TooSlow as error:
        raise AuthorError(
            f"the policy takes more than {SECONDS:g} seconds to render",
            "Markdown without long runs of unclosed brackets or very deep nesting",
        ) from error


def _rules(settings: Settings) -> Rules:
    return Rules(
        target_languages=settings.target_languages,
        time_zone=settings.time_zone,
        approve_source=settings.source_approval == "automatic",
    )


def _decide(
    here: Station,
    head: Policy | None,
    upload: Upload,
    document_digest: str,
    etag: str,
    now: datetime,
) -> Change | None:
    if head is not None:
        if head.source_digest == upload.data_digest:
            return None
        title = upload.source.front_matter.title
        # A renamed file keeps its title; a copied front matter under a new title is a slip that
        # would put one policy in the place of another.
        if head.key != upload.key and head.title != title and here.content.etag(head.key):
            raise AuthorError(
                f"the translationKey {upload.policy} belongs to “{head.title}” in {head.key}",
                "a translationKey of its own, or the other file deleted first",
            )
    if here.content.etag(upload.key) != etag:
        # A newer upload of this file is on its way here with a message of its own.
        return None
    return next_version(
        head,
        here.table.drafts(head.policy, head.version) if head else (),
        upload,
        document_digest,
        _rules(here.settings),
        instants.text(now),
    )


def _send_jobs(here: Station, head: Policy) -> None:
    here.jobs.send(
        {"policy": head.policy, "version": head.version, "language": language}
        for language, status in head.languages.items()
        if status.version == head.version and status.state in WAITING_FOR_MACHINE
    )


def _keep_glossary(here: Station, stored: Stored, now: datetime) -> None:
    # With all that masks words in a text: for the few uploads that are the glossary.
    from promulgate.core import glossary_file

    terms = glossary_file.parse(stored.data)
    here.drafts.put_new(keys.glossary(terms.digest), stored.data, "application/yaml")
    here.table.put_plain(
        "GLOSSARY",
        "GLOSSARY",
        {
            "digest": terms.digest,
            "object_version": stored.version,
            "at": instants.text(now),
        },
    )
