"""What pages carry inline, and the one header under which they may."""

import base64
import hashlib
from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")


def _style() -> str:
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def _script(name: str) -> str:
    """Return a script without what only its authors need."""
    lines = (line.strip() for line in (TEMPLATES / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if not line.startswith("//"))


STYLE = _style()
# What a policy's page and the page for what is not there do when they are read.
POLICY_SCRIPT = _script("policy.js")
NOT_FOUND_SCRIPT = _script("not_found.js")


def content_security_policy() -> str:
    """Return the Content-Security-Policy under which the pages work.

    Style and scripts are named by their hashes, so nothing that slips into a text can run. The
    site's own address serves the brand's stylesheet and what the script asks for.
    """
    return (
        f"default-src 'none'; style-src 'self' {_hash(STYLE)}; "
        f"script-src {_hash(POLICY_SCRIPT)} {_hash(NOT_FOUND_SCRIPT)}; connect-src 'self'; "
        "img-src 'self' https:; require-trusted-types-for 'script'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _hash(inline: str) -> str:
    """Return a source expression: https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
