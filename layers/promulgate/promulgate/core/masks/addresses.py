"""Addresses that are plain text to Markdown: URLs, e-mail addresses, domain names."""

import re
from functools import cache

from promulgate.core.masks.scripts import UNSPACED, may_have_unspaced
from promulgate.core.masks.spans import HARD, SOFT, Ground, Span

EMAIL = re.compile(
    rf"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._%+{SOFT}-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}"
)
# Country codes that are in use (their second letters by the first) and the generic domains one
# meets; longer lists only find more false friends ("data.so" after a forgotten space is one
# already). By first letters, they compile in a tenth of the time that 250 alternatives take.
_COUNTRIES = (
    "a[cdefgilmoqrstuwxz]|b[abdefghijmnorstwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|"
    "g[adefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|"
    "m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|qa|r[eosuw]|"
    "s[abcdeghiklmnorstuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]"
)
_GENERIC = (
    "com|org|net|edu|gov|mil|int|info|biz|app|dev|cloud|online|shop|store|site|tech|legal|law|xyz|"
    "example|invalid"  # RFC 2606, for documents
)
_NAMES = f"{_COUNTRIES}|{_GENERIC}|{_COUNTRIES.upper()}|{_GENERIC.upper()}"
# "e.g.in", "i.e.it": every label before the last is a single letter.
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]{2}")
_TRAILING = ".,;:!?'’*_~"


@cache
def _patterns(unspaced: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a URL and a domain look like among characters of which some are ``unspaced``."""
    start, end = rf"(?<![^\W{unspaced}])", rf"\s<>\"“”«»‹›{HARD}{unspaced}"
    url = rf"{start}(?<!@)(?i:(?:https?|ftps?)://|(?:mailto|tel):)(?=[\w+])[^{end}]+"
    domain = (
        rf"{start}(?<![@.%/-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
        rf"(?:{_NAMES})(?![A-Za-z0-9_@]|-\w|\.\w)(?::\d+)?(?:/[^{end}]*)?"
    )
    return re.compile(url), re.compile(domain)


_SPACED = _patterns("")


def find(ground: Ground) -> list[Span]:
    """Return the addresses in free ground; escapes and entities may be part of one."""
    # With all of Chinese in them they take 9 ms to compile: only where there may be some.
    url, domain = _patterns(UNSPACED) if may_have_unspaced(ground.free) else _SPACED
    spans = [_span(found, "url") for found in url.finditer(ground.free)]
    spans += [_span(found, "email") for found in EMAIL.finditer(ground.free)]
    spans += [
        _span(found, "domain")
        for found in domain.finditer(ground.free)
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
