"""The way to an engine: HTTP with a deadline, in the place of deep-translator's ``requests``.

A time-out of ``requests`` bounds each wait for the next bytes, so an engine that drips one byte a
second holds its caller for ever. Here a timer shuts the socket down when the time for the whole
exchange is up, wherever it is: that ends any read, in headers as in the body, and needs neither a
process to kill nor a thread to abandon. Connecting is bounded by the time-out of ``requests``.

Redirects are not followed: an engine that has moved is a setting to change, and the texts are not
to follow it to a stranger. No error carries a URL, for text and key travel in it.
"""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.poolmanager import PoolManager, ProxyManager

from .errors import EngineError, EngineUnavailable
from .exchange import Answer, Request, judge

_LONGEST_ANSWER = 2_000_000
_CHUNK = 65_536
_CONNECT = 10.0


class _Deadline(threading.local):
    """The deadline of the exchange that this thread is in, if it is in one."""

    cut: "_Cut | None" = None


_deadline = _Deadline()


class _Cut:
    """Shuts the socket it watches when its time is up."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._now)
        self._timer.daemon = True

    def __enter__(self) -> "_Cut":
        _deadline.cut = self
        self._timer.start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self._timer.cancel()
        _deadline.cut = None

    def watch(self, connected: socket.socket | None) -> None:
        self._socket = connected
        if self.passed:
            self._shut()

    def _now(self) -> None:
        self.passed = True
        self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _await_answer(connected: socket.socket | None) -> None:
    if connected is not None and hasattr(socket, "TCP_QUICKACK"):
        # Many a simple server sends head and body apart; the body then waits for the head's
        # acknowledgement, which Linux holds back for 40 ms on a connection that is used again.
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
    if _deadline.cut:
        _deadline.cut.watch(connected)


class _WatchedHTTP(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _await_answer(self.sock)
        return super().getresponse()


class _WatchedHTTPS(HTTPSConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _await_answer(self.sock)
        return super().getresponse()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _WatchedHTTP


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHTTPS


class _Watched(HTTPAdapter):
    """Connections whose sockets the deadline can reach, through a proxy too."""

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **options: object
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, **options)
        _watch(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: object) -> ProxyManager:
        manager: ProxyManager = super().proxy_manager_for(proxy, **options)
        _watch(manager)
        return manager


def _watch(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}


def _on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host in {"localhost", "::1"} or host.startswith("127.")


class Wire:
    """Stands where deep-translator expects the module ``requests``: ``get``, ``post``, errors.

    ``adapt`` mends a request before it leaves; ``complaint`` may find an error that its status
    does not show. Raises EngineUnavailable when no whole answer arrives within ``timeout``
    seconds, and what ``complaint`` or the status says is wrong.
    """

    exceptions = requests.exceptions

    def __init__(
        self,
        engine: str,
        *,
        timeout: float,
        adapt: Callable[[Request], Request],
        complaint: Callable[[Answer], EngineError | None],
        secrets: tuple[str, ...] = (),
    ) -> None:
        """Open nothing yet: each thread gets its own session at its first request."""
        self._engine = engine
        self._timeout = timeout
        self._adapt = adapt
        self._complaint = complaint
        self._secrets = secrets
        self._threads = threading.local()

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        proxies: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer as ``requests.get`` would; ``proxies`` are the environment's, as in all of AWS."""
        del proxies
        return self._send(Request("GET", url, params=dict(params or {})))

    def post(
        self,
        url: str,
        data: Mapping[str, str] | None = None,
        json: object = None,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer as ``requests.post`` would."""
        del proxies
        return self._send(
            Request(
                "POST", url, params=dict(params or {}), headers=headers or {}, form=data, json=json
            )
        )

    def _send(self, request: Request) -> Answer:
        answer = self._without_secrets(self._exchange(self._adapt(request)))
        error = self._complaint(answer) or judge(self._engine, answer)
        if error:
            raise error
        return answer

    def _without_secrets(self, answer: Answer) -> Answer:
        """An engine that complains about a key may repeat it; logs and drafts must not."""
        if answer.status_code < 300:
            return answer
        body = answer.body
        for secret in self._secrets:
            body = body.replace(secret.encode(), b"***")
        return replace(answer, body=body)

    def _exchange(self, request: Request) -> Answer:
        with _Cut(self._timeout) as cut:
            try:
                return self._read(request)
            except (requests.RequestException, HTTPError, OSError) as error:
                late = cut.passed or isinstance(error, requests.Timeout)
                reason = (
                    f"gave no whole answer within {self._timeout:g} seconds"
                    if late
                    else f"could not be reached ({type(error).__name__})"
                )
                raise EngineUnavailable(self._engine, reason) from None

    def _read(self, request: Request) -> Answer:
        session = self._session()
        # A proxy is for the way out; it must not be shown what stays on this machine.
        session.trust_env = not _on_this_machine(request.url)
        response = session.request(
            request.method,
            request.url,
            params=dict(request.params),
            headers=dict(request.headers),
            data=dict(request.form) if request.form is not None else None,
            json=request.json,
            timeout=(min(_CONNECT, self._timeout), self._timeout),
            allow_redirects=False,
            stream=True,
        )
        with response:
            body = bytearray()
            for chunk in response.iter_content(_CHUNK):
                body += chunk
                if len(body) > _LONGEST_ANSWER:
                    raise EngineUnavailable(self._engine, "answered without end")
            return Answer(response.status_code, response.headers, bytes(body))

    def _session(self) -> requests.Session:
        """One session a thread: they are not made to be shared, and keep connections open."""
        session: requests.Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = requests.Session()
            session.mount("https://", _Watched())
            session.mount("http://", _Watched())
            self._threads.session = session
        return session
