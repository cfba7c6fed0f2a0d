"""The page that shows every publication of an edition, and how each differs from the last."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from promulgate.core import urls
from promulgate.core.page.catalogue import texts
from promulgate.core.page.page import Page
from promulgate.core.page.templating import rendered
from promulgate.core.passages import Passage

# As much of what stayed the same as tells readers where they are, in characters on each side.
CONTEXT = 80
LEAST_LEFT_OUT = 40
ELISION = " … "


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A publication. ``comparison`` is with the publication before it, in reading order.

    Dates are ISO 8601. ``change`` is ``minor`` or ``material``; ``change_note`` is what the author
    wrote, in the source language. ``void``: it never takes effect.
    """

    number: str
    effective_date: str
    published_on: str
    change: str
    change_note: str
    path: str
    comparison: tuple[Passage, ...] = ()
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(Page):
    """The publications of one policy in one language, the newest first.

    ``in_force`` is the number of the one in force, empty where there is none. ``alternates`` are
    the histories in other languages.
    """

    policy: str
    title: str
    in_force: str
    entries: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """An entry as it is shown: ``before`` is the number of the publication it is compared with."""

    entry: HistoryEntry
    before: str
    changes: str
    passages: tuple[Passage, ...]


def history_page(page: HistoryPage) -> bytes:
    """Return an edition's history as UTF-8 HTML."""
    path = urls.history(page.language, page.policy)
    return rendered(
        "history.html.jinja", page, canonical=page.site_url + path, shown=tuple(_shown(page))
    )


def _shown(page: HistoryPage) -> Iterator[_Shown]:
    counted = texts(page.language).ngettext
    older = (*page.entries[1:], None)
    for entry, before in zip(page.entries, older, strict=True):
        changed = [one for one in entry.comparison if _changes(one)]
        sentence = counted("{count} changed passage", "{count} changed passages", len(changed))
        yield _Shown(
            entry=entry,
            before=before.number if before else "",
            changes=sentence.format(count=len(changed)),
            passages=tuple(shortened(passage) for passage in changed),
        )


def _changes(passage: Passage) -> bool:
    return any(run.kind != "same" for run in passage.runs)


def shortened(passage: Passage) -> Passage:
    """Return ``passage`` with what stayed the same cut down to what stands next to a change."""
    last = len(passage.runs) - 1
    runs = tuple(
        replace(run, text=_cut(run.text, before=at > 0, behind=at < last))
        if run.kind == "same"
        else run
        for at, run in enumerate(passage.runs)
    )
    return replace(passage, runs=runs)


def _cut(text: str, *, before: bool, behind: bool) -> str:
    """Return the ends of ``text`` that have a change next to them, ``before`` and ``behind`` it."""
    kept = CONTEXT * (before + behind)
    if len(text) < kept + LEAST_LEFT_OUT:
        return text
    start = text[: _boundary(text, CONTEXT)] if before else ""
    end = text[_boundary(text, len(text) - CONTEXT) :] if behind else ""
    return f"{start.rstrip()}{ELISION}{end.lstrip()}"


def _boundary(text: str, at: int) -> int:
    """Return the place of a space near ``at``, else one at which no letter loses its marks."""
    spaces = [place for place in range(at, min(at + 20, len(text))) if text[place].isspace()]
    if spaces:
        return spaces[0]
    while at < len(text) and unicodedata.category(text[at]).startswith("M"):
        at += 1
    return at
