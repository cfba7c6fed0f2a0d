"""Whether a site, in a folder or on the web, is what its evidence says."""

import html
import re
from collections.abc import Sequence
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from local import web
from local.instance import LocalError
from promulgate.core import copies, urls, verification
from promulgate.core.copies import Read
from promulgate.core.verification import Verdict

SECONDS = 30
# A sitemap has at most 50 MB, and no other file of a site comes near that.
LARGEST = 52_428_800
# What the site's bucket and CDN answer where nothing is.
ABSENT = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_LOCATION = re.compile(r"<loc>([^<]+)</loc>")


def verify(site: str) -> tuple[Verdict, ...]:
    """Return a verdict on each policy of ``site``: a folder, or an address.

    An address of one policy, such as that of a permanent copy, asks for that policy only. Raises
    LocalError where there is nothing to verify, OSError where a file or server cannot be read.
    """
    if not site:
        raise LocalError("say which site: make verify DIR=folder or make verify URL=https://…")
    on_the_web = site.startswith(("https://", "http://"))
    read, paths = _web(site) if on_the_web else _folder(Path(site))
    verdicts = verification.verify(read, paths)
    if not verdicts:
        raise LocalError(f"there is no permanent copy of a policy at {site}")
    return verdicts


def lines(verdicts: Sequence[Verdict]) -> list[str]:
    """Return a line for each policy that fits, and one for each thing that does not."""
    return [line for verdict in verdicts for line in map(str, verdict.misfits or _fit(verdict))]


def _fit(verdict: Verdict) -> list[str]:
    held = f"{_count(verdict.copies, 'copy', 'copies')} in "
    held += _count(verdict.languages, "language", "languages")
    return [f"{verdict.policy}: {held}, chain whole, its end is {verdict.end}"]


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _folder(root: Path) -> tuple[Read, list[str]]:
    if not root.is_dir():
        raise LocalError(f"{root} is no folder")

    def read(key: str) -> bytes | None:
        file = root / key
        return file.read_bytes() if file.is_file() else None

    return read, [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]


def _web(address: str) -> tuple[Read, list[str]]:
    parts = urlsplit(address)
    base = f"{parts.scheme}://{parts.netloc}"

    def read(key: str) -> bytes | None:
        return _get(f"{base}/{key}")

    asked = copies.place(parts.path)
    if asked is not None:
        return read, [parts.path, *_listed(read, urls.policy_sitemap(asked.policy))]
    lists = _listed(read, urls.SITEMAP)
    return read, [path for one in lists for path in _listed(read, one)]


def _listed(read: Read, sitemap: str) -> list[str]:
    """Return the paths in a sitemap, or in the list of sitemaps; none where there is none."""
    data = read(sitemap.lstrip("/")) or b""
    found = _LOCATION.findall(data.decode(errors="replace"))
    return [urlsplit(html.unescape(location)).path for location in found]


def _get(url: str) -> bytes | None:
    """Return what is at ``url``, or None where nothing is."""
    status, data = _local(url) if _is_local(url) else _remote(url)
    if status in ABSENT:
        return None
    if status != HTTPStatus.OK:
        raise LocalError(f"{url} answers {status}")
    if len(data) > LARGEST:
        raise LocalError(f"{url} is larger than {LARGEST} bytes")
    return data


def _is_local(url: str) -> bool:
    """Return whether only browsers find the address (RFC 6761, 6.3), as the emulator's."""
    parts = urlsplit(url)
    return parts.scheme == "http" and (parts.hostname or "").endswith(".localhost")


def _local(url: str) -> tuple[int, bytes]:
    answer = web.fetch(url)
    return answer.status, answer.body


def _remote(url: str) -> tuple[int, bytes]:
    request = Request(url, headers={"User-Agent": "promulgate-verify"})
    try:
        with urlopen(request, timeout=SECONDS) as answer:
            return answer.status, answer.read(LARGEST + 1)
    except HTTPError as error:
        return error.code, b""
    except HTTPException as error:
        raise LocalError(f"{url} does not answer as HTTP does: {error!r}") from error
