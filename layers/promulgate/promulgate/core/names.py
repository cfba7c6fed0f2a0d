"""Names that tell themselves: a word with a capital inside is a product or a company."""

import re
from collections.abc import Sequence
from itertools import islice

from promulgate.core.glossary import Term

# ShelfWatch, iPhone, LaTeX, McDonald's; but neither "PDF" nor "PDFs".
_NAME = re.compile(r"(?<![\w.@/-])(?:[a-z]+[A-Z]|[A-Z]+[a-z]+[A-Z])[A-Za-z0-9]*(?![\w@/])")
# A text with more of them is no prose, and each is looked for in every unit.
MOST_NAMES = 500


def with_names(terms: Sequence[Term], source_text: str) -> tuple[Term, ...]:
    """Return ``terms`` and, never to be translated, the names in ``source_text``.

    A name that the glossary lists is treated as the glossary says.
    """
    listed = {term.source for term in terms}
    found = dict.fromkeys(match[0] for match in _NAME.finditer(source_text))
    names = (Term(name, None, True) for name in found if name not in listed)
    return (*terms, *islice(names, MOST_NAMES))
