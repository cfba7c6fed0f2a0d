import base64
import hashlib
import re
from pathlib import Path

import pytest

from promulgate.core.page import content_security_policy, language_index, policy_page, security
from tests.unit.page_samples import INDEX, NOT_FOUND, PAGE


@pytest.mark.parametrize(
    "html",
    [policy_page(PAGE), language_index(INDEX), NOT_FOUND],
    ids=["policy", "index", "404"],
)
def test_all_that_a_page_carries_inline_is_named_in_its_security_policy(html: bytes) -> None:
    inline = re.findall(rb"<(?:style|script)>(.*?)</(?:style|script)>", html, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(part).digest()).decode() for part in inline}
    assert hashes
    assert hashes <= set(re.findall(r"'sha256-([^']+)'", content_security_policy()))


def test_what_permanent_copies_were_born_with_stays_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    earlier = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    monkeypatch.setattr(security, "STYLES", (*security.STYLES, earlier))
    assert f"'sha256-{earlier}'; script-src" in content_security_policy()


@pytest.mark.parametrize("html", [policy_page(PAGE), NOT_FOUND], ids=["policy", "404"])
def test_a_script_is_short(html: bytes) -> None:
    script = re.findall(rb"<script>(.*?)</script>", html, re.DOTALL)[0]
    assert len(script) < 1_000


def test_the_template_sends_the_policy_that_the_pages_need() -> None:
    template = Path("template.yaml").read_text(encoding="utf-8")
    assert content_security_policy() in " ".join(template.split())
