from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.app import create_app
from bot.web.guard import MAX_BODY, Rules
from bot.web.token import check_address, is_loopback
from retrieval.engine import Engine
from retrieval.errors import UsageError
from tests.bot.web.conftest import TOKEN, Serving, make_desk

ASK = {"question": "Who won the island cup?"}


@pytest.fixture
def guarded(serving: Serving) -> Iterator[TestClient]:
    """A client of a server with a token, without the token."""
    with serving(Rules(TOKEN)) as client:
        yield client


def code(
    client: TestClient, method: str = "POST", path: str = "/v1/ask", **request: object
) -> tuple[int, str]:
    reply = client.request(method, path, **request)  # type: ignore[arg-type]
    return reply.status_code, reply.json()["error"]["code"] if reply.status_code >= 400 else ""


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "192.0.2.7"])
def test_addresses_and_this_machines_name_are_hosts(client: TestClient, host: str) -> None:
    assert client.get("/v1/models", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:80"])
def test_any_other_name_is_refused(client: TestClient, host: str) -> None:
    assert code(client, "GET", "/v1/models", headers={"Host": host}) == (421, "wrong_host")


def test_a_name_of_the_settings_is_a_host(serving: Serving) -> None:
    with serving(Rules(hosts=("news.example",))) as client:
        assert client.get("/v1/models", headers={"Host": "news.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_pages_of_other_sites_may_not_ask(client: TestClient, headers: dict[str, str]) -> None:
    assert code(client, json=ASK, headers=headers) == (403, "wrong_origin")


def test_a_link_from_elsewhere_may_be_followed(client: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=headers).status_code == 200


def test_the_page_itself_may_ask(client: TestClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/v1/ask", json=ASK, headers=headers).status_code == 200


def test_no_other_origin_is_allowed(client: TestClient) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    reply = client.options("/v1/ask", headers=headers)
    assert reply.status_code == 403
    assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_a_wrong_token_is_refused(guarded: TestClient, given: str) -> None:
    assert code(guarded, json=ASK, headers={"Authorization": given}) == (401, "invalid_api_key")


def test_the_token_lets_in(guarded: TestClient) -> None:
    assert guarded.post("/v1/ask", json=ASK, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_browser_gets_in_by_the_form(guarded: TestClient) -> None:
    first = guarded.get("/")
    assert first.status_code == 401 and 'type="password"' in first.text
    assert guarded.post("/login", data={"token": "wrong"}).status_code == 401
    reply = guarded.post("/login", data={"token": TOKEN}, follow_redirects=False)
    cookie = reply.headers["set-cookie"]
    assert (reply.status_code, reply.headers["location"]) == (303, "/")
    assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower() and TOKEN not in cookie
    assert guarded.get("/").status_code == 200


def test_health_and_the_styles_need_no_token(guarded: TestClient) -> None:
    for path in ("/health", "/static/page.css"):
        assert guarded.get(path).status_code == 200


def test_a_large_body_is_refused(client: TestClient) -> None:
    question = {"question": "x" * MAX_BODY}
    assert code(client, json=question) == (413, "too_large")

    def pieces() -> Iterator[bytes]:
        yield from (b" " * 1_000 for _ in range(2_000))

    headers = {"Content-Type": "application/json"}
    assert code(client, content=pieces(), headers=headers) == (413, "too_large")


def test_another_machine_may_send_so_many_requests_in_a_minute(serving: Serving) -> None:
    with serving(Rules(per_minute=3)) as client:
        codes = [client.get("/v1/models").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


def test_every_response_has_the_headers_that_protect_it(client: TestClient) -> None:
    for path in ("/", "/v1/models", "/none", "/static/page.js"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("::", False), ("192.0.2.7", False), ("news.example", False)],
)  # fmt: skip
def test_only_this_machine_needs_no_token(host: str, here: bool) -> None:
    assert is_loopback(host) is here
    check_address(host, TOKEN)
    if here:
        check_address(host, "")
    else:
        with pytest.raises(UsageError, match="NEWSDESK_API_TOKEN"):
            check_address(host, "")


def test_another_application_stands_behind_the_same_guard(news_engine: Engine) -> None:
    begun = []

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        begun.append(app)
        yield

    async def show(request: Request) -> Response:
        return PlainTextResponse("more")

    other, desk = Starlette(routes=[Route("/mcp", show)], lifespan=lifespan), make_desk(news_engine)
    with TestClient(create_app(desk, Rules(TOKEN), [other]), base_url="http://localhost") as client:
        assert begun == [other]
        assert code(client, "GET", "/mcp") == (401, "invalid_api_key")
        assert client.get("/mcp", headers={"Authorization": f"Bearer {TOKEN}"}).text == "more"
    desk.close()
