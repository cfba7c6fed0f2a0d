"""What the page of a policy in one language shows."""

from dataclasses import dataclass

from promulgate.core.page.page import Page
from promulgate.core.rendering import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage(Page):
    """All that a policy's page shows. ``kind``: ``in_force``, ``permanent`` or ``preview``.

    Dates are ISO 8601, empty where there is none. ``body`` is HTML that was sanitised.
    ``by_machine``: no person translated the text, though one reviewed it.
    ``next_publication`` is this edition's that takes effect on ``next_effective_date``.
    ``prevailing_path`` leads to the text in the ``authoritative`` language, by default to its page
    in force.
    """

    policy: str
    authoritative: str
    title: str
    description: str
    keywords: tuple[str, ...]
    body: str
    headings: tuple[Heading, ...]
    publication: str
    published_on: str
    effective_date: str
    last_modified: str
    reviewed_on: str
    kind: str
    path: str
    by_machine: bool = True
    next_publication: str = ""
    next_effective_date: str = ""
    prevailing_path: str = ""

    @property
    def version(self) -> str:
        """Return the number of the version that is published here: ``2`` of ``2.1``."""
        return self.publication.partition(".")[0]
