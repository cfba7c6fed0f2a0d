"""Addresses that are plain text to Markdown: URLs, e-mail addresses, domain names."""

import re

from promulgate.core.masks.scripts import UNSPACED
from promulgate.core.masks.spans import HARD, SOFT, Ground, Span

URL = re.compile(
    rf"(?<![^\W{UNSPACED}])(?<!@)(?:(?:https?|ftps?)://|(?:mailto|tel):)(?=[\w+])[^\s<>\"“”«»‹›{HARD}{UNSPACED}]+",
    re.IGNORECASE,
)
EMAIL = re.compile(
    rf"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._%+{SOFT}-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}"
)
# Country codes that are in use and the generic domains one meets; longer lists only find more
# false friends ("data.so" after a forgotten space is one already).
_COUNTRIES = (
    "ac|ad|ae|af|ag|ai|al|am|ao|aq|ar|as|at|au|aw|ax|az|ba|bb|bd|be|bf|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|"
    "bw|by|bz|ca|cc|cd|cf|cg|ch|ci|ck|cl|cm|cn|co|cr|cu|cv|cw|cx|cy|cz|de|dj|dk|dm|do|dz|ec|ee|eg|er|"
    "es|et|eu|fi|fj|fk|fm|fo|fr|ga|gd|ge|gf|gg|gh|gi|gl|gm|gn|gp|gq|gr|gs|gt|gu|gw|gy|hk|hm|hn|hr|ht|"
    "hu|id|ie|il|im|in|io|iq|ir|is|it|je|jm|jo|jp|ke|kg|kh|ki|km|kn|kp|kr|kw|ky|kz|la|lb|lc|li|lk|lr|"
    "ls|lt|lu|lv|ly|ma|mc|md|me|mg|mh|mk|ml|mm|mn|mo|mp|mq|mr|ms|mt|mu|mv|mw|mx|my|mz|na|nc|ne|nf|ng|"
    "ni|nl|no|np|nr|nu|nz|om|pa|pe|pf|pg|ph|pk|pl|pm|pn|pr|ps|pt|pw|py|qa|re|ro|rs|ru|rw|sa|sb|sc|sd|"
    "se|sg|sh|si|sk|sl|sm|sn|so|sr|ss|st|su|sv|sx|sy|sz|tc|td|tf|tg|th|tj|tk|tl|tm|tn|to|tr|tt|tv|tw|"
    "tz|ua|ug|uk|us|uy|uz|va|vc|ve|vg|vi|vn|vu|wf|ws|ye|yt|za|zm|zw"
)
_GENERIC = (
    "com|org|net|edu|gov|mil|int|info|biz|app|dev|cloud|online|shop|store|site|tech|legal|law|xyz|"
    "example|invalid"  # RFC 2606, for documents
)
DOMAIN = re.compile(
    rf"(?<![^\W{UNSPACED}])(?<![@.%/-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    rf"(?:{_COUNTRIES}|{_GENERIC}|{_COUNTRIES.upper()}|{_GENERIC.upper()})(?![A-Za-z0-9_@]|-\w|\.\w)"
    rf"(?::\d+)?(?:/[^\s<>\"“”«»‹›{HARD}{UNSPACED}]*)?"
)
# "e.g.in", "i.e.it": every label before the last is a single letter.
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]{2}")
_TRAILING = ".,;:!?'’*_~"


def find(ground: Ground) -> list[Span]:
    """Return the addresses in free ground; escapes and entities may be part of one."""
    spans = [_span(found, "url") for found in URL.finditer(ground.free)]
    spans += [_span(found, "email") for found in EMAIL.finditer(ground.free)]
    spans += [
        _span(found, "domain")
        for found in DOMAIN.finditer(ground.free)
        if not _INITIALS.fullmatch(found[0])
    ]
    return spans


def _span(found: re.Match[str], kind: str) -> Span:
    """Return the match without the punctuation of the sentence around it."""
    address = found[0].rstrip(_TRAILING)
    while address.endswith((")", "]")) and _unopened(address):
        address = address[:-1].rstrip(_TRAILING)
    return Span(found.start(), found.start() + len(address), kind)


def _unopened(address: str) -> bool:
    """Say whether the closing bracket at the end was opened outside the address."""
    opening = {")": "(", "]": "["}[address[-1]]
    return address.count(address[-1]) > address.count(opening)
