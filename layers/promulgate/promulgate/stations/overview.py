"""What people are shown of policies and their history; nothing is changed here."""

from collections.abc import Iterator

from promulgate.core import ruling, urls, views
from promulgate.core.history import broken_in
from promulgate.core.views import HistoryView, PoliciesView, PolicyDetail, PublicationView
from promulgate.stations.desk import Station, head_of

# Of how many versions a policy's page tells at once.
VERSIONS = 20


def policies(here: Station, limit: int, after: str) -> PoliciesView:
    """Return up to ``limit`` policies behind the slug ``after``."""
    heads = here.table.policies(limit=limit, after=after)
    return PoliciesView(
        policies=tuple(views.of_policy(head) for head in heads),
        next=heads[-1].policy if len(heads) == limit else None,
    )


def detail(
    here: Station, slug: str, limit: int = VERSIONS, before: int | None = None
) -> PolicyDetail:
    """Return one policy with what belongs to its newest ``limit`` versions below ``before``.

    Raises NotFoundError.
    """
    head = head_of(here, slug)
    last = head.version if before is None else min(before - 1, head.version)
    shown = range(max(last - limit, 0) + 1, last + 1)
    return PolicyDetail(
        policy=views.of_policy(head),
        versions=tuple(
            views.of_version(one) for one in here.table.versions(slug) if one.version in shown
        ),
        drafts=tuple(
            views.of_draft(one) for one in here.table.drafts(slug) if one.version in shown
        ),
        publications=tuple(one for one in _publications(here, slug) if one.version in shown),
        next=shown.start if shown.start > 1 and shown else None,
    )


def _publications(here: Station, slug: str) -> Iterator[PublicationView]:
    """Yield every publication of a policy, with what rulings say of it."""
    rulings = {one.language: one for one in here.table.rulings(slug)}
    known = here.table.publications(slug)
    for one in known:
        siblings = [other for other in known if other.language == one.language]
        held_back = ruling.holds_back(one, siblings, rulings.get(one.language))
        path = urls.permanent(one.language, slug, one.number)
        yield views.of_publication(one, path, held_back=held_back)


def history(here: Station, slug: str, limit: int, after: int) -> HistoryView:
    """Return up to ``limit`` entries behind number ``after``. Raises NotFoundError."""
    head = head_of(here, slug)
    before = here.table.history(slug, limit=1, after=after - 1) if after else ()
    entries = here.table.history(slug, limit=limit, after=after)
    broken = broken_in((*before, *entries), head, first=max(after, 1), last=after + limit)
    return HistoryView(
        entries=entries,
        whole=broken is None,
        broken_at=broken,
        next=after + limit if after + limit < head.sequence else None,
    )
