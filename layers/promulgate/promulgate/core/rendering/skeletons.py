"""Skeletons: the tags of a rendered text in order, to see whether a translation kept them."""

from promulgate.core.lenient_html import LenientParser

# Attributes of which a change would be damage; ids and titles are translated or set by us.
STRUCTURAL = frozenset({"href", "src", "colspan", "rowspan", "start", "value", "type", "align"})


def tags(html: str) -> tuple[str, ...]:
    """Return the tags of ``html`` in order, with link targets and the like.

    ``("<h2>", "</h2>", "<p>", '<a href="/x">', …)``
    """
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return tuple(parser.found)


class _Tags(LenientParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = "".join(
            f' {name}="{value}"'
            for name, value in sorted(attrs, key=lambda pair: pair[0])
            if name in STRUCTURAL
        )
        self.found.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")
