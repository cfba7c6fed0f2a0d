"""The one place that names objects in the draft and site buckets.

Everything in the draft bucket is named by its content's digest: it is written once and never
overwritten, so whatever the table names exists unchanged.
"""

from promulgate.core import digest

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
LONGEST = 1_024  # bytes


def source(policy: str, source_digest: str) -> str:
    """Return the draft bucket's key of a source file as uploaded."""
    return f"sources/{policy}/{source_digest}.md"


def document(policy: str, language: str, draft_digest: str) -> str:
    """Return the draft bucket's key of a draft's document."""
    return f"drafts/{policy}/{language}/{draft_digest}.json"


def preview(policy: str, source_digest: str) -> str:
    """Return the draft bucket's key of a source's rendered preview."""
    return f"previews/{policy}/{source_digest}.html"


def copy(policy: str, page_digest: str) -> str:
    """Return the draft bucket's key of a permanent copy's page, before it is published."""
    return f"copies/{policy}/{page_digest}.html"


def evidence(policy: str, evidence_digest: str) -> str:
    """Return the draft bucket's key of a permanent copy's evidence, before it is published."""
    return f"evidence/{policy}/{evidence_digest}.json"


def history(policy: str, history_digest: str) -> str:
    """Return the draft bucket's key of an edition's history up to one publication."""
    return f"histories/{policy}/{history_digest}.json"


def report(object_key: str) -> str:
    """Return the draft bucket's key of the error report for an uploaded object.

    A name that would make it longer than S3 takes stands there by its digest.
    """
    key = f"reports/{object_key}.json"
    if len(key.encode()) > LONGEST:
        return f"reports/{digest.of_text(object_key)}.json"
    return key


def glossary(glossary_digest: str) -> str:
    """Return the draft bucket's key of a glossary as uploaded."""
    return f"glossaries/{glossary_digest}.yaml"


def brand(brand_digest: str) -> str:
    """Return the draft bucket's key of a ``site.yaml`` as uploaded."""
    return f"brands/{brand_digest}.yaml"


def logo(path: str) -> str:
    """Return the draft bucket's key of the logo that has ``path`` on the site."""
    return f"logos{path}"


def page(path: str) -> str:
    """Return the site bucket's key of a page: ``/ja/terms/`` → ``ja/terms/index.html``."""
    return f"{path.lstrip('/')}index.html"


def file(path: str) -> str:
    """Return the site bucket's key of a file: ``/ja/feed.xml`` → ``ja/feed.xml``."""
    return path.lstrip("/")


def markdown(path: str) -> str:
    """Return the site bucket's key of the Markdown beside the page at ``path``."""
    return f"{path.lstrip('/')}index.md"
