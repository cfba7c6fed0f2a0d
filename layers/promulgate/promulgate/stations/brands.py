"""The brand in use: the table names its files, the draft bucket keeps every one there ever was."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from promulgate.adapters.buckets import Bucket, Stored
from promulgate.adapters.table import Table
from promulgate.core import brand, brand_file, digest, keys, logo
from promulgate.core.brand import Brand
from promulgate.core.editions import Site
from promulgate.core.files import File

BRAND_FILE = "site.yaml"
# Every file of the brand stands under this, each by its name; "kind" wakes whoever shows it.
_SITE = "SITE"


def keep(table: Table, drafts: Bucket, name: str, stored: Stored) -> None:
    """Take the uploaded ``site.yaml``, or a logo, into use.

    Raises AuthorError when it cannot be used; what was in use then stays.
    """
    data_digest = digest.of_bytes(stored.data)
    if name == BRAND_FILE:
        brand_file.parse(stored.data)
        drafts.put_new(keys.brand(data_digest), stored.data, "application/yaml")
    else:
        logo.check(name, stored.data)
        key = keys.logo(logo.path(name, data_digest))
        drafts.put_new(key, stored.data, logo.media_type(name))
    # The time of the upload, not of this call: an event that comes twice then changes nothing, and
    # wakes nobody.
    item = {"kind": "site", "digest": data_digest, "at": stored.modified_at}
    table.put_plain(_SITE, name, {**item, "object_version": stored.version})


def current(table: Table, drafts: Bucket, company_name: str) -> Brand:
    """Return the brand that pages are to show; ``company_name`` unless it says another."""
    item = table.get_plain(_SITE, BRAND_FILE)
    if item is None:
        return Brand(company_name=company_name)
    described = _read(drafts, item["digest"])
    names = (name for name in (described.logo, described.logo_dark) if name)
    logos = {
        name: uploaded["digest"] for name in names if (uploaded := table.get_plain(_SITE, name))
    }
    return brand_file.shown(described, company_name, logos)


def site(table: Table, drafts: Bucket, plain: Site) -> Site:
    """Return what pages share: as ``plain`` unless the brand in use says otherwise."""
    shown = current(table, drafts, plain.brand.company_name)
    return Site(brand=shown, url=shown.base_url or plain.url)


def preview_site(table: Table, drafts: Bucket, plain: Site) -> Site:
    """Return the same with the logos inside: a preview stands where the site's files do not."""
    shared = site(table, drafts, plain)
    light, dark = (_data_url(drafts, path) for path in (shared.brand.logo, shared.brand.logo_dark))
    return replace(shared, brand=replace(shared.brand, logo=light, logo_dark=dark))


def _data_url(drafts: Bucket, path: str) -> str:
    if not path:
        return ""
    return f"data:{logo.media_type(path)};base64,{b64encode(_logo(drafts, path)).decode()}"


def _logo(drafts: Bucket, path: str) -> bytes:
    stored = drafts.get(keys.logo(path))
    if stored is None:
        raise LookupError(f"the logo {path} is not in the draft bucket")
    return stored.data


def files(drafts: Bucket, shown: Brand) -> Iterator[File]:
    """Yield the files that pages of this brand need on the site; each is named by its content."""
    if shown.accent is not None:
        css = brand.stylesheet(shown.accent).encode()
        yield File(keys.file(brand.stylesheet_path(shown)), css, "text/css; charset=utf-8")
    for path in (shown.logo, shown.logo_dark):
        if path:
            yield File(keys.file(path), _logo(drafts, path), logo.media_type(path))


# A brand never changes under its digest; a warm function need not fetch it again.
@lru_cache(maxsize=4)
def _read(drafts: Bucket, data_digest: str) -> Brand:
    stored = drafts.get(keys.brand(data_digest))
    if stored is None:
        raise LookupError(f"the brand {data_digest} is not in the draft bucket")
    return brand_file.parse(stored.data)
