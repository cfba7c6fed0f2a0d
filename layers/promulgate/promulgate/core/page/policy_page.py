"""The page of a policy in one language: in force, a permanent copy, or a preview."""

import re

from markupsafe import Markup

from promulgate.core import urls
from promulgate.core.languages import direction
from promulgate.core.page.body import Labels, furnished
from promulgate.core.page.catalogue import texts
from promulgate.core.page.metadata import metadata
from promulgate.core.page.policy import PolicyPage
from promulgate.core.page.templating import rendered
from promulgate.core.rendering import Heading

# An anchor's depth in the table of contents: sections and their parts, no more.
DEEPEST_CONTENTS = 3
_FIRST_HEADING = re.compile(r'\s*<(?P<name>h[1-6]) id="(?P<id>[^"]*)">[^<]*</(?P=name)>')


def policy_page(page: PolicyPage) -> bytes:
    """Return a policy's page as UTF-8 HTML."""
    canonical = page.site_url + page.path
    said_again = _title_said_again(page)
    prevailing = page.prevailing_path or urls.edition(page.authoritative, page.policy)
    return rendered(
        "policy.html.jinja",
        page,
        body=_body(page, page.body[said_again.end() :] if said_again else page.body),
        title_id=page.headings[0].id if said_again else "",
        canonical=canonical,
        contents=_contents(page),
        prevailing_path=prevailing,
        metadata=metadata(page, canonical),
    )


def _title_said_again(page: PolicyPage) -> re.Match[str] | None:
    """Return the heading that a text begins with when it only says the page's title again.

    The page's title stands for it then, with its anchor.
    """
    found = _FIRST_HEADING.match(page.body)
    first, *others = page.headings or (None,)
    if found is None or first is None or (first.id, first.text) != (found["id"], page.title):
        return None
    # No level may be missing between the title and the heading that then follows it.
    return None if others and others[0].level > max(first.level, 2) else found


def _body(page: PolicyPage, html: str) -> Markup:
    text = texts(page.language).gettext
    labels = Labels(link=text("Link to this section:"), table=text("Table"))
    return furnished(html, page.headings, labels, direction(page.language))


def _contents(page: PolicyPage) -> list[Heading]:
    """Return the headings to list: not one that only says the title again."""
    return [
        heading
        for heading in page.headings
        if 1 < heading.level <= DEEPEST_CONTENTS and heading.text != page.title
    ]
