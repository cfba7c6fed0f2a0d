"""A site of Halden Books with two policies, and evidence for each permanent copy."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from promulgate.core import digest, evidence, keys, sitemap, urls
from promulgate.core.evidence import Evidence
from promulgate.core.page import policy_page
from promulgate.core.records import Approval, Draft, Publication, Version
from promulgate.core.states import State
from tests.unit.page_samples import PAGE

# In the order of their publication: the chain of each policy.
COPIES = (("en", "1"), ("ja", "1"), ("en", "2"), ("ja", "2"), ("pt-BR", "2"), ("ja", "2.1"))
IN_FORCE = {"en": "2", "ja": "2.1", "pt-BR": "2"}
POLICIES = ("returns", "terms")


def evidence_key(language: str, number: str, policy: str = "terms") -> str:
    """Return the key of a copy's evidence."""
    return urls.evidence(language, policy, number).lstrip("/")


def site() -> dict[str, bytes]:
    """Return the site's files by key."""
    return dict(_site())


@cache
def _site() -> dict[str, bytes]:
    files = dict(_sitemaps())
    for policy in POLICIES:
        before: Publication | None = None
        out: list[Publication] = []
        for language, number in COPIES:
            before = _publish(files, policy, language, number, before)
            out.append(before)
        for language in IN_FORCE:
            mine = [one for one in out if one.language == language]
            files[urls.versions(language, policy).lstrip("/")] = versions(policy, language, mine)
    return files


def _publish(
    files: dict[str, bytes], policy: str, language: str, number: str, before: Publication | None
) -> Publication:
    path = urls.permanent(language, policy, number)
    markdown = f"# {policy}\n\n{number} in {language}\n".encode()
    html = policy_page(
        replace(PAGE, kind="permanent", policy=policy, language=language, path=path, alternates=())
    )
    publication = replace(
        _publication(policy, language, number, digest.of_bytes(markdown)),
        sequence=before.sequence + 1 if before else 1,
        page_digest=digest.of_bytes(html),
    )
    version = _version(policy, publication.version)
    made = evidence.of(version, _draft(publication), publication, failing=[], previous=before)
    proof = evidence.encode(made)
    files[keys.markdown(path)] = markdown
    files[keys.page(path)] = html
    files[evidence_key(language, number, policy)] = proof
    if IN_FORCE[language] == number:
        files[keys.markdown(urls.edition(language, policy))] = markdown
    return replace(publication, evidence_digest=digest.of_bytes(proof))


def _version(policy: str, number: int) -> Version:
    return Version(
        policy=policy,
        version=number,
        key=f"{policy}.md",
        object_version=f"object-{number}",
        source_digest=digest.of_text(f"{policy} {number}"),
        source_language="en",
        title=policy,
        uploaded_at=f"2026-0{number}-01T08:00:00Z",
        effective_date=f"2026-0{number}-02",
        effective_at=f"2026-0{number}-02T00:00:00Z",
        last_modified=f"2026-0{number}-01",
        authoritative="en",
        change="material",
        change_note="",
        targets=("ja", "pt-BR"),
    )


def _publication(policy: str, language: str, number: str, target: str) -> Publication:
    version, _, correction = number.partition(".")
    known = _version(policy, int(version))
    return Publication(
        policy=policy,
        language=language,
        version=known.version,
        correction=int(correction or 0),
        draft_digest=digest.of_text(f"{policy} {language} {number}"),
        source_digest=known.source_digest,
        target_digest=target,
        title=policy,
        description="",
        published_at=f"2026-0{version}-01T09:00:00Z",
        effective_date=known.effective_date,
        effective_at=known.effective_at,
        reviewed_on="",
        change="material",
        change_note="",
    )


def _draft(publication: Publication) -> Draft:
    approval = Approval(
        by=f"{publication.language}@halden.example",
        at=publication.published_at,
        draft_digest=publication.draft_digest,
        source_digest=publication.source_digest,
        target_digest=publication.target_digest,
        glossary_digest="",
        renderer="1",
        nonce=digest.of_text(publication.number)[:32],
    )
    return Draft(
        policy=publication.policy,
        version=publication.version,
        language=publication.language,
        state=State.APPROVED,
        source_digest=publication.source_digest,
        changed_by="machine",
        approval=approval,
    )


def versions(policy: str, language: str, out: list[Publication]) -> bytes:
    """Return an edition's history for machines."""
    return digest.canonical_json(
        {
            "policy": policy,
            "language": language,
            "in_force": IN_FORCE[language],
            "publications": [
                {
                    "publication": one.number,
                    "version": one.version,
                    "published": one.published_at,
                    "effective": one.effective_date,
                    "source_digest": one.source_digest,
                    "target_digest": one.target_digest,
                    "evidence_digest": one.evidence_digest,
                    "url": urls.permanent(language, policy, one.number),
                }
                for one in reversed(out)
            ],
        }
    )


def _sitemaps() -> Iterator[tuple[str, bytes]]:
    address = "https://policies.halden.example"
    yield "sitemap.xml", sitemap.index(address, POLICIES)
    for policy in POLICIES:
        locations = "".join(
            f"<url><loc>{address}{urls.edition(language, policy)}</loc></url>"
            for language in IN_FORCE
        )
        yield f"sitemap-{policy}.xml", f"<urlset>{locations}</urlset>".encode()


def told(files: dict[str, bytes], language: str, number: str) -> Evidence:
    """Return what the evidence of one copy of the terms says."""
    return evidence.decode(files[evidence_key(language, number)])


def rewritten(files: dict[str, bytes], claim: Evidence) -> dict[str, bytes]:
    """Return the site with another evidence in its place, and a list of versions that agrees."""
    key, data = claim.path.lstrip("/"), evidence.encode(claim)
    was, now = digest.of_bytes(files[key]), digest.of_bytes(data)
    listing = urls.versions(claim.language, claim.policy).lstrip("/")
    agreed = files[listing].replace(was.encode(), now.encode())
    return {**files, key: data, listing: agreed}
