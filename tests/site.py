"""A web site on 127.0.0.1: a real HTTP server whose pages a test writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias


@dataclass(frozen=True)
class Page:
    """What the server sends; `broken_after` bytes the connection drops."""

    body: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    broken_after: int | None = None

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


Handler: TypeAlias = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Serves `pages` by path, each a page or a function of the request handler; notes what was asked."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.pages: dict[str, Page | Handler] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str, host: str = "") -> str:
        return f"http://{host or self.host}:{self.port}{path}"

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of each request for a path, by their names in lower case."""
        return [headers for asked, headers in self.requests if asked == path]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.requests.append((request.path, {k.lower(): v for k, v in request.headers.items()}))
        page = self.pages.get(request.path, Page("not here", status=404))
        if callable(page):
            page(request)
        else:
            send(request, page)


def send(request: BaseHTTPRequestHandler, page: Page) -> None:
    """Answer with a page, or with 304 where the request holds its ETag or Last-Modified."""
    data = page.data
    unchanged = any(
        page.headers.get(ours) and request.headers.get(theirs) == page.headers[ours]
        for ours, theirs in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
    )
    request.send_response(304 if unchanged else page.status)
    for name, value in page.headers.items():
        request.send_header(name, value)
    if not unchanged:
        request.send_header("Content-Type", page.kind)
        request.send_header("Content-Length", str(len(data)))
    request.end_headers()
    if not unchanged:
        request.wfile.write(data if page.broken_after is None else data[: page.broken_after])
    if page.broken_after is not None:
        request.close_connection = True


@contextmanager
def serve(host: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """A site while the block runs."""

    class Request(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that leaves early is no error of the site

    with Server((host, port), Request) as server:
        site = Site(host, server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
