"""A webhook on 127.0.0.1: a real HTTP server that notes what is posted to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Webhook:
    """Answers each message with the next of `statuses`, then with 204; 0 hangs up without an answer."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}/hooks/s3cret"
        self.bodies: list[dict[str, Any]] = []
        self.statuses: list[int] = []

    @property
    def lines(self) -> list[str]:
        """The sentences of the stories that were taken, in order."""
        return [story["line"] for body in self.bodies for story in body["stories"]]


@contextmanager
def webhook() -> Iterator[Webhook]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = made.statuses.pop(0) if made.statuses else 204
            if status < 300:  # also where nobody hears the answer
                made.bodies.append(body)
            if status:
                self.send_response(status)
                self.send_header("Retry-After", "90")
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Webhook(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
