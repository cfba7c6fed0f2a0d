import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core.samples import html


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("Within **30** days.", "<p>Within <strong>30</strong> days.</p>"),
        ("1. Parcels", "<p>1. Parcels</p>"),
        ("# Parcels", "<p># Parcels</p>"),
        ("a <script>b", "<p>a &lt;script&gt;b</p>"),
    ],
)
def test_a_unit_is_shown_as_the_page_would_show_it(target: str, shown: str) -> None:
    assert html(target, "") == shown


def test_reference_links_find_the_definitions_of_the_source_file() -> None:
    assert 'href="https://halden.example/"' in html(
        "[here][a]", "x\n\n[a]: https://halden.example/\n"
    )


def test_the_notes_at_the_foot_of_the_source_are_no_part_of_a_unit() -> None:
    assert "foot" not in html("Text", "x[^1]\n\n[^1]: At the foot.\n")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_no_unit_smuggles_in_a_script(text: str) -> None:
    assert "<script" not in html(f"{text}<script>{text}", "")
