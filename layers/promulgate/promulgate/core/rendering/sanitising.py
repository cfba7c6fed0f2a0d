"""Sanitising: of the HTML that Python-Markdown makes, only what is listed here reaches a page."""

import re

import nh3

from promulgate.core.errors import AuthorError

# One whole tag as nh3 writes it: in text every < is escaped, and every value stands in double
# quotes. So what looks like a tag inside a value is never taken for one.
TAG = re.compile(r'(</?[a-z][a-z0-9]*[^<>"]*(?:"[^"]*"[^<>"]*)*>)')
TAGS = frozenset(
    """a abbr address aside b blockquote br caption cite code col colgroup dd del details dfn div
    dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    """.split()  # noqa: SIM905
)
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "headers", "align"},
    "th": {"colspan", "rowspan", "headers", "scope", "align"},
    "time": {"datetime"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
}
# The classes that Python-Markdown writes and the page's style knows. With others a text could
# dress up as a part of the page.
CLASSES = {
    "div": {
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
        *("tip", "warning", "footnote"),
    },
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
REL = "noopener noreferrer"
# Tags open at a time, as they are written. nh3 takes quadratic time, and nothing can stop it.
DEEPEST = 5_000
# Escaped characters: nh3 takes 5 µs for each, a hundred times what it takes for another.
MOST_ESCAPED = 50_000

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=REL,
)
_TAG = re.compile(r"<(?P<end>/)?(?!(?:br|hr|img|col)\b)[a-zA-Z]")


def sanitised(html: str) -> str:
    """Return ``html`` as HTML that can do no harm.

    Raises AuthorError when more tags stay open, or characters are escaped, than any text needs.
    """
    _refuse_depth(html)
    if html.count("&") > MOST_ESCAPED:
        raise AuthorError("the text has too many of & and <", f"at most {MOST_ESCAPED:,}")
    return _CLEANER.clean(html)


def _refuse_depth(html: str) -> None:
    if html.count("<") <= DEEPEST:
        return
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag["end"] else 1
        if depth > DEEPEST:
            raise AuthorError("the HTML is nested too deep", "every tag that is opened closed")
