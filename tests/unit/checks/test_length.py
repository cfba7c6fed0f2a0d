"""Length: nothing missing, nothing invented."""

import pytest

from promulgate.core.checks import length
from tests.unit.checks.pairs import pair, verdict

SOURCE = "We keep the records of your orders for as long as the tax law wants us to keep them."


@pytest.mark.parametrize("target", ["Wir behalten.", "Wir behalten Ihre Bestellungen. " * 9])
def test_far_shorter_or_longer_than_the_source_is_a_warning(target: str) -> None:
    assert verdict(length.check, pair(SOURCE, target)) == "warning"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "Wir bewahren Unterlagen Ihrer Bestellungen so lange auf, wie wir müssen."),
        ("ja", "当社は、税法で求められる期間、ご注文の記録を保管します。"),
        ("zh-Hans", "我们将在税法要求的期限内保存您的订单记录。"),
    ],
)
def test_the_usual_lengths_are_no_defect(language: str, target: str) -> None:
    assert verdict(length.check, pair(SOURCE, target, language)) == ""


def test_short_texts_may_differ() -> None:
    assert verdict(length.check, pair("Fee", "Bearbeitungsgebühr")) == ""
