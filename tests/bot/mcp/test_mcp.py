"""The tools and resources, through the SDK's own client."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from mcp import Client, MCPError, StdioServerParameters

from bot.mcp.server import create_server, http_app
from bot.mcp.tools import NewsTools
from retrieval.engine import Engine
from retrieval.index.browse import ArticleBrowser
from tests.bot.conftest import ROOT

QUESTION = "How much ice did the Varn glacier lose?"
TOOLS = {"ask", "search", "check_claim", "trace_quote", "latest", "digest", "article"}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def tools(news_engine: Engine) -> Iterator[NewsTools]:
    browser = ArticleBrowser(news_engine.index.folder)
    yield NewsTools(news_engine, browser, lambda: date(2026, 4, 1))
    browser.close()


@asynccontextmanager
async def connected(tools: NewsTools) -> AsyncIterator[Client]:
    async with Client(create_server(tools)) as client:
        yield client


async def call(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def test_every_tool_is_listed_with_its_schema_as_one_that_only_reads(tools: NewsTools) -> None:
    async with connected(tools) as client:
        listed = (await client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    assert all(tool.description and tool.output_schema for tool in listed)
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed)


async def test_an_answer_carries_its_sentences_offsets_and_links(tools: NewsTools) -> None:
    async with connected(tools) as client:
        result = await client.call_tool("ask", {"question": QUESTION})
        answer = result.structured_content
        assert answer and not answer["refused"] and "nine metres" in result.content[0].text  # type: ignore[union-attr]
        citation = answer["citations"][0]
        assert (citation["url"], citation["verified"]) == ("https://example.org/post/glacier", True)
        (content,) = (await client.read_resource(citation["resource"])).contents
    article = json.loads(content.text)  # type: ignore[union-attr]
    assert article["text"][citation["start"] : citation["end"]] == citation["sentence"]


async def test_a_follow_up_and_limits_count(tools: NewsTools) -> None:
    async with connected(tools) as client:
        follow_up = await call(client, "ask", question="Who led the survey?", history=[QUESTION])
        limited = await call(client, "ask", question="the cup, the crane, the glacier", source="POST")
    assert "Osk" in follow_up["answer"]
    assert {citation["article_id"] for citation in limited["citations"]} == {"glacier"}


async def test_passages_stand_in_their_articles(tools: NewsTools) -> None:
    async with connected(tools) as client:
        (best, *_) = (await call(client, "search", query="crane museum", limit=2))["passages"]
        article = await call(client, "article", article_id=best["article_id"])
    assert best["article_id"] == "harbour"
    assert article["text"][best["start"] : best["end"]] == best["text"]


@pytest.mark.parametrize(
    ("claim", "verdict", "bearing"),
    [
        ("Rovers beat United in the final of the island cup.", "supported", "supports"),
        ("A volcano erupted in Peru.", "silent", None),
    ],
)
async def test_a_claim_gets_a_verdict(
    tools: NewsTools, claim: str, verdict: str, bearing: str | None
) -> None:
    async with connected(tools) as client:
        checked = await call(client, "check_claim", claim=claim)
    assert checked["verdict"] == verdict
    assert bearing is None or bearing in {citation["bearing"] for citation in checked["citations"]}


async def test_a_quote_is_traced_with_what_was_changed(tools: NewsTools) -> None:
    async with connected(tools) as client:
        traced = await call(client, "trace_quote", quote="It has stood idle for fifty years")
    (trace, *_) = traced["traces"]
    assert (trace["article_id"], trace["kind"]) == ("harbour", "altered")
    assert trace["differences"] == [{"quoted": "fifty", "true": "forty"}]


async def test_the_newest_articles_are_listed_and_those_on_a_topic(tools: NewsTools) -> None:
    async with connected(tools) as client:
        newest = (await call(client, "latest", limit=2))["articles"]
        on_topic = (await call(client, "latest", topic="cup"))["articles"]
        resources = (await client.list_resources()).resources
    assert [article["article_id"] for article in newest] == ["harbour", "glacier"]
    assert [article["article_id"] for article in on_topic] == ["cup"]
    assert [str(resource.uri) for resource in resources] == [
        f"newsdesk://articles/{i}" for i in ("harbour", "glacier", "cup")
    ]


async def test_a_digest_tells_the_stories_of_its_days(tools: NewsTools) -> None:
    async with connected(tools) as client:
        winter = await call(client, "digest", since="2026-01-01", until="2026-01-31")
        today = await call(client, "digest")
    (story,) = winter["stories"]
    assert (story["outlets"], story["articles"]) == (["Post"], 1)
    assert story["citations"][0]["resource"] == "newsdesk://articles/glacier"
    assert today["stories"] == []


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("ask", {"question": " "}, "the question is empty"),
        ("ask", {"question": QUESTION, "since": "someday"}, "since: “someday”"),
        ("ask", {"question": QUESTION, "source": "Pots"}, "the nearest is “Post”"),
        ("search", {"query": ""}, "the query is empty"),
        ("trace_quote", {"quote": "three words only"}, "at least four words"),
        ("article", {"article_id": "harbor"}, "did you mean harbour?"),
        ("latest", {"limit": 0}, "greater than or equal to 1"),
    ],
)
async def test_wrong_use_is_told_to_the_assistant(
    tools: NewsTools, tool: str, arguments: dict[str, object], message: str
) -> None:
    async with connected(tools) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error and message in result.content[0].text  # type: ignore[union-attr]


async def test_an_unknown_article_is_an_error_of_the_protocol(tools: NewsTools) -> None:
    async with connected(tools) as client:
        with pytest.raises(MCPError, match=r"no article has the id \.\./nothing"):
            await client.read_resource("newsdesk://articles/..%2Fnothing")


def served(folder: Path) -> StdioServerParameters:
    script = str(Path(__file__).with_name("serve_small.py"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return StdioServerParameters(command=sys.executable, args=[script, str(folder)], env=environment)


async def test_over_standard_streams_it_answers(news_engine: Engine) -> None:
    news_engine.close()
    async with Client(served(news_engine.index.folder), read_timeout_seconds=120) as client:
        answer = await call(client, "ask", question=QUESTION)
    assert "nine metres" in answer["answer"]


def test_nothing_but_the_protocol_is_written_though_a_library_prints(news_engine: Engine) -> None:
    """An older client, by hand: it initializes, and lists the resources, at which the server prints."""
    news_engine.close()
    command = served(news_engine.index.folder)
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "0"}}
    sent = [
        {"id": 1, "method": "initialize", "params": about},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "resources/list"},
    ]
    with subprocess.Popen(
        [command.command, *command.args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=command.env,
        text=True,
    ) as server:
        assert server.stdin and server.stdout and server.stderr
        server.stdin.writelines(json.dumps({"jsonrpc": "2.0", **one}) + "\n" for one in sent)
        server.stdin.flush()
        answers = [json.loads(server.stdout.readline()) for _ in range(2)]
        server.stdin.close()
        rest, printed = server.stdout.read(), server.stderr.read()
    assert [answer["id"] for answer in answers] == [1, 2]
    assert len(answers[1]["result"]["resources"]) == 3
    assert rest == "" and "loading…" in printed


@contextmanager
def listening(tools: NewsTools) -> Iterator[str]:
    config = uvicorn.Config(http_app(create_server(tools)), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/mcp"
    server.should_exit = True
    thread.join()


async def test_over_http_it_answers_too(tools: NewsTools) -> None:
    with listening(tools) as url:
        async with Client(url) as client:
            answer = await call(client, "ask", question=QUESTION)
    assert "nine metres" in answer["answer"]


@pytest.mark.slow
async def test_the_command_serves_the_seeds(seeds: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "mcp", "--data", str(seeds)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    async with Client(command, read_timeout_seconds=120) as client:
        answer = await call(client, "ask", question="who proposed Istanbul talks?")
    assert "Putin" in answer["answer"] and answer["citations"][0]["verified"]
