"""A real server on a port of this machine, and what may come to it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from retrieval.conversation.rewrite_by_rule import RuleCondenser
from retrieval.engine import Engine, Writers
from retrieval.values import Evidence, QuestionState, Reply, Statement
from tests.bot.web.conftest import TOKEN, make_desk, running

ROOT = Path(__file__).parents[3]
CUP = {"question": "Who won the island cup?"}


def test_a_body_of_100_mb_is_refused_and_the_next_request_served(server: str) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (b" " * 1_000_000 for _ in range(100))

    with httpx.Client(base_url=server, timeout=60) as client:
        headers = {"Content-Type": "application/json", "Content-Length": "100000000"}
        reply = client.post("/v1/ask", content=pieces(), headers=headers)
        assert (reply.status_code, reply.json()["error"]["code"]) == (413, "too_large")
        assert client.post("/v1/ask", json=CUP).status_code == 200


async def test_each_of_1000_requests_at_once_gets_an_answer_or_is_told_to_wait(server: str) -> None:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=server, timeout=300, limits=limits) as client:
        replies = await asyncio.gather(*(client.post("/v1/ask", json=CUP) for _ in range(1_000)))
    statuses = {reply.status_code for reply in replies}
    assert statuses <= {200, 503} and 200 in statuses
    for reply in replies:
        told = reply.json()
        assert told["citations"] if reply.status_code == 200 else told["error"]["code"] == "busy"


class Slow:
    """An answerer that streams a sentence and then goes on until it is cancelled."""

    writes = True

    def __init__(self) -> None:
        self.left = threading.Event()

    def answer(self, state: QuestionState) -> Reply:
        return Reply((_statement(state.evidence[0]),), model="slow")

    async def stream(self, state: QuestionState) -> AsyncIterator[Reply]:
        try:
            yield self.answer(state)
            await asyncio.sleep(60)
        finally:
            self.left.set()


def _statement(evidence: Evidence) -> Statement:
    return Statement(evidence.text, (evidence,))


def test_a_client_that_goes_away_in_a_stream_ends_it(news_engine: Engine) -> None:
    slow = Slow()
    engine = replace(news_engine, open_writers=lambda: Writers(slow, RuleCondenser()))
    desk = make_desk(engine)
    with running(desk) as address:
        headers = {"Accept": "text/event-stream"}
        with httpx.stream("POST", f"{address}v1/ask", json=CUP, headers=headers, timeout=60) as reply:
            lines = reply.iter_lines()
            assert next(lines) == "event: partial"
            assert json.loads(next(lines).removeprefix("data: "))["citations"]
        assert slow.left.wait(20)
        assert httpx.get(f"{address}v1/models").status_code == 200
        end = time.monotonic() + 20
        while not desk.queue.idle and time.monotonic() < end:
            time.sleep(0.05)
        assert desk.queue.idle
    desk.close()


class Broken(Engine):
    """An engine with a defect."""

    def ask(self, query: object) -> object:  # type: ignore[override]
        raise RuntimeError("secret detail")


def test_no_traceback_leaves_the_server(news_engine: Engine) -> None:
    fields = {name: getattr(news_engine, name) for name in Engine.__dataclass_fields__}
    desk = make_desk(Broken(**fields))
    with running(desk) as address:
        reply = httpx.post(f"{address}v1/ask", json=CUP, timeout=60)
        assert (reply.status_code, reply.json()["error"]["code"]) == (500, "failed")
        page = httpx.get(address, params={"q": "x"}, timeout=60)
        assert page.status_code == 500
        assert not {"secret detail", "Traceback"} & {reply.text, page.text}
        assert "secret detail" not in reply.text + page.text
    desk.close()


@pytest.mark.parametrize(
    "garbage", [b"\x00\xff\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST /v1/ask HTTP/1.1\r\n"]
)
def test_what_is_no_http_harms_nobody(server: str, garbage: bytes) -> None:
    where = urlsplit(server)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=10) as sock:
        sock.sendall(garbage)
    assert httpx.get(f"{server}health").status_code == 200


def start(data: Path, *args: str, **env: str) -> subprocess.Popen[str]:
    """The command on the small models, in a process of its own."""
    code = (
        "import sys\nfrom bot.cli.main import cli\nfrom tests.conftest import make_engine\n"
        "cli(sys.argv[1:], obj=lambda settings: make_engine(settings.data), prog_name='newsdesk')"
    )
    command = [sys.executable, "-c", code, "serve", "--data", str(data), *args]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **env})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_a_signal(
    news_engine: Engine, tmp_path: Path, number: signal.Signals
) -> None:
    news_engine.close()
    with start(tmp_path / "data", "--port", "0") as process:
        assert process.stderr
        line = process.stderr.readline()
        assert line.startswith("newsdesk serve: http://127.0.0.1:")
        address = line.split()[2]
        assert httpx.post(f"{address}v1/ask", json=CUP, timeout=60).status_code == 200
        process.send_signal(number)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


def test_other_machines_are_served_with_a_token_only(tmp_path: Path) -> None:
    with start(tmp_path / "data", "--host", "0.0.0.0", "--port", "0") as process:
        assert process.stderr and process.wait(60) == 2
        assert process.stderr.read() == (
            "newsdesk: other machines reach 0.0.0.0, so a token is needed;"
            " set NEWSDESK_API_TOKEN, or NEWSDESK_API_TOKEN_FILE to a file that holds it\n"
        )
    (tmp_path / "token").write_text(TOKEN)
    env = {"NEWSDESK_API_TOKEN_FILE": str(tmp_path / "token")}
    with start(tmp_path / "data", "--host", "0.0.0.0", "--port", "0", **env) as process:
        assert process.stderr
        port = process.stderr.readline().split()[2].split(":")[-1].strip("/")
        assert httpx.get(f"http://127.0.0.1:{port}/v1/models", timeout=60).status_code == 401
        process.terminate()
        assert process.wait(20) == 0


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with start(tmp_path / "data", "--port", port) as process:
            assert process.stderr and process.wait(60) == 2
            assert "choose another with --port" in process.stderr.read()
