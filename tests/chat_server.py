"""A server that speaks the OpenAI chat-completions protocol on 127.0.0.1, and its faults.

Each request takes the next reply of its script; a reply is a function that writes what it will.
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Exchange"], None]


class Exchange:
    """One request being answered: its body, and what can be written back."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], script: ChatServer) -> None:
        self.body = body
        self.leave = script.leave
        self._script = script
        self._handler = handler

    def status(self, code: int, message: str = "no", **headers: str) -> None:
        body = json.dumps({"error": {"message": message}}).encode()
        self._handler.send_response(code)
        sent = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
        for name, value in sent.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def begin(self) -> None:
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream")
        self._handler.send_header("Connection", "close")
        self._handler.end_headers()
        self._handler.close_connection = True

    def event(self, data: str) -> None:
        self._handler.wfile.write(f"data: {data}\n\n".encode())
        self._handler.wfile.flush()

    def words(self, text: str, size: int = 9) -> None:
        for start in range(0, len(text), size):
            self.event(chunk({"content": text[start : start + size]}))

    def wait(self, seconds: float) -> None:
        """Until the client is gone, which `left` then says, the server stops, or the time is over."""
        for _ in range(int(seconds / 0.05)):
            readable, _, _ = select.select([self._handler.connection], [], [], 0)
            if readable and not self._handler.connection.recv(1, socket.MSG_PEEK):
                self._script.left.set()
                return
            if self.leave.wait(0.05):
                return

    def end(self, reason: str = "stop") -> None:
        self.event(chunk({}, reason))
        usage = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
        if (self.body.get("stream_options") or {}).get("include_usage"):
            self.event(json.dumps({**json.loads(chunk({})), "choices": [], "usage": usage}))
        self.event("[DONE]")


def chunk(delta: dict[str, str], reason: str | None = None) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}
    return json.dumps(
        {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    )


def says(text: str, reason: str = "stop") -> Reply:
    def reply(exchange: Exchange) -> None:
        exchange.begin()
        exchange.words(text)
        exchange.end(reason)

    return reply


def fails(code: int, message: str = "no", **headers: str) -> Reply:
    return lambda exchange: exchange.status(code, message, **headers)


def breaks_off(text: str) -> Reply:
    """Begins, and closes the connection in the middle."""

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        exchange.words(text)

    return reply


def garbles(text: str) -> Reply:
    """Begins, and goes on with an event that is no JSON."""

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        exchange.words(text)
        exchange.event('{"id": "c", "choices": [{"del')
        exchange.end()

    return reply


def falls_silent(text: str) -> Reply:
    """Begins, and then says nothing for a minute, or until the server stops."""

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        exchange.words(text)
        exchange.wait(60)

    return reply


class ChatServer:
    """What was asked, and what is still to be replied; a request beyond the script gets a 500."""

    def __init__(self, replies: list[Reply]) -> None:
        self.replies = replies
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.leave = threading.Event()
        self.left = threading.Event()
        self.url = ""


@contextmanager
def serving(*replies: Reply) -> Iterator[ChatServer]:
    """A running server with its script."""
    script = ChatServer(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.bodies.append(body)
            script.keys.append(self.headers.get("Authorization", ""))
            reply = script.replies.pop(0) if script.replies else fails(500, "the script is over")
            try:
                reply(Exchange(self, body, script))
            except (BrokenPipeError, ConnectionResetError):
                script.left.set()
                self.close_connection = True  # the client had enough

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.leave.set()
        server.shutdown()
        server.server_close()
        thread.join()
