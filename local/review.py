"""The review API as a signed-in person sees it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from local import web
from local.instance import LocalError


@dataclass(frozen=True, slots=True)
class Review:
    """The API's base address and an ID token."""

    url: str
    token: str

    def policies(self) -> list[dict[str, Any]]:
        """Return every policy with version and state per language."""
        found: list[dict[str, Any]] = []
        after: str | None = ""
        while after is not None:
            page = self.get(f"/api/policies?{urlencode({'limit': 100, 'after': after})}")
            found += page["policies"]
            after = page["next"]
        return found

    def get(self, path: str) -> dict[str, Any]:
        """Return what is at ``path``. Raises LocalError with the API's own reason."""
        return self._ask("GET", path)

    def post(self, path: str, value: object, headers: Mapping[str, str]) -> dict[str, Any]:
        """Send ``value`` to ``path`` and return the answer. Raises LocalError as ``get`` does."""
        return self._ask("POST", path, json.dumps(value).encode(), headers)

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] = web.NOTHING,
    ) -> dict[str, Any]:
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        answer = web.fetch(self.url + path, method, headers={**sent, **headers}, body=body)
        if answer.status != HTTPStatus.OK:
            raise LocalError(f"{method} {path}: {answer.status} {answer.body.decode()[:300]}")
        return dict(json.loads(answer.body))


def draft_path(policy: str, version: int, language: str) -> str:
    """Return the path of one draft."""
    return f"/api/policies/{quote(policy)}/versions/{version}/drafts/{quote(language)}"
