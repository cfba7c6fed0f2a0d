"""The one place that makes readers' URLs, as paths below the site's address."""

SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"


def language_index(language: str) -> str:
    """Return the path of the policies of one language."""
    return f"/{language}/"


def edition(language: str, policy: str) -> str:
    """Return the path of the page in force."""
    return f"/{language}/{policy}/"


def permanent(language: str, policy: str, number: str) -> str:
    """Return the path of a permanent copy; ``number`` as in ``2`` or ``2.1``."""
    return f"/{language}/{policy}/v{number}/"


def history(language: str, policy: str) -> str:
    """Return the path of an edition's history for readers."""
    return f"/{language}/{policy}/history/"


def evidence(language: str, policy: str, number: str) -> str:
    """Return the path of what proves a permanent copy."""
    return f"{permanent(language, policy, number)}evidence.json"


def feed(language: str) -> str:
    """Return the path of the Atom feed of one language."""
    return f"/{language}/feed.xml"


def versions(language: str, policy: str) -> str:
    """Return the path of an edition's history for machines."""
    return f"/{language}/{policy}/versions.json"


def policy_sitemap(policy: str) -> str:
    """Return the path of a policy's own sitemap; ``SITEMAP`` names all of them."""
    return f"/sitemap-{policy}.xml"


def changing(language: str, policy: str) -> tuple[str, ...]:
    """Return the ten paths whose bytes may change when another publication comes into force.

    A page counts twice: as readers ask for it, and as the viewer function asks the origin.
    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html
    """
    pages = (language_index(language), edition(language, policy), history(language, policy))
    return (
        *pages,
        *(f"{page}index.html" for page in pages),
        f"{edition(language, policy)}index.md",
        versions(language, policy),
        feed(language),
        policy_sitemap(policy),
    )
