"""What the local demonstration approves with, and where it says the pages are."""

from local.approval import REASON, overrides, paths


def check(name: str, severity: str) -> dict[str, str]:
    return {"name": name, "severity": severity, "message": ""}


def test_every_error_gets_a_reason_and_a_warning_none() -> None:
    draft = {
        "checks": [check("structure", "error")],
        "units": [
            {"id": "u0001", "checks": [check("numbers", "error"), check("length", "warning")]},
            {"id": "u0002", "checks": []},
        ],
    }
    assert overrides(draft) == [
        {"unit": "", "check": "structure", "reason": REASON},
        {"unit": "u0001", "check": "numbers", "reason": REASON},
    ]


def test_a_language_is_found_at_its_page_in_force_or_else_at_its_newest_copy() -> None:
    policy = {
        "policy": "returns",
        "languages": [
            {"language": "en", "in_force": "2"},
            {"language": "ja", "in_force": ""},
            {"language": "de", "in_force": ""},
        ],
    }
    publications = [
        {"language": "en", "path": "/en/returns/v2/"},
        {"language": "ja", "path": "/ja/returns/v1/"},
        {"language": "ja", "path": "/ja/returns/v2/"},
    ]
    found = paths(policy, {"publications": publications})
    assert found == ["/en/returns/", "/ja/returns/v2/"]
