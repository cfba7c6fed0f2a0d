"""How a token is written for an engine, and how it may come back."""

import re
from dataclasses import dataclass

_QUOTE = "[\"'“”„«»＂]|&quot;|&#34;"


@dataclass(frozen=True, slots=True)
class Style:
    """``name`` is for settings; ``form`` is the token with ``{}`` for its number.

    ``first`` is the lowest number. ``answered`` finds a token, group 1 being its number, also as
    engines decorate it: with spaces inside, with full-width or native digits and brackets.
    ``padded`` tokens are sent with a space on either side.
    """

    name: str
    form: str
    first: int
    answered: re.Pattern[str]
    padded: bool = False

    def write(self, number: int) -> str:
        """Return the token of that number."""
        return self.form.format(number)


_BRACKET = re.compile(r"[\[［【〔]\s*(\d+)\s*[\]］】〕]")
BRACKET = Style("bracket", "[{}]", 900, _BRACKET)
SPACED_BRACKET = Style("spaced-bracket", "[{}]", 900, _BRACKET, padded=True)
DOUBLE = Style("double", "⟦{}⟧", 0, re.compile(r"(?:⟦|\[\[|〚|《)\s*(\d+)\s*(?:⟧|\]\]|〛|》)"))
XML = Style(
    "xml",
    '<x id="{}"/>',
    0,
    re.compile(
        rf"(?:<|&lt;|＜)\s*x\s+id\s*[=＝]\s*(?:{_QUOTE})?\s*(\d+)\s*(?:{_QUOTE})?\s*[/／]?\s*(?:>|&gt;|＞)"
        r"(?:\s*(?:<|&lt;)\s*/\s*x\s*(?:>|&gt;))?",
        re.IGNORECASE,
    ),
)
UNDERSCORE = Style("underscore", "__{}__", 0, re.compile(r"[_＿]{2}\s*(\d+)\s*[_＿]{2}"))

STYLES = {each.name: each for each in (BRACKET, SPACED_BRACKET, DOUBLE, XML, UNDERSCORE)}
