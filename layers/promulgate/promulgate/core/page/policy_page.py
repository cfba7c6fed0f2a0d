"""The page of a policy in one language: in force, a permanent copy, or a preview."""

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


def policy_page(page: PolicyPage) -> bytes:
    """Return a policy's page as UTF-8 HTML."""
    canonical = page.site_url + page.path
    prevailing = page.prevailing_path or urls.edition(page.authoritative, page.policy)
    return rendered(
        "policy.html.jinja",
        page,
        body=_body(page),
        canonical=canonical,
        contents=_contents(page),
        prevailing_path=prevailing,
        metadata=metadata(page, canonical),
    )


def _body(page: PolicyPage) -> Markup:
    text = texts(page.language).gettext
    labels = Labels(link=text("Link to this section:"), table=text("Table"))
    return furnished(page.body, page.headings, labels, direction(page.language))


def _contents(page: PolicyPage) -> list[Heading]:
    """Return the headings to list: not one that only says the title again."""
    return [
        heading
        for heading in page.headings
        if 1 < heading.level <= DEEPEST_CONTENTS and heading.text != page.title
    ]
