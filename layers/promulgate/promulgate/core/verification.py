"""Whether a site's permanent copies have the bytes that their evidence names, in whole chains.

Nothing is asked but the site's files, and none of them is trusted. What they cannot show is that
the newest of a chain were taken away with every word of them: for that, keep the digest in which
a chain ended, and look for it later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from promulgate.core import copies, listings
from promulgate.core.copies import Copy, Found, Place, Read, digest_of
from promulgate.core.evidence import Evidence
from promulgate.core.listings import Listing


class Misfit(NamedTuple):
    """One thing that does not fit: the file or folder that it is about, and what it is."""

    name: str
    what: str

    def __str__(self) -> str:
        """Return it as one line; what strangers wrote cannot steer a terminal."""
        line = f"{self.name} {self.what}"
        return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be said of one policy; its chain is whole if there are no ``misfits``.

    ``end`` is the digest of the last evidence in the chain.
    """

    policy: str
    copies: int
    languages: int
    end: str
    misfits: tuple[Misfit, ...]


def verify(read: Read, paths: Iterable[str]) -> tuple[Verdict, ...]:
    """Return a verdict on each policy that ``paths`` belong to, and on all of it.

    The rest of a policy is found through its lists of versions and the chain of its evidence, so
    one path of each language is enough; more paths show more copies that nothing names.
    """
    known = {found for path in paths if (found := copies.place(path))}
    return tuple(
        _verdict(read, policy, [one for one in known if one.policy == policy])
        for policy in sorted({one.policy for one in known})
    )


def _verdict(read: Read, policy: str, known: Iterable[Place]) -> Verdict:
    found = copies.find(read, known)
    misfits = (
        *(misfit for one in found.copies.values() for misfit in _copy_misfits(found, one)),
        *(misfit for one in found.listings.values() for misfit in _listing_misfits(found, one)),
        *_witness_misfits(found),
        *_chain_misfits(found),
        *_source_misfits(found),
        *_in_force_misfits(read, found),
    )
    chain = found.chain
    return Verdict(
        policy=policy,
        copies=len(found.copies),
        languages=len({one.language for one in found.copies}),
        end=found.copies[chain[-1][0]].evidence_digest or "" if chain else "",
        misfits=misfits if found.copies else (*misfits, Misfit(policy, "has no permanent copy")),
    )


def _copy_misfits(found: Found, copy: Copy) -> Iterator[Misfit]:
    """Yield what is wrong with a copy's files; what only follows from it is left out."""
    here = copy.place
    files = {
        here.page: copy.page,
        here.markdown: copy.markdown,
        here.evidence: copy.evidence_digest,
    }
    if not any(files.values()):
        names = [witness.name for witness in found.witnesses.get(here, ())]
        yield Misfit(here.path.lstrip("/"), f"is missing; it is{_named_by(names)}")
        return
    yield from (Misfit(key, "is missing") for key, has in files.items() if has is None)
    if copy.refused:
        yield Misfit(here.evidence, copy.refused)
    if copy.evidence is None:
        return
    wrong = list(_claim_misfits(here, copy.evidence))
    if not wrong and _is_changed(found, copy):
        names = [witness.name for witness in found.witnesses[here]]
        wrong = [Misfit(here.evidence, f"has changed: its bytes are not those{_named_by(names)}")]
    yield from wrong or _byte_misfits(copy, copy.evidence)


def _claim_misfits(here: Place, claimed: Evidence) -> Iterator[Misfit]:
    if claimed.path != f"/{here.evidence}":
        yield Misfit(here.evidence, f"is the evidence of another copy: {claimed.path}")
    elif here.number.split(".")[0] != str(claimed.version):
        yield Misfit(here.evidence, f"claims to be of version {claimed.version}")
    if not claimed.approvals:
        yield Misfit(here.evidence, "names no approval")
    if any(approved.document != claimed.document for approved in claimed.approvals):
        yield Misfit(here.evidence, "has an approval that was given for another document")


def _is_changed(found: Found, copy: Copy) -> bool:
    """Return whether nothing that names a copy's evidence names these bytes."""
    witnesses = found.witnesses.get(copy.place, ())
    return bool(witnesses) and all(one.digest != copy.evidence_digest for one in witnesses)


def _byte_misfits(copy: Copy, claimed: Evidence) -> Iterator[Misfit]:
    here = copy.place
    for key, has, named in (
        (here.page, copy.page, claimed.page),
        (here.markdown, copy.markdown, claimed.target),
    ):
        if has is not None and has != named:
            yield Misfit(key, f"has changed: its bytes are not those{_named_by([here.evidence])}")


def _listing_misfits(found: Found, listing: Listing) -> Iterator[Misfit]:
    """Yield where the list of an edition says something else than its copies' evidence."""
    if listing.refused:
        yield Misfit(listing.key, listing.refused)
        return
    numbers = [line.number for line in listing.lines]
    mine = {
        here.number: copy
        for here, copy in found.copies.items()
        if here.language == listing.language
    }
    for number, copy in mine.items():
        if number not in numbers:
            yield Misfit(listing.key, f"does not list {copy.place.path}")
        elif numbers.count(number) > 1:
            yield Misfit(listing.key, f"lists {copy.place.path} more than once")
    if listing.in_force and listing.in_force not in numbers:
        yield Misfit(listing.key, f"has {listing.in_force} in force, but does not list it")
    for line in listing.lines:
        copy = mine[line.number]
        if copy.evidence is None or copy.evidence_digest != line.evidence:
            continue
        if different := listings.differences(line, copy.evidence):
            what = f"says something else of v{line.number} than its evidence"
            yield Misfit(listing.key, f"{what}: {' and '.join(different)}")


def _witness_misfits(found: Found) -> Iterator[Misfit]:
    """Yield the files that name evidence by a wrong digest; changed evidence says nothing."""
    changed = {one.place.evidence for one in found.copies.values() if _is_changed(found, one)}
    for here, witnesses in found.witnesses.items():
        copy = found.copies[here]
        if copy.evidence is None or here.evidence in changed:
            continue
        for witness in witnesses:
            if witness.digest != copy.evidence_digest and witness.name not in changed:
                what = f"names other bytes of {here.evidence} than there are"
                yield Misfit(witness.name, what)


def _chain_misfits(found: Found) -> Iterator[Misfit]:
    """Yield where the chain is cut, but for places that missing or unreadable evidence had."""
    chain = found.chain
    unread = len(found.copies) - len(chain)
    last_place, last = "", 0
    for here, claimed in chain:
        number, path = claimed.sequence, claimed.previous.path.lstrip("/")
        gap = number - last - 1
        if gap < 0:
            what = f"claims to be number {number} of the chain, which {last_place or 'none'} is"
            yield Misfit(here.evidence, what)
        elif gap > unread:
            what = f"is number {number} of the chain, but number {number - 1} is not there"
            yield Misfit(here.evidence, what)
        elif gap == 0 and path != last_place:
            what = f"follows {path or 'nothing'}, but number {last} is {last_place or 'nothing'}"
            yield Misfit(here.evidence, f"{what}: the chain is cut")
        unread -= max(gap, 0)
        last_place, last = here.evidence, number


def _source_misfits(found: Found) -> Iterator[Misfit]:
    """Yield evidence that tells of another source than an earlier one of the same version."""
    told: dict[int, tuple[Place, Evidence]] = {}
    for here, claimed in found.chain:
        first, earlier = told.setdefault(claimed.version, (here, claimed))
        if earlier.source != claimed.source:
            what = f"names another source of version {claimed.version} than {first.evidence}"
            yield Misfit(here.evidence, what)


def _in_force_misfits(read: Read, found: Found) -> Iterator[Misfit]:
    """Yield editions whose text is not the one that was approved for what they say is in force."""
    for here, claimed in found.chain:
        if found.listings[here.language].in_force != here.number:
            continue
        edition = here._replace(number="")
        has = digest_of(read(edition.markdown))
        if has is None:
            yield Misfit(edition.markdown, "is missing")
        elif has != claimed.target:
            yield Misfit(edition.markdown, f"is not the text of {here.path}, which is in force")


def _named_by(names: Sequence[str]) -> str:
    return f" named by {' and '.join(names) or 'nothing'}"
