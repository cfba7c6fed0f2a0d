"""A translation server for this machine alone that speaks LibreTranslate's API.

    python -m local.engine --port 5000

``POST /translate`` takes ``q``, ``source`` and ``target`` in the query string (as deep-translator
sends them), in a form, or as JSON, where ``q`` may be a list. ``GET /languages`` lists languages;
any other code is taken too. English to ``pt`` or ``pt-BR`` is translated for real, everything else
is pseudo-translated. ``GET /stats`` counts what was asked; no text is kept or logged.
"""

import argparse
import json
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from local.engine import neural
from local.engine.pseudo import pseudo

_LANGUAGES = (
    "ar az be bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms"
    " nb nl pl pt pt-BR ro ru sk sl sq sr sv th tl tr uk ur vi zh zh-Hans zh-Hant"
)
_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_BRAZILIAN = {"pt", "pt-br", "pb"}
_LONGEST_BODY = 2_000_000

type Translate = Callable[[str, str, str], str]
"""Takes a text, its language and the language wanted."""


class BadRequest(Exception):  # noqa: N818
    """A question that LibreTranslate, too, would answer with 400 and this message."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to translate; ``listed`` says that ``q`` was a list, and the answer is to be one."""

    texts: tuple[str, ...]
    listed: bool
    source: str
    target: str


@dataclass(slots=True)
class Stats:
    """How many requests and characters came in, in all and by target language, and how many
    requests were under way at once at most.
    """

    requests: int = 0
    characters: int = 0
    most_at_once: int = 0
    by_target: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _under_way: int = 0

    @contextmanager
    def counted(self, target: str, characters: int) -> Iterator[None]:
        """Add one request, which is under way until the end of the block."""
        with self._lock:
            self.requests += 1
            self.characters += characters
            self.by_target[target] = self.by_target.get(target, 0) + 1
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def as_json(self) -> dict[str, object]:
        """Return the counts so far."""
        with self._lock:
            return {
                "requests": self.requests,
                "characters": self.characters,
                "most_at_once": self.most_at_once,
                "by_target": dict(self.by_target),
            }


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1 only; answers each translation ``latency`` seconds late."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self, port: int, translate: Translate, latency: float = 0.0) -> None:
        """Bind ``port``, 0 for any free one."""
        super().__init__(("127.0.0.1", port), Handler)
        self.translate = translate
        self.latency = latency
        self.stats = Stats()


class Handler(BaseHTTPRequestHandler):
    """One connection: as many requests as its client likes."""

    protocol_version = "HTTP/1.1"
    # Head and body leave together or, when the body is long, at once one after the other;
    # as the standard library has it, the body would wait 40 ms for the head's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Answer what is there to read."""
        path = urlsplit(self.path).path
        if path == "/languages":
            codes = _LANGUAGES.split()
            self._send(200, [{"code": code, "name": code, "targets": codes} for code in codes])
        elif path == "/stats":
            self._send(200, self.server.stats.as_json())
        else:
            self._send(404, {"error": f"nothing at {path}"})

    def do_POST(self) -> None:
        """Answer a translation."""
        body = self._body()
        if urlsplit(self.path).path != "/translate":
            self._send(404, {"error": "nothing to post to but /translate"})
            return
        try:
            question = read_question(self._parameters(body))
        except BadRequest as wrong:
            self._send(400, {"error": str(wrong)})
            return
        with self.server.stats.counted(question.target, sum(map(len, question.texts))):
            time.sleep(self.server.latency)
            answers = [
                self.server.translate(text, question.source, question.target)
                for text in question.texts
            ]
        self._send(200, {"translatedText": answers if question.listed else answers[0]})

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        size = int(length) if length.isdecimal() else 0
        if size > _LONGEST_BODY:
            self.close_connection = True
            return b""
        return self.rfile.read(size)

    def _parameters(self, body: bytes) -> Mapping[str, object]:
        if "json" in self.headers.get("Content-Type", ""):
            try:
                value = json.loads(body)
            except ValueError:
                raise BadRequest("Invalid JSON format") from None
            return value if isinstance(value, dict) else {}
        query = dict(parse_qsl(urlsplit(self.path).query))
        return {**query, **dict(parse_qsl(body.decode(errors="replace")))}

    def _send(self, status: int, value: object) -> None:
        body = json.dumps(value, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Log nothing: a request line holds the text."""


def read_question(parameters: Mapping[str, object]) -> Question:
    """Return the question that the request's parameters ask; raises BadRequest."""
    for name in ("q", "source", "target"):
        if not parameters.get(name):
            raise BadRequest(f"Invalid request: missing {name} parameter")
    asked = parameters["q"]
    texts = tuple(asked) if isinstance(asked, list) else (asked,)
    if not all(isinstance(text, str) for text in texts):
        raise BadRequest("Invalid request: q is no text")
    source, target = str(parameters["source"]), str(parameters["target"])
    for code in (source, target):
        if not _CODE.fullmatch(code):
            raise BadRequest(f"{code} is not supported")
    return Question(texts, isinstance(asked, list), source, target)


def translator(brazilian: Callable[[str], str] | None) -> Translate:
    """Return what translates: ``brazilian`` for English to Portuguese, pseudo for the rest."""

    def translate(text: str, source: str, target: str) -> str:
        wanted = target.lower().replace("_", "-")
        if brazilian and source.lower().split("-")[0] == "en" and wanted in _BRAZILIAN:
            return brazilian(text)
        return text if source == target else pseudo(text, target)

    return translate


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; return the exit status."""
    parser = argparse.ArgumentParser(prog="local.engine", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=5000, help="0 takes any free one")
    parser.add_argument("--latency-ms", type=int, default=0, help="wait before each answer")
    parser.add_argument(
        "--pseudo-only", action="store_true", help="no neural model: nothing to install"
    )
    given = parser.parse_args(arguments)
    brazilian = None if given.pseudo_only else neural.load()
    server = Server(given.port, translator(brazilian), given.latency_ms / 1000)

    def stop(_signal: int, _frame: object) -> None:
        # shutdown() waits for serve_forever(), which this very thread is in.
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    real = "English to Brazilian Portuguese is real, " if brazilian else ""
    port = server.server_address[1]
    print(f"translation server ready at http://127.0.0.1:{port}/ ({real}the rest is pseudo)")
    sys.stdout.flush()
    with server:
        server.serve_forever(poll_interval=0.1)
    return 0
