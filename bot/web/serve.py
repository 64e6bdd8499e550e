"""Runs the server until a signal comes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.chat.queue import AnswerQueue
from bot.services.signals import on_stop
from bot.web.app import GRACE, create_app
from bot.web.desk import Desk, queue_limits
from bot.web.guard import Rules
from bot.web.token import bare_address, check_address, find_token
from retrieval.engine import Engine
from retrieval.errors import UsageError
from retrieval.index.browse import ArticleBrowser
from retrieval.settings import Settings

BACKLOG = 2048


def rules_of(settings: Settings, host: str) -> Rules:
    """Return whom a server at `host` serves. Raise UsageError if other machines reach it without a token."""
    token = find_token(settings)
    check_address(host, token)
    names = (*settings.web_hosts, *([] if bare_address(host) else [host.lower()]))
    return Rules(token, names, settings.web_per_minute)


def serve(
    engine: Engine,
    settings: Settings,
    rules: Rules,
    sock: socket.socket,
    *,
    on_start: Callable[[], None] = lambda: None,
    more: Sequence[Starlette] = (),
) -> bool:
    """Serve until SIGINT or SIGTERM. Return False if a thread still works on an answer nobody waits for."""
    queue = AnswerQueue(queue_limits(settings.web_workers))
    with closing(ArticleBrowser(engine.index.folder)) as browser:
        desk = Desk(engine, queue, browser, engine.today, settings.log_questions)
        config = uvicorn.Config(
            create_app(desk, rules, more),
            access_log=False,  # addresses hold questions
            log_level="warning",
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=int(GRACE) + 1,
        )
        on_start()
        asyncio.run(Server(config, queue).serve(sockets=[sock]))
    return queue.idle


class Server(uvicorn.Server):
    """Stops at a signal, which uvicorn would raise once more, and tells those who wait."""

    def __init__(self, config: uvicorn.Config, queue: AnswerQueue) -> None:
        super().__init__(config)
        self._queue = queue
        self._closing: asyncio.Task[None] | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        with on_stop(self.stop):
            yield

    def stop(self) -> None:
        """Take no more requests, and finish those under way within `GRACE` seconds."""
        self.should_exit = True
        self._closing = asyncio.ensure_future(self._queue.close(GRACE))


def open_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raise UsageError if the address cannot be had."""
    address = bare_address(host)
    family = socket.AF_INET6 if address and address.version == 6 else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), port), family=family, backlog=BACKLOG)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{host}:{port} cannot be used: {reason}; choose another with --port") from None


def url_of(sock: socket.socket) -> str:
    """Return the address to open in a browser."""
    host, port, *_ = sock.getsockname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
