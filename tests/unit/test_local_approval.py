"""The reasons with which the local demonstration approves in spite of failing checks."""

from local.approval import REASON, overrides


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
