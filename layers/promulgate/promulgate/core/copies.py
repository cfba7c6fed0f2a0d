"""A policy's permanent copies as a stranger finds them, from one to the next, file by file."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from promulgate.core import digest, evidence, keys, listings, urls
from promulgate.core.evidence import Evidence, EvidenceError
from promulgate.core.listings import Listing

# What is in the file of this key, or None where there is none.
type Read = Callable[[str], bytes | None]

_PATH = re.compile(
    r"/?([a-z]{2,3}(?:-[A-Za-z0-9]+)*)/([a-z0-9-]+)/"
    r"(?:v([0-9]+(?:\.[0-9]+)?)/)?(?:index\.html|index\.md|evidence\.json|versions\.json)?"
)


class Place(NamedTuple):
    """A permanent copy; or, without a number, an edition."""

    policy: str
    language: str
    number: str

    @property
    def path(self) -> str:
        """Return the path that its files stand below."""
        if not self.number:
            return urls.edition(self.language, self.policy)
        return urls.permanent(self.language, self.policy, self.number)

    @property
    def page(self) -> str:
        """Return the key of its page."""
        return keys.page(self.path)

    @property
    def markdown(self) -> str:
        """Return the key of its Markdown."""
        return keys.markdown(self.path)

    @property
    def evidence(self) -> str:
        """Return the key of its evidence."""
        return keys.file(urls.evidence(self.language, self.policy, self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The digests of a copy's files, None where there is none; ``refused`` is the evidence's."""

    place: Place
    page: str | None
    markdown: str | None
    evidence_digest: str | None
    evidence: Evidence | None
    refused: str = ""


class Witness(NamedTuple):
    """A file that names a copy's evidence, and the digest that it gives."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All of one policy that any of its files names.

    ``chain`` is every evidence that can be read, in the order that they claim.
    """

    copies: Mapping[Place, Copy]
    listings: Mapping[str, Listing]
    chain: tuple[tuple[Place, Evidence], ...]
    witnesses: Mapping[Place, tuple[Witness, ...]]


def place(path: str) -> Place | None:
    """Return the copy or edition that ``path`` is, or is a file of; None for any other path."""
    match = _PATH.fullmatch(path)
    return Place(match[2], match[1], match[3] or "") if match else None


def find(read: Read, known: Iterable[Place]) -> Found:
    """Return all that the files of the ``known`` places of one policy lead to."""
    copies: dict[Place, Copy] = {}
    lists: dict[str, Listing] = {}
    waiting = sorted(known, reverse=True)
    while waiting:
        here = waiting.pop()
        if here.language not in lists:
            listing = listings.read(here.policy, here.language, read)
            lists[here.language] = listing
            waiting += [here._replace(number=line.number) for line in listing.lines]
        if here.number and here not in copies:
            copies[here] = copy = _copy(read, here)
            before = copy.evidence and _before(here, copy.evidence)
            waiting += [before] if before else []
    claims = [(one.place, one.evidence) for one in copies.values() if one.evidence]
    chain = tuple(sorted(claims, key=lambda claim: (claim[1].sequence, claim[0])))
    return Found(
        copies=dict(sorted(copies.items())),
        listings=dict(sorted(lists.items())),
        chain=chain,
        witnesses=_witnesses(copies, lists.values(), chain),
    )


def _copy(read: Read, here: Place) -> Copy:
    page, markdown, data = (read(key) for key in (here.page, here.markdown, here.evidence))
    found, refused = None, ""
    try:
        found = evidence.decode(data) if data is not None else None
    except EvidenceError as error:
        refused = str(error)
    return Copy(
        place=here,
        page=digest_of(page),
        markdown=digest_of(markdown),
        evidence_digest=digest_of(data),
        evidence=found,
        refused=refused,
    )


def digest_of(data: bytes | None) -> str | None:
    """Return the digest of a file, or None where there is none."""
    return None if data is None else digest.of_bytes(data)


def _before(here: Place, claimed: Evidence) -> Place | None:
    """Return the copy of the same policy whose evidence is named as the one before."""
    before = place(claimed.previous.path)
    if before is None or before.policy != here.policy or not before.number:
        return None
    return before if f"/{before.evidence}" == claimed.previous.path else None


def _witnesses(
    copies: Iterable[Place], lists: Iterable[Listing], chain: Iterable[tuple[Place, Evidence]]
) -> Mapping[Place, tuple[Witness, ...]]:
    policy = next((here.policy for here in copies), "")
    witnesses: defaultdict[Place, list[Witness]] = defaultdict(list)
    for listing in lists:
        for line in listing.lines:
            named = Place(policy, listing.language, line.number)
            witnesses[named].append(Witness(listing.key, line.evidence))
    for here, claimed in chain:
        if before := _before(here, claimed):
            witnesses[before].append(Witness(here.evidence, claimed.previous.digest))
    return {here: tuple(those) for here, those in witnesses.items()}
