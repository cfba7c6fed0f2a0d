"""Repetition: an engine that stutters says the same again and again."""

import re
from itertools import pairwise

from promulgate.core.checks.pair import Finding, Pair

# Words with nothing but space between them.
_RUN = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:['’\s-]{1,2}[^\W\d_]+)+")
_GOAL = re.compile(r"\][(\[][^()\[\]]{0,2000}[)\]]")
_SENTENCE = re.compile(r"[^.!?。！？\n]{20,}")
# A stutter in a script without spaces: some letters, three times over.
_PIECE = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{2,12}?)\1\1")
# Shorter words stand twice in good sentences: "die die", "vous vous", "que que".
SHORTEST_DOUBLED = 5
LONGEST_PHRASE = 6


def check(pair: Pair) -> Finding | None:
    """Return a warning if words, a phrase or a sentence follow themselves, unlike in the source."""
    before = _repeated(pair.source)
    repeated = _repeated(pair.target)
    if repeated is None or before is not None:
        return None
    return Finding(
        name="repetition",
        severity="warning",
        message=f"this says twice in a row: “{repeated}”",
        parts=(repeated,),
    )


def _repeated(text: str) -> str | None:
    """Return the first piece of ``text`` that follows itself."""
    if piece := _PIECE.search(text):
        return piece[1]
    for run in _RUN.findall(_GOAL.sub("", text)):
        if phrase := _doubled(run.split()):
            return phrase
    sentences = [each[0].strip() for each in _SENTENCE.finditer(text)]
    return next((one for one, after in pairwise(sentences) if one == after), None)


def _doubled(words: list[str]) -> str | None:
    """Return a phrase that stands twice in a row; between its words is nothing but space."""
    for length in range(1, min(LONGEST_PHRASE, len(words) // 2) + 1):
        # How many words in a row equal the one a phrase's length before them.
        equal = 0
        for place in range(length, len(words)):
            equal = equal + 1 if words[place] == words[place - length] else 0
            phrase = " ".join(words[place - length + 1 : place + 1])
            if equal == length and len(phrase) >= SHORTEST_DOUBLED:
                return phrase
    return None
