"""Every way to talk the client into connecting where it must not: one test a trick, on real sockets."""

from collections.abc import Callable

import httpx
import pytest

from retrieval.errors import FetchError, RefusedError
from retrieval.http import GuardedClient
from retrieval.http.ip_addresses import is_public
from tests.retrieval.http.conftest import PUBLIC, Internet
from tests.site import Page, Site, serve

MakeClient = Callable[..., GuardedClient]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.2.1", "198.18.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1"),
        *("2001:db8::1", "100::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe"),
        *("2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001:0:1::1", "x", ""),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


async def test_a_public_page_comes_back(client: MakeClient, site: Site, internet: Internet) -> None:
    site.pages["/a"] = Page("hello", headers={"ETag": '"1"', "Last-Modified": "then"})
    async with client() as guarded:
        found = await guarded.get("http://news.example/a#part")
    assert (found.url, found.body) == ("http://news.example/a", b"hello")
    assert (found.kind, found.charset) == ("text/html", "utf-8")
    assert (found.etag, found.last_modified, found.moved) == ('"1"', "then", "")
    assert set(internet.connected) == {PUBLIC}
    assert site.asked("/a")[0]["user-agent"] == "newsdesk-test"


SPELLINGS = [
    *(
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
    ),
    *("http://0x7f.1/", "http://127.1/", "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/"),
    *(
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:7f00:0001]/",
        "http://169.254.169.254/latest/meta-data",
    ),
    *("https://127.0.0.1/", "http://[fe80::1]/", "http://[::]/", "http://LOCALHOST/"),
]


@pytest.mark.parametrize("url", SPELLINGS)
async def test_no_spelling_of_a_private_address_is_connected_to(
    site: Site, internet: Internet, url: str
) -> None:
    """With the system's own resolver, which reads what the URL parser lets through."""
    async with GuardedClient(user_agent="t", sockets=internet) as guarded:
        with pytest.raises(RefusedError, match=r"is not on the public internet|is no address"):
            await guarded.get(url)
    assert internet.connected == [] and site.requests == []


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "data:text/html,x"),
        *("//news.example/", "news.example", "http://", "http:///a", "http://[::1", "javascript:x", ""),
        *("http://user:secret@news.example/", "http://①②⑦.⓪.⓪.①/", "http://news.example:99999/"),
    ],
)
async def test_what_is_no_address_to_fetch(client: MakeClient, internet: Internet, url: str) -> None:
    async with client() as guarded:
        with pytest.raises(RefusedError):
            await guarded.get(url)
    assert internet.connected == []


async def test_a_name_that_leads_inside(client: MakeClient, internet: Internet) -> None:
    async with client({"evil.example": ["10.0.0.7"]}) as guarded:
        with pytest.raises(RefusedError, match="NEWSDESK_ALLOW_HOSTS"):
            await guarded.get("http://evil.example/")
    assert internet.connected == []


async def test_one_private_address_among_public_ones(client: MakeClient, internet: Internet) -> None:
    async with client({"evil.example": [[PUBLIC, "::ffff:10.0.0.7"]]}) as guarded:
        with pytest.raises(RefusedError):
            await guarded.get("http://evil.example/")
    assert internet.connected == []


async def test_rebinding_finds_nothing_to_rebind(client: MakeClient, site: Site, internet: Internet) -> None:
    """The name is public when it is checked and private a moment later: the checked address is used."""
    site.pages["/"] = Page("hello")
    async with client({"evil.example": [PUBLIC, PUBLIC, "127.0.0.1"]}) as guarded:
        await guarded.get("http://evil.example/")
        assert set(internet.connected) == {PUBLIC}


async def test_a_name_that_turns_private_is_refused_at_its_next_connection(
    client: MakeClient, site: Site, internet: Internet
) -> None:
    site.pages["/"] = Page("hello", headers={"Connection": "close"})
    site.pages["/robots.txt"] = Page("", "text/plain", headers={"Connection": "close"})
    async with client({"evil.example": [PUBLIC, "127.0.0.1"]}) as guarded:
        with pytest.raises(RefusedError):
            await guarded.get("http://evil.example/")
    assert set(internet.connected) == {PUBLIC} and site.asked("/") == []


@pytest.mark.parametrize(
    "location",
    [
        *(
            "http://127.0.0.1/",
            "http://inside.example/",
            "http://[::1]/",
            "http://2130706433/",
            "file:///etc/passwd",
        ),
        *("//127.0.0.1/", "http://user:pw@news.example/", "gopher://x/"),
    ],
)
async def test_every_redirect_is_checked(
    client: MakeClient, site: Site, internet: Internet, location: str
) -> None:
    site.pages["/"] = Page(status=302, headers={"Location": "/next"})
    site.pages["/next"] = Page(status=307, headers={"Location": location})
    names = {
        "inside.example": ["10.0.0.7"],
        "127.0.0.1": ["127.0.0.1"],
        "::1": ["::1"],
        "2130706433": ["127.0.0.1"],
    }
    async with client(names) as guarded:
        with pytest.raises(RefusedError):
            await guarded.get("http://news.example/")
    assert set(internet.connected) == {PUBLIC}
    assert len(site.asked("/next")) == 1


async def test_a_robots_txt_that_leads_inside_is_not_followed(
    client: MakeClient, site: Site, internet: Internet
) -> None:
    site.pages["/robots.txt"] = Page(status=302, headers={"Location": "http://inside.example/"})
    site.pages["/"] = Page("hello")
    async with client({"inside.example": ["10.0.0.7"]}) as guarded:
        with pytest.raises(RefusedError, match=r"robots\.txt, leads to http://inside\.example/"):
            await guarded.get("http://news.example/")
    assert set(internet.connected) == {PUBLIC}


async def test_no_proxy_of_the_environment_is_used(
    client: MakeClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serve() as proxy:
        for name in ("http_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://{proxy.address}")
        site.pages["/"], proxy.pages["http://news.example/"] = Page("hello"), Page("from the proxy")
        async with client() as guarded, httpx.AsyncClient() as unguarded:
            assert (await unguarded.get("http://news.example/")).text == "from the proxy"
            proxy.requests.clear()
            assert (await guarded.get("http://news.example/")).body == b"hello"
        assert proxy.requests == []


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.1:{port}"])
async def test_a_newsrooms_own_host_may_be_private(site: Site, allowed: str) -> None:
    site.pages["/"] = Page("hello")
    async with GuardedClient([allowed.format(port=site.port)], user_agent="t") as guarded:
        assert (await guarded.get(site.url("/"))).body == b"hello"
        with pytest.raises(RefusedError):
            await guarded.get(f"http://localhost:{site.port}/")


@pytest.mark.parametrize(
    ("address", "named_by", "status", "fetched"),
    [
        ("10.0.0.7", "", 200, True),
        ("10.0.0.7", "http://inside.example/feed", 200, True),
        ("10.0.0.7", "http://news.example/feed", 200, False),
        ("10.0.0.7", "http://news.example/", 302, False),
        (PUBLIC, "http://news.example/feed", 200, True),
    ],
)
async def test_a_newsrooms_own_hosts_are_not_for_outsiders_to_lead_to(
    client: MakeClient,
    site: Site,
    internet: Internet,
    address: str,
    named_by: str,
    status: int,
    fetched: bool,
) -> None:
    inside, location = "http://inside.example/page", {"Location": "http://inside.example/page"}
    site.pages["/page"], site.pages["/"] = Page("hello"), Page(status=302, headers=location)
    async with client({"inside.example": [address]}, allowed=["inside.example"]) as guarded:
        url = named_by if status == 302 else inside
        if fetched:
            assert (await guarded.get(url, named_by=named_by)).body == b"hello"
        else:
            with pytest.raises(RefusedError, match="host of your own, to which an outside address led"):
                await guarded.get(url, named_by=named_by)
    assert ("10.0.0.7" in internet.connected) == (fetched and address == "10.0.0.7")


async def test_a_robots_txt_does_not_lead_to_ones_own_hosts_either(
    client: MakeClient, site: Site, internet: Internet
) -> None:
    site.pages["/robots.txt"] = Page(status=302, headers={"Location": "http://inside.example/"})
    async with client({"inside.example": ["10.0.0.7"]}, allowed=["inside.example"]) as guarded:
        with pytest.raises(RefusedError, match="host of your own"):
            await guarded.get("http://news.example/")
    assert set(internet.connected) == {PUBLIC}


async def test_a_port_that_was_not_allowed(site: Site) -> None:
    async with GuardedClient(["127.0.0.1:1"], user_agent="t") as guarded:
        with pytest.raises(RefusedError, match="not on the public internet"):
            await guarded.get(site.url("/"))


async def test_an_unknown_host_may_be_known_later(client: MakeClient) -> None:
    async with client() as guarded:
        with pytest.raises(FetchError, match="no such host") as caught:
            await guarded.get("http://nowhere.example/")
    assert not isinstance(caught.value, RefusedError)
