"""A stack into which hostile texts came through every door: its site, and its review page."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from promulgate.core.people import Person
from promulgate.core.records import Override
from promulgate.core.refusals import UnalignedError
from promulgate.stations import desk, previews, publish, render, review, showing, translate
from tests.attacks.payloads import PAYLOADS, SHORT
from tests.browser.site import Answer
from tests.chaos.way import Way, begun
from tests.integration import review_api
from tests.integration.engine_server import Asked, Reply, translated
from tests.integration.review_api import Api, Somebody

POLICY = "hostile-terms"
HEAD = f"""\
---
title: "Terms {SHORT}"
translationKey: {POLICY}
lastmod: 2026-02-01
effectiveDate: 2026-03-01
description: "About {SHORT}"
keywords: ["{SHORT}", "terms"]
changeNote: "Because {SHORT}"
languages: [de, ja]
---

"""
# What opens a comment or a raw text takes the rest of the file with it, and so stands last.
# A file with control characters is refused.
TEXTS = [each for each in PAYLOADS if "\x0c" not in each]
SOURCE = HEAD + "\n\n".join(f"## Part {n}\n\n{each}" for n, each in enumerate(TEXTS))
GLOSSARY = json.dumps({"never_translate": [SHORT], "terms": [{"en": "terms", "de": SHORT}]})
BRAND = json.dumps(
    {"name": SHORT, "footer": {"en": [{"text": SHORT, "url": "https://halden.example/"}]}}
)
MIKA = Person(name=f"mika {SHORT}", groups=frozenset({"reviewer-ja", "reviewer-de"}), id="mika")
SORA = replace(MIKA, name=f"sora {SHORT}", id="sora")
READER = Somebody(
    sub="pia", email=f"pia{SHORT}@halden.example", groups="publisher,reviewer-ja,reviewer-de"
)


@contextmanager
def hostile() -> Iterator[tuple[dict[str, Answer], Api]]:
    """Yield the site's files by path, with the previews among them, and the review API."""
    rest = cycle(PAYLOADS)

    def answer(asked: Asked) -> Reply:
        return translated("\n".join(f"{line} {next(rest)}" for line in asked.text.split("\n")))

    with begun(answer) as way, pytest.MonkeyPatch.context() as patch:
        doors = {"glossary.yaml": GLOSSARY, "site.yaml": BRAND, f"{SHORT}.md": SOURCE}
        for key, text in doors.items():
            way.world.content.put(key, text.encode(), "text/plain")
            render.receive(way.world.render, key, way.now)
            report = way.world.table.get_plain("REPORT", key)
            assert report is None, report
        for language in ("de", "ja"):
            job = translate.Job(policy=POLICY, version=1, language=language)
            translate.draft(way.translate, job, way.now, last_try=False)
        _review(way)
        publish.converge(way.world.publish, POLICY, way.now)
        files = {f"/{key}": _answer(key, data) for key, data in way.world.pages().items()}
        for language in ("en", "de", "ja"):
            place = desk.Place(policy=POLICY, version=1, language=language)
            html = previews.preview(way.world.review, place)
            files[f"/preview-{language}.html"] = Answer(200, "text/html; charset=utf-8", html)
        patch.setattr(review_api.module(), "station", way.world.review)
        patch.setattr(review_api.module(), "now", lambda: way.now)
        api = Api(module=review_api.module(), table=way.world.table, render=way.world.render)
        yield files, api


def _review(way: Way) -> None:
    """Have people write such texts into drafts in each way they can, and approve one of them."""
    here = way.world.review
    for language, edit in (("de", _edit_units), ("ja", _edit_file)):
        place = desk.Place(policy=POLICY, version=1, language=language)
        edit(here, place, way)
        seen = review.read(here, place)
        review.request_changes(here, place, seen.draft.digest, SHORT, SORA, way.now)
    place = desk.Place(policy=POLICY, version=1, language="de")
    seen = review.read(here, place)
    review.change_units(
        here, place, seen.draft.digest, {seen.document.units[0].id: SHORT}, MIKA, way.now
    )
    seen = review.read(here, place)
    reasons = {(one.unit, one.finding.name) for one in seen.findings}
    overrides = [Override(unit=unit, check=check, reason=SHORT) for unit, check in reasons]
    review.approve(here, place, seen.draft.digest, overrides, SORA, way.now)


def _edit_units(here: desk.Station, place: desk.Place, way: Way) -> None:
    seen = review.read(here, place)
    texts = cycle(each for each in TEXTS if each.isprintable())
    targets = {unit.id: next(texts) for unit in seen.document.units}
    review.change_units(here, place, seen.draft.digest, targets, MIKA, way.now)


def _edit_file(here: desk.Station, place: desk.Place, way: Way) -> None:
    seen = review.read(here, place)
    file = showing.as_xliff(seen).replace("Part 1 ", f"{_escaped(SHORT)} Part 1 ")
    review.put_xliff(here, place, seen.draft.digest, file.encode(), MIKA, way.now)
    seen = review.read(here, place)
    text = seen.document.markdown.replace("## Part 2 ", f"## {SHORT} Part 2 ")
    try:
        review.put_markdown(here, place, seen.draft.digest, text.encode(), MIKA, way.now)
    except UnalignedError:
        # A file whose parts are no longer those of its source is refused whole.
        return


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _answer(key: str, data: bytes) -> Answer:
    types = {"html": "text/html", "xml": "application/xml", "json": "application/json"}
    media_type = types.get(key.rpartition(".")[2], "text/plain")
    return Answer(200, f"{media_type}; charset=utf-8", data)


@contextmanager
def served_apart(application: Callable[..., Any]) -> Iterator[str]:
    """Serve ``application`` from a process of its own, whose main thread may be interrupted."""

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
        child = os.fork()
        if not child:
            server.serve_forever()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def review_page(api: Api) -> Callable[..., Any]:
    """Return the review function as an application, beside hosted pages that let everybody in."""
    behind = review_api.wsgi(api, READER)

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        path = environ["PATH_INFO"]
        if path == "/oauth2/authorize":
            asked = parse_qs(environ["QUERY_STRING"])
            back = urlencode({"code": "code", "state": asked["state"][0]})
            start("302 Found", [("Location", f"{asked['redirect_uri'][0]}?{back}")])
            return [b""]
        if path == "/oauth2/token":
            start("200 OK", [("Content-Type", "application/json")])
            return [json.dumps(TOKENS).encode()]
        return _told_to_sign_in_here(behind, environ, start)

    return application


def _told_to_sign_in_here(
    behind: Callable[..., Any], environ: dict[str, Any], start: Any
) -> list[bytes]:
    here = f"http://{environ['HTTP_HOST']}"
    there = review_api.SIGN_IN

    def started(status: str, headers: list[tuple[str, str]]) -> None:
        start(status, [(name, value.replace(there, here)) for name, value in headers])

    return [part.replace(there.encode(), here.encode()) for part in behind(environ, started)]


# Its signature is the business of API Gateway, which is not here: header, claims, none.
TOKENS = {
    "id_token": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwaWEifQ.",
    "access_token": "a",
    "token_type": "Bearer",
    "expires_in": 3600,
}
