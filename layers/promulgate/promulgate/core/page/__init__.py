"""Readers' pages: one request each, readable without a script, the same bytes for the same input.

Each page is a frozen value and a function that makes HTML of it.
"""

from promulgate.core.page.absence import AbsencePage, Copy, absence_page
from promulgate.core.page.history import HistoryEntry, HistoryPage, history_page
from promulgate.core.page.language_index import IndexEntry, IndexPage, language_index
from promulgate.core.page.not_found import not_found_page
from promulgate.core.page.page import Alternate
from promulgate.core.page.policy import PolicyPage
from promulgate.core.page.policy_page import policy_page
from promulgate.core.page.security import STYLE, content_security_policy
from promulgate.core.page.templating import PAGE

__all__ = [
    "PAGE",
    "STYLE",
    "AbsencePage",
    "Alternate",
    "Copy",
    "HistoryEntry",
    "HistoryPage",
    "IndexEntry",
    "IndexPage",
    "PolicyPage",
    "absence_page",
    "content_security_policy",
    "history_page",
    "language_index",
    "not_found_page",
    "policy_page",
]
