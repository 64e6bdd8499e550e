"""What comes back over a guarded connection: redirects, sizes, times, types, politeness."""

import asyncio
import gzip
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from retrieval.errors import FetchError, RefusedError
from retrieval.http import GuardedClient
from retrieval.http.body import BodyTooLargeError, BrokenBodyError, gunzip
from retrieval.http.throttle import DELAY, HostThrottle
from tests.site import Page, Site, send

MakeClient = Callable[..., GuardedClient]
URL = "http://news.example/"


async def refusal(guarded: GuardedClient, **options: int) -> str:
    with pytest.raises(RefusedError) as caught:
        await guarded.get(URL, **options)
    return caught.value.reason


async def failure(guarded: GuardedClient) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await guarded.get(URL)
    assert not isinstance(caught.value, RefusedError)
    return caught.value


async def test_unchanged_since_the_validators(client: MakeClient, site: Site) -> None:
    site.pages["/"] = Page("hello", headers={"ETag": '"1"'})
    async with client() as guarded:
        first = await guarded.get(URL)
        again = await guarded.get(URL, etag=first.etag)
    assert not first.not_modified and again.not_modified and again.body == b""


@pytest.mark.parametrize(("status", "moved"), [(301, URL + "new"), (308, URL + "new"), (302, ""), (303, "")])
async def test_only_a_permanent_redirect_is_a_new_address(
    client: MakeClient, site: Site, status: int, moved: str
) -> None:
    site.pages["/"] = Page(status=status, headers={"Location": "/new"})
    site.pages["/new"] = Page("hello")
    async with client() as guarded:
        found = await guarded.get(URL)
    assert (found.url, found.moved) == (URL + "new", moved)


async def test_circles_and_endless_chains_of_redirects(client: MakeClient, site: Site) -> None:
    def onward(request: BaseHTTPRequestHandler) -> None:
        send(request, Page(status=302, headers={"Location": request.path + "x"}))

    site.pages = {f"/{'x' * n}": onward for n in range(20)}
    async with client() as guarded:
        assert await refusal(guarded) == "redirects more than 5 times"
        site.pages["/"] = Page(status=302, headers={"Location": "/x"})
        site.pages["/x"] = Page(status=302, headers={"Location": "/"})
        assert await refusal(guarded) == "redirects in a circle"


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    while True:
        request.wfile.write(b"<p>and then</p>" * 1000)


def dripping(request: BaseHTTPRequestHandler) -> None:
    """A byte now and then, each within the time allowed for one read."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(400):
        request.wfile.write(b".")
        request.wfile.flush()
        time.sleep(0.05)


async def test_an_endless_stream_is_cut_off(client: MakeClient, site: Site) -> None:
    site.pages["/"] = endless
    async with client() as guarded:
        assert await refusal(guarded, most=2_000_000) == "is larger than 2 MB"


async def test_a_body_that_drips_for_ever(client: MakeClient, site: Site) -> None:
    site.pages["/"] = dripping
    async with client(seconds=0.5) as guarded:
        assert "takes longer than" in (await failure(guarded)).reason


async def test_a_bomb_is_never_inflated(client: MakeClient, site: Site) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    site.pages["/"] = Page(bomb, headers={"Content-Encoding": "gzip"})
    async with client() as guarded:
        assert await refusal(guarded) == "is larger than 10 MB"


async def test_gzip_is_inflated_and_must_be_whole(client: MakeClient, site: Site) -> None:
    packed = gzip.compress(b"hello " * 1000)
    site.pages["/"] = Page(packed, headers={"Content-Encoding": "gzip"})
    async with client() as guarded:
        assert (await guarded.get(URL)).body == b"hello " * 1000
        site.pages["/"] = Page(packed[:-12], headers={"Content-Encoding": "gzip"})
        assert (await failure(guarded)).reason == "breaks off in the middle"
        site.pages["/"] = Page(b"plain", headers={"Content-Encoding": "gzip"})
        assert "not the gzip" in (await failure(guarded)).reason


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "zstd"])
async def test_an_encoding_that_was_not_asked_for(client: MakeClient, site: Site, encoding: str) -> None:
    site.pages["/"] = Page(zlib.compress(b"x"), headers={"Content-Encoding": encoding})
    async with client() as guarded:
        assert await refusal(guarded) == f"is sent as {encoding}, which was not asked for"


def test_gzip_files_have_a_limit_too() -> None:
    packed = gzip.compress(b"x" * 1000)
    assert gunzip(packed, 1000) == b"x" * 1000
    with pytest.raises(BodyTooLargeError):
        gunzip(packed, 999)
    with pytest.raises(BrokenBodyError):
        gunzip(packed[:10], 1000)


def test_gzip_may_come_in_pieces_but_nothing_hides_behind_its_end() -> None:
    one = gzip.compress(b"x" * 600)
    assert gunzip(one + one + b"\0" * 10, 1200) == b"x" * 1200
    with pytest.raises(BodyTooLargeError):
        gunzip(one + one, 1199)
    with pytest.raises(BodyTooLargeError):
        gunzip(one + b"\0" * 10_000, 600)
    with pytest.raises(BrokenBodyError, match="not the gzip"):
        gunzip(one + b"rest", 600)
    with pytest.raises(BrokenBodyError, match="pieces"):
        gunzip(gzip.compress(b"") * 1000, 100_000)


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "application/x-msdownload"])
async def test_other_kinds_are_refused_unread(client: MakeClient, site: Site, kind: str) -> None:
    site.pages["/"] = Page(b"x" * 100, kind)
    async with client() as guarded:
        assert await refusal(guarded) == f"sends {kind}, which is not read"


async def test_a_connection_that_breaks_off(client: MakeClient, site: Site) -> None:
    site.pages["/"] = Page("hello" * 100, broken_after=50)
    async with client() as guarded:
        assert (await failure(guarded)).reason.startswith("cannot be reached: ")


@pytest.mark.parametrize(
    ("status", "lasting"), [(404, True), (410, True), (403, True), (408, False), (500, False), (502, False)]
)
async def test_what_lasts_and_what_may_pass(
    client: MakeClient, site: Site, status: int, lasting: bool
) -> None:
    site.pages["/"] = Page(status=status)
    async with client() as guarded:
        with pytest.raises(FetchError, match=f"answers {status}") as caught:
            await guarded.get(URL)
    assert isinstance(caught.value, RefusedError) is lasting


NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        *(("120", 120), ("999999999", 86400), ("soon", 0), ("", 0)),
        *(("Mon, 02 Mar 2026 12:10:00 GMT", 600), ("Mon, 02 Mar 2026 11:00:00 GMT", 0)),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after(client: MakeClient, site: Site, status: int, header: str, seconds: float) -> None:
    site.pages["/"] = Page(status=status, headers={"Retry-After": header})
    async with client(clock=lambda: NOW) as guarded:
        assert (await failure(guarded)).retry_after == seconds


async def test_a_host_that_asked_for_rest_is_not_asked_again(client: MakeClient, site: Site) -> None:
    site.pages["/"] = Page(status=429, headers={"Retry-After": "120"})
    async with client() as guarded:
        await failure(guarded)
        error = await failure(guarded)
    assert "asked to be left alone" in error.reason and 119 < error.retry_after <= 120
    assert len(site.asked("/")) == 1


@pytest.mark.parametrize("rest", [10, 120])
async def test_those_who_queue_while_a_host_asks_for_rest_fail_with_the_first(
    client: MakeClient, site: Site, rest: int
) -> None:
    now, slept = 0.0, list[float]()

    async def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    site.pages["/"] = Page("hello")
    async with client(pace=HostThrottle(clock=lambda: now, sleep=sleep)) as guarded:
        await guarded.get(URL)  # and its robots.txt
        site.requests.clear()
        site.pages["/"] = Page(status=429, headers={"Retry-After": str(rest)})
        errors = await asyncio.gather(*(failure(guarded) for _ in range(5)))
        assert len(site.asked("/")) == 1 and slept == [DELAY]
        assert [error.retry_after for error in errors] == [rest] * 5
        site.pages["/"] = Page("hello")
        if rest == 10:
            assert (await guarded.get(URL)).body == b"hello"
            assert slept == [DELAY, rest]


async def test_robots_txt_is_obeyed_and_asked_for_once(client: MakeClient, site: Site) -> None:
    site.pages["/robots.txt"] = Page("User-agent: newsdesk-test\nDisallow: /private", "text/plain")
    site.pages["/open"] = site.pages["/private"] = Page("hello")
    async with client() as guarded:
        await guarded.get(URL + "open")
        with pytest.raises(RefusedError, match=r"closed to programs by its host's robots\.txt"):
            await guarded.get(URL + "private")
    assert len(site.asked("/robots.txt")) == 1 and site.asked("/private") == []


async def test_a_robots_txt_that_fails_forbids_everything_for_now(client: MakeClient, site: Site) -> None:
    site.pages["/robots.txt"] = Page(status=500)
    site.pages["/"] = Page("hello")
    async with client() as guarded:
        reason = (await failure(guarded)).reason
    assert reason == "is left alone, since its host, asked for robots.txt, answers 500 Internal Server Error"
    assert site.asked("/") == []


@pytest.mark.parametrize(
    "page",
    [
        Page("User-agent: *\nDisallow: /private", "application/x-robots"),
        Page("User-agent: *\nDisallow: /private\n" + "# more\n" * 100_000, "text/plain"),
        Page(
            gzip.compress(b"User-agent: *\nDisallow: /private\n" + b"\n" * 50_000_000),
            headers={"Content-Encoding": "gzip"},
        ),
        Page("x", headers={"Content-Encoding": "br"}),
        Page(status=302, headers={"Location": "/robots.txt"}),
    ],
)
async def test_an_odd_robots_txt_does_not_open_what_it_closes(
    client: MakeClient, site: Site, page: Page
) -> None:
    site.pages["/robots.txt"], site.pages["/private"] = page, Page("hello")
    async with client() as guarded:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            await guarded.get(URL + "private")
    assert site.asked("/private") == []


async def test_a_robots_txt_speaks_to_the_program_not_to_its_remarks(site: Site) -> None:
    site.pages["/robots.txt"] = Page("User-agent: reads\nDisallow: /", "text/plain")
    site.pages["/"] = Page("hello")
    async with GuardedClient(["127.0.0.1"], user_agent="newsdesk/0.1 (reads news)") as guarded:
        assert (await guarded.get(site.url("/"))).body == b"hello"


@pytest.mark.parametrize(
    ("named", "allowed"),
    [("news", True), ("newsdesk", False), ("NewsDesk", False), ("newsdesk-images", True), ("*", False)],
)
async def test_a_robots_txt_is_meant_for_the_whole_name_only(site: Site, named: str, allowed: bool) -> None:
    rest = "" if named == "*" else "User-agent: *\nDisallow: /other\n"
    site.pages["/robots.txt"] = Page(f"{rest}User-agent: {named}\nDisallow: /page", "text/plain")
    site.pages["/page"] = Page("hello")
    async with GuardedClient(["127.0.0.1"], user_agent="newsdesk/0.1") as guarded:
        if allowed:
            assert (await guarded.get(site.url("/page"))).body == b"hello"
        else:
            with pytest.raises(RefusedError, match="closed to programs"):
                await guarded.get(site.url("/page"))


async def test_one_request_at_a_time_and_a_pause_between(client: MakeClient, site: Site) -> None:
    now, slept = 0.0, list[float]()

    async def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    busy, most = 0, 0

    def slow(request: BaseHTTPRequestHandler) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        send(request, Page("hello"))
        busy -= 1

    site.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 3", "text/plain")
    site.pages["/"] = slow
    async with client(pace=HostThrottle(clock=lambda: now, sleep=sleep)) as guarded:
        await asyncio.gather(*(guarded.get(URL) for _ in range(4)))
    assert most == 1
    assert slept == [3, 3, 3]


async def test_a_long_pause_is_waited_for_and_is_no_rest(client: MakeClient, site: Site) -> None:
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    site.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 25", "text/plain")
    site.pages["/"] = Page("hello")
    async with client(pace=HostThrottle(clock=lambda: now, sleep=sleep)) as guarded:
        for _ in range(3):
            await guarded.get(URL)
    assert now == 50


@pytest.mark.parametrize("etag", ['"naïve"', '"' + "x" * 500 + '"'])
async def test_validators_that_cannot_be_sent_back_are_not_kept(
    client: MakeClient, site: Site, etag: str
) -> None:
    site.pages["/"] = Page("hello", headers={"ETag": etag})
    async with client() as guarded:
        assert (await guarded.get(URL)).etag == ""
        again = await guarded.get(URL, etag=etag, last_modified="gestern Früh")  # kept by an older newsdesk
    assert again.body == b"hello"
    assert not {"if-none-match", "if-modified-since"} & set(site.asked("/")[1])


async def test_ones_own_host_needs_no_pause(site: Site) -> None:
    slept = list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    site.pages["/"] = Page("hello")
    async with GuardedClient(["127.0.0.1"], user_agent="t", pace=HostThrottle(sleep=sleep)) as guarded:
        for _ in range(3):
            await guarded.get(site.url("/"))
    assert slept == []


async def test_cookies_are_not_kept(client: MakeClient, site: Site) -> None:
    site.pages["/"] = Page("hello", headers={"Set-Cookie": "id=1; Path=/"})
    async with client() as guarded:
        await guarded.get(URL)
        await guarded.get(URL)
    assert all("cookie" not in headers for headers in site.asked("/"))
