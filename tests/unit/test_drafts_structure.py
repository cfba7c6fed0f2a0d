"""Whatever an engine makes of any Markdown, the draft has its source's tags or says it has not."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core import findings, translation
from promulgate.core.bodies import body_of
from promulgate.core.documents import Document
from promulgate.core.glossary import Term
from promulgate.core.masks import BRACKET, DOUBLE, SPACED_BRACKET, XML, Style
from promulgate.core.rendering import skeleton
from promulgate.core.translation import Task
from promulgate.core.units import split
from tests.unit import hostile_engines as engines
from tests.unit.pages import FRONT_MATTER, policy
from tests.unit.test_units_identity import MARKS

TERMS = (Term("books", "Bücher"), Term("refund to", "Erstattung an"), Term("Halden", None))
PIECES = st.sampled_from(
    [
        *("we keep", "your *data*", "**not**", "[link](/a)", "[x][r]", "[^1]", "`code`", "refund"),
        *("<b>so</b>", "<div>", "</div>", "\n<p>hi</p>\n", "&amp;", "<", "*", "_", "__", "a_b_c"),
        *("| a | b |\n|---|---|\n| c | d |\n", "[^1]: note\n", "[r]: /u 'Title'\n", "\n- ", "\n> "),
        *("term\n:   def\n", "!!! note\n    x\n", "{: #id }", "![words](i.png 'Title')", "§ 5(1)"),
    ]
)
STYLES = st.sampled_from([(BRACKET, DOUBLE), (SPACED_BRACKET, XML), (XML, BRACKET)])
ANY = st.lists(PIECES | PIECES | st.sampled_from(MARKS), max_size=20)
FILES = policy | ANY.map(" ".join) | ANY.map("".join).map(FRONT_MATTER.__add__)


def drafted(
    source: str,
    engine: engines.Engine,
    styles: tuple[Style, ...],
    limit: int | None,
    terms: tuple[Term, ...],
) -> Document:
    task = Task(
        policy="books",
        source_text=source,
        source_digest="s",
        source_language="en",
        language="de",
        glossary_digest="g",
        terms=terms,
    )
    units = split(source)
    asked = translation.ask(task, units, engine, styles, limit)
    return translation.document(task, units, {}, asked, ())


def tags(file: str) -> Counter[str]:
    """Return the tags of the page; languages put what is emphasised or linked in another order."""
    return Counter(skeleton(body_of(file)))


@pytest.mark.parametrize("engine", [engines.honest, *engines.HOSTILE])
@given(
    file=FILES,
    styles=STYLES,
    limit=st.sampled_from([None, 40]),
    terms=st.sampled_from([(), TERMS]),
)
def test_a_draft_has_the_tags_of_its_source_or_says_so(
    engine: engines.Engine,
    file: str,
    styles: tuple[Style, ...],
    limit: int | None,
    terms: tuple[Term, ...],
) -> None:
    document = drafted(file, engine, styles, limit, terms)
    if tags(document.markdown) != tags(file):
        assert "structure" in {one.finding.name for one in findings.of(document, file, terms)}


@given(file=policy, styles=STYLES, terms=st.sampled_from([(), TERMS]))
def test_an_honest_engine_s_draft_of_a_policy_has_no_error(
    file: str, styles: tuple[Style, ...], terms: tuple[Term, ...]
) -> None:
    document = drafted(file, engines.honest, styles, None, terms)
    assert findings.errors(findings.of(document, file, terms)) == ()
