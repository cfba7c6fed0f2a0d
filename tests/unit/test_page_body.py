import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promulgate.core import rendering
from promulgate.core.page.body import Labels, furnished
from promulgate.core.rendering import Heading
from promulgate.core.rendering.sanitising import sanitised

LABELS = Labels(link="Link to this section:", table="Table")


def page(markdown: str, direction: str = "ltr") -> str:
    html, headings = rendering.page_body(markdown)
    return str(furnished(html, headings, LABELS, direction))


def test_a_heading_has_a_link_to_itself_behind_it() -> None:
    assert page("## 4. Returns & *Refunds*") == (
        '<div class="heading"><h2 id="returns-refunds">4. Returns &amp; <em>Refunds</em></h2>'
        '<a class="anchor" href="#returns-refunds" '
        'aria-label="Link to this section: 4. Returns &amp; Refunds">#</a></div>'
    )


def test_a_heading_that_is_none_of_the_policys_is_left_alone() -> None:
    assert page("<h2>Raw</h2>") == "<h2>Raw</h2>"


def test_headings_inside_one_another_all_end() -> None:
    html = page("## A\n\n<h2 id='a'>x<b><h3 id='a'>y</h3></b></h2>")
    assert html.count("<div") == html.count("</div") == html.count("#</a></div>") == 3


def test_no_heading_is_as_high_as_the_title_of_the_page() -> None:
    html = page("# Terms\n\n## Scope\n\n###### Note")
    assert "<h1" not in html
    assert [tag in html for tag in ('<h2 id="terms"', '<h3 id="scope"', '<h6 id="note"')] == [
        True
    ] * 3
    assert html.count("</h2>") == html.count("</h3>") == html.count("</h6>") == 1


def test_headings_below_the_title_keep_their_level() -> None:
    assert '<h2 id="scope">' in page("## Scope")


def test_a_table_scrolls_in_a_frame_with_a_name() -> None:
    html = page("| a |\n|---|\n| 1 |")
    assert html.startswith(
        '<div class="wide" role="region" tabindex="0" aria-label="Table 1"><table>'
    )
    assert html.endswith("</table></div>")


def test_each_table_has_a_name_of_its_own() -> None:
    table = "| a |\n|---|\n| 1 |\n"
    html = page(f"{table}\n{table}")
    assert 'aria-label="Table 1"' in html
    assert 'aria-label="Table 2"' in html


def test_a_column_is_set_by_a_class_since_html_has_no_attribute_for_it() -> None:
    html = page("| a | b |\n|--:|:-:|\n| 1 | 2 |")
    assert '<td class="right">1</td>' in html
    assert '<td class="center">2</td>' in html
    assert "align=" not in html


def test_a_title_that_speaks_of_columns_keeps_its_words() -> None:
    cell = "<table><tr><td title='x align=\"right\"'>1</td></tr></table>"
    assert 'title="x align=&quot;right&quot;"' in page(cell)


@pytest.mark.parametrize(
    "address",
    [
        "**Halden Books**  \n12 Quay Street, Halden 4021",
        "12 Quay Street, Halden 4021  \nالدنمارك",
        "- 12 Quay Street, Halden 4021",
    ],
)
def test_a_latin_line_keeps_its_order_on_a_page_from_right_to_left(address: str) -> None:
    assert '<bdi dir="ltr">12 Quay Street, Halden 4021</bdi>' in page(address, "rtl")


@pytest.mark.parametrize("text", ["نص عن Halden Books 12", "12 – 14", "**نص** Halden 12"])
def test_a_line_with_other_letters_or_none_keeps_its_direction(text: str) -> None:
    assert "<bdi" not in page(text, "rtl")


def test_a_page_from_left_to_right_isolates_nothing() -> None:
    assert "<bdi" not in page("12 Quay Street")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_looks_like_a_tag_in_an_attribute_stays_in_it(direction: str) -> None:
    html = sanitised("<p title='<table onclick=alert(1)><h2 id=\"x\">'>Halden</p>")
    heading = Heading(2, "x", "x")
    shown = str(furnished(html, [heading], LABELS, direction))
    assert "wide" not in shown
    assert "anchor" not in shown
    assert sanitised(shown) == sanitised(html) or "<bdi" in shown


PIECES = """\
## A
## B
| a |
|---|
| 1 |
<table>
</table>
<h2 id='a'>x
</h2>
<b title='<table>'>
**x**
- a
<div>
</div>
&lt;table&gt;
12 Quay Street
""".splitlines()
gaps = st.sampled_from(["\n", "\n\n"])
texts = st.lists(st.tuples(st.sampled_from(PIECES), gaps).map("".join), max_size=12).map("".join)


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(["ltr", "rtl"]))
def test_nothing_of_the_text_is_lost_or_changed(markdown: str, direction: str) -> None:
    html, headings = rendering.page_body(markdown)
    shown = str(furnished(html, headings, LABELS, direction))
    assert shown.count("<div") == shown.count("</div")
    for addition in ("#</a>", '<bdi dir="ltr">', "</bdi>"):
        shown = shown.replace(addition, "")
    assert without_tags(shown) == without_tags(html)


def without_tags(html: str) -> str:
    text = "".join(part.rpartition(">")[2] for part in html.split("<"))
    return "".join(text.split())
