"""The tools for assistants, behind the server's guard."""

import threading

import httpx
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bot.mcp.server import create_server, http_app
from bot.mcp.tools import NewsTools
from bot.web.app import create_app
from bot.web.guard import Rules
from bot.web.serve import open_socket, url_of
from retrieval.engine import Engine
from tests.bot.web.conftest import TOKEN, make_desk

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


async def test_they_answer_to_the_token_alone(news_engine: Engine) -> None:
    desk = make_desk(news_engine)
    more = [http_app(create_server(NewsTools(news_engine, desk.browser)))]
    with open_socket("127.0.0.1", 0) as sock:
        app = create_app(desk, Rules(TOKEN), more)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        url = f"{url_of(sock)}mcp"
        without = httpx.post(url, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
        with_token = httpx2.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60)
        async with with_token, Client(streamable_http_client(url, http_client=with_token)) as client:
            result = await client.call_tool("ask", {"question": "How much ice did the Varn glacier lose?"})
        server.should_exit = True
        thread.join(20)
    desk.close()
    assert without.status_code == 401
    assert result.structured_content and "nine metres" in result.structured_content["answer"]
