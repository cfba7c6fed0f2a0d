"""HTML as authors write it, read by Python's own parser without its refusals."""

from html.parser import HTMLParser


class LenientParser(HTMLParser):
    """Takes what no marked section can be (``<![we``) for a comment, as browsers do.

    https://html.spec.whatwg.org/multipage/parsing.html#parse-error-incorrectly-opened-comment
    """

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Return where the section at ``i`` ends; -1 where it does not."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)
