"""Readers' pages: one request each, no script, the same bytes for the same input."""

from promulgate.core.page.pages import (
    PAGE,
    STYLE,
    Alternate,
    IndexEntry,
    PolicyPage,
    content_security_policy,
    language_index,
    not_found_page,
    policy_page,
)

__all__ = [
    "PAGE",
    "STYLE",
    "Alternate",
    "IndexEntry",
    "PolicyPage",
    "content_security_policy",
    "language_index",
    "not_found_page",
    "policy_page",
]
