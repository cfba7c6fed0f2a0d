"""Render: an uploaded file becomes a version with its preview and its translation jobs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from promulgate.adapters.buckets import Bucket, Stored
from promulgate.adapters.queues import Queue
from promulgate.adapters.table import Table
from promulgate.core import digest, documents, front_matter, glossary, instants, keys, units
from promulgate.core.changes import Change
from promulgate.core.checks import check_draft
from promulgate.core.documents import Document, DraftUnit, Origin
from promulgate.core.errors import AuthorError
from promulgate.core.front_matter import Source
from promulgate.core.history import Event
from promulgate.core.page import previews
from promulgate.core.records import Approval, Draft, Policy, Version
from promulgate.core.rendering import RENDERER, TooSlow, within
from promulgate.core.states import ENDED_BY_A_NEWER_VERSION, WAITING_FOR_MACHINE, State, changed
from promulgate.stations import human_translation, reports
from promulgate.stations.settling import settle

GLOSSARY_FILE = "glossary.yaml"
# A policy whose rendering takes longer would block the queue; see the decision on hostile Markdown.
SECONDS_TO_RENDER = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the station needs to know."""

    table: str
    content_bucket: str
    draft_bucket: str
    translation_queue_url: str
    source_language: str
    target_languages: tuple[str, ...] = ()
    source_approval: str = "automatic"
    time_zone: str = "UTC"
