"""What search engines and other machines are told of a policy's page, in schema.org's words.

Not as ``Legislation``, which is what a legislature makes: a company's policy is a document of that
company. Its legal value, for which only legislation has a property, is the document's status,
named by schema.org's own term.
"""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from promulgate.core import urls
from promulgate.core.page.policy import PolicyPage

SCHEMA = "https://schema.org"


def metadata(page: PolicyPage, canonical: str) -> Markup:
    """Return schema.org's description of the page as JSON that cannot end its script element."""
    data: Mapping[str, Any] = {
        "@context": SCHEMA,
        "@type": "DigitalDocument",
        "name": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "url": canonical,
        "version": page.publication,
        "datePublished": page.published_on[:10],
        "dateModified": page.last_modified[:10],
        # An interval without end (ISO 8601-2), which schema.org's definition allows.
        "temporalCoverage": f"{page.effective_date[:10]}/.." if page.effective_date else "",
        "creativeWorkStatus": _legal_value(page),
        "translationOfWork": _source(page),
        "publisher": {"@type": "Organization", "name": page.brand.company_name},
    }
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    for character, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704


def _legal_value(page: PolicyPage) -> Mapping[str, str]:
    """Return whether this text prevails: https://schema.org/LegalValueLevel."""
    prevails = page.language == page.authoritative
    term = "DefinitiveLegalValue" if prevails else "UnofficialLegalValue"
    return {
        "@type": "DefinedTerm",
        "name": term,
        "url": f"{SCHEMA}/{term}",
        "inDefinedTermSet": f"{SCHEMA}/LegalValueLevel",
    }


def _source(page: PolicyPage) -> Mapping[str, str] | None:
    if page.language == page.source_language:
        return None
    source = page.site_url + urls.edition(page.source_language, page.policy)
    return {"@type": "DigitalDocument", "url": source, "inLanguage": page.source_language}
