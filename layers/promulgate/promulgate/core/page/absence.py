"""The page at an edition's address while nothing of it is in force there."""

from dataclasses import dataclass

from promulgate.core import urls
from promulgate.core.page.page import Alternate, Page
from promulgate.core.page.templating import rendered
from promulgate.core.records import Absence


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A permanent copy that can be read all the same; ``effective_date`` is an ISO 8601 date."""

    number: str
    effective_date: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePage(Page):
    """Why there is no text of a policy in a language.

    ``title`` is in the source language where ``reason`` is ``untranslated``, else in the page's.
    ``since`` is the day of the withdrawal, or the day on which the text takes effect, in ISO 8601.
    ``copies`` are there unless nothing was ever published, the newest first. Of ``alternates``,
    the source language's is where readers are sent.
    """

    policy: str
    title: str
    reason: Absence
    since: str = ""
    copies: tuple[Copy, ...] = ()

    @property
    def title_language(self) -> str:
        """Return the language that the title is in."""
        return self.source_language if self.reason == Absence.UNTRANSLATED else self.language

    @property
    def source(self) -> Alternate | None:
        """Return where the policy is in its source language, if that is another one."""
        found = (one for one in self.alternates if one.language == self.source_language)
        return next(found, None) if self.language != self.source_language else None


def absence_page(page: AbsencePage) -> bytes:
    """Return the page that says why a policy is not there, as UTF-8 HTML."""
    return rendered("absence.html.jinja", page, history=urls.history(page.language, page.policy))
