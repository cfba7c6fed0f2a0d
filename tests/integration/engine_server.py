"""A real HTTP server on 127.0.0.1 that plays a translation engine, well or badly, as it is told.

It stands where the engines of the world would be, so that the real deep-translator can be tried
against every way an engine fails.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived; ``line`` is the length of its request line in bytes."""

    method: str
    path: str
    params: dict[str, str]
    body: bytes
    headers: dict[str, str]
    line: int

    @property
    def text(self) -> str:
        return self.params["q"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers: ``wait`` seconds later, ``drip`` seconds between two bytes of the
    head or the body, the body ``apart`` from the head, or with a ``length`` that it does not have.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    drip_head: bool = False
    apart: bool = False
    length: int | None = None


@dataclass(slots=True)
class Server:
    """The running server: its address, what it was asked, and how many questions at once."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0


def translated(text: object) -> Reply:
    """Answer as LibreTranslate does."""
    return Reply(json.dumps({"translatedText": text}).encode())


def upper(asked: Asked) -> Reply:
    """Translate into capitals: right in every line, and never the same as another text's."""
    return translated(asked.text.upper())


class _Http(ThreadingHTTPServer):
    request_queue_size = 512
    daemon_threads = True

    def __init__(self, behave: Callable[[Asked], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behave = behave
        self.record = Server(f"http://127.0.0.1:{self.server_address[1]}")
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._under_way = 0

    @contextmanager
    def noted(self, asked: Asked) -> Iterator[None]:
        with self._lock:
            self.record.asked.append(asked)
            self._under_way += 1
            self.record.most_at_once = max(self.record.most_at_once, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: _Http

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        asked = Asked(
            self.command,
            parts.path,
            {name: values[0] for name, values in parse_qs(parts.query).items()},
            self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            dict(self.headers.items()),
            len(self.requestline),
        )
        with self.server.noted(asked):
            try:
                self._send(self.server.behave(asked))
            except OSError:
                self.close_connection = True

    def _send(self, reply: Reply) -> None:
        self.server.stopping.wait(reply.wait)
        if reply.drip_head:
            self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"." * 1000, reply.drip)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        declared = len(reply.body) if reply.length is None else reply.length
        self.send_header("Content-Length", str(declared))
        self.end_headers()
        if reply.apart:
            self.wfile.flush()
        if reply.drip:
            self._drip(reply.body, reply.drip)
        else:
            self.wfile.write(reply.body)
        if declared != len(reply.body):
            self.close_connection = True

    def _drip(self, data: bytes, pause: float) -> None:
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.server.stopping.wait(pause):
                return

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Keep the test's output clean."""


@contextmanager
def engine_server(behave: Callable[[Asked], Reply] = upper) -> Iterator[Server]:
    """Run a server that answers each request with ``behave`` of it."""
    http = _Http(behave)
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield http.record
    finally:
        http.stopping.set()
        http.shutdown()
        thread.join()
        http.server_close()


@contextmanager
def took_at_most(seconds: float) -> Iterator[None]:
    """Fail when the block takes longer."""
    begun = time.monotonic()
    yield
    took = time.monotonic() - begun
    assert took <= seconds, f"took {took:.2f} s, at most {seconds:.2f} s were allowed"
