"""The inline structure of a unit as Python-Markdown renders it."""

from collections import Counter
from xml.etree.ElementTree import Element, SubElement

from promulgate.core.defined import Definitions
from promulgate.core.lenient_html import LenientParser
from promulgate.core.masks.markup import VOID
from promulgate.core.masks.reader import reading

type Structure = Counter[tuple[str, ...]]


def structure(text: str, definitions: Definitions) -> Structure:
    """Return how often each element stands at each place among the others.

    An element is its tag with its attributes, code also its text; its place is the path of
    elements around it. Translation may change the order of neighbours, never what is inside what.
    """
    counter = _Counter()
    counter.feed(_html(text.replace("\r\n", "\n"), definitions))
    counter.close()
    return counter.found


def _html(text: str, definitions: Definitions) -> str:
    """Render ``text`` as the inside of one paragraph; no block syntax is read."""
    with reading(definitions) as reader:
        markdown = reader.markdown
        root = Element("div")
        SubElement(root, "p").text = text
        for name in ("inline", "attr_list", "unescape"):
            markdown.treeprocessors[name].run(root)
        html = markdown.serializer(root)
        for processor in markdown.postprocessors:
            html = processor.run(html)
    return html


class _Counter(LenientParser):
    """Counts the paths of the elements in HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Structure = Counter()
        self.path: list[tuple[str, str]] = []
        self.code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.path.append((tag, _described(tag, attrs)))
        self.found[tuple(name for _, name in self.path)] += 1
        if tag in VOID:
            self.path.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.path and self.path[-1][0] == tag:
            self.path.pop()
        else:
            self.found[(*(name for _, name in self.path), f"/{tag}")] += 1

    def handle_data(self, data: str) -> None:
        if any(tag == "code" for tag, _ in self.path):
            self.found[(*(name for _, name in self.path), f"={data}")] += 1

    def handle_comment(self, data: str) -> None:
        self.found[(f"<!--{data}",)] += 1

    def handle_pi(self, data: str) -> None:
        self.found[(f"<?{data}",)] += 1

    def unknown_decl(self, data: str) -> None:
        self.found[(f"<![{data}",)] += 1


def _described(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    """Return the tag with its attributes; the running ids of footnotes depend on order only."""
    kept = [(k, v) for k, v in attrs if not (tag == "sup" and k == "id")]
    return " ".join([tag, *(f"{key}={value}" for key, value in sorted(kept, key=str))])
