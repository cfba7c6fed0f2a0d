"""What pages carry inline, and the one header under which they may."""

from collections.abc import Sequence
from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")


def _script(name: str) -> str:
    """Return a script without what only its authors need."""
    lines = (line.strip() for line in (TEMPLATES / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if not line.startswith("//"))


STYLE = (TEMPLATES / "style.css").read_text(encoding="utf-8")
# What a policy's page and the page for what is not there do when they are read.
POLICY_SCRIPT = _script("policy.js")
NOT_FOUND_SCRIPT = _script("not_found.js")


# The SHA-256 of every style and script that pages were published with, the newest first. Permanent
# copies keep theirs for ever, so once a site has used one, its line stays.
STYLES = ("CBBa2z5bmhD3JQQmRklrRh2D5MsfSO9n3MFI6Isl/vs=",)
SCRIPTS = (
    "lr5ktKI5zZqxq5lZ2gTlEgOWmP7OcYv0DBl94IjUHck=",
    "bcKigJn8fqP5tC0iH7WrQBsnXnTJ4DvCl0squLWh4Kc=",
    "WWCBF8Ks26Bf2BxA+CjIEHZdcii9sA3rw2WC96LJFb0=",
)


def content_security_policy() -> str:
    """Return the Content-Security-Policy under which the pages work, new and old.

    Style and scripts are named by their hashes, so nothing that slips into a text can run. The
    site's own address serves the brand's stylesheet and what the script asks for.
    """
    return (
        f"default-src 'none'; style-src 'self' {_sources(STYLES)}; "
        f"script-src {_sources(SCRIPTS)}; connect-src 'self'; "
        "img-src 'self' https: data:; require-trusted-types-for 'script'; trusted-types 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _sources(hashes: Sequence[str]) -> str:
    """Return source expressions: https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    return " ".join(f"'sha256-{one}'" for one in hashes)
