"""HTTP to the emulator's host names, which a browser resolves to the loopback and libc may not."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from local.instance import HOST

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    url: str,
    method: str = "GET",
    *,
    headers: Mapping[str, str] = NOTHING,
    body: bytes | None = None,
) -> Answer:
    """Ask the loopback for ``url``, whatever its host name; redirects are not followed.

    Raises OSError when nothing listens or no answer comes within a minute.
    """
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(HOST, parts.port or 80, timeout=60)
    try:
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request(method, target, body, {"Host": parts.netloc, **headers})
        answer = connection.getresponse()
        given = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, given, answer.read())
    finally:
        connection.close()
