"""The table at the end of the local run."""

from local.overview import states


def test_each_policy_is_a_row_and_each_language_a_column() -> None:
    policies = [
        {
            "policy": "returns",
            "version": 2,
            "languages": [
                {"language": "en", "state": "published"},
                {"language": "ja", "state": "in_review"},
            ],
        },
        {
            "policy": "imprint",
            "version": 1,
            "languages": [{"language": "en", "state": "published"}],
        },
    ]
    assert states(policies) == "\n".join(
        [
            "  policy      en         ja",
            "  returns v2  published  in_review",
            "  imprint v1  published  –",
        ]
    )
