"""The one place that makes readers' URLs, as paths below the site's address."""


def language_index(language: str) -> str:
    """Return the path of the policies of one language."""
    return f"/{language}/"


def edition(language: str, policy: str) -> str:
    """Return the path of the page in force."""
    return f"/{language}/{policy}/"


def permanent(language: str, policy: str, number: str) -> str:
    """Return the path of a permanent copy; ``number`` as in ``2`` or ``2.1``."""
    return f"/{language}/{policy}/v{number}/"


def versions(language: str, policy: str) -> str:
    """Return the path of an edition's history for machines."""
    return f"/{language}/{policy}/versions.json"
