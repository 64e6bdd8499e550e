"""What goes wrong in months: kills, a locked or full disk, certificates, hostile documents."""

import gzip
import json
import resource
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest

from retrieval.engine import Engine
from retrieval.errors import FetchError
from retrieval.feeds import Feed, FeedStore, Watcher
from retrieval.feeds.entries import FeedPage, NotAFeedError
from retrieval.feeds.fetch_feed import fetch_listing
from retrieval.feeds.parse import parse_feed
from retrieval.http import Fetched, GuardedClient
from retrieval.index import database
from retrieval.index.database import DATABASE, Database
from retrieval.ingest.pipeline import Outcome
from retrieval.values import Query
from tests.conftest import ARTICLES, make_engine
from tests.feeds import WORDS, article, item, rss
from tests.retrieval.feeds.conftest import Clock
from tests.retrieval.feeds.killed import POINTS
from tests.site import Page, Site, serve

HOUR = timedelta(hours=1)
LONG = "\n".join(WORDS.format(name=name) for name in ("west", "east", "south"))


async def poll_once(folder: Path, site: Site, clock: Clock) -> None:
    """As the next start of a watcher would."""
    engine, feeds = make_engine(folder), FeedStore(folder / "articles.sqlite3", clock)
    async with GuardedClient([site.address], user_agent="t") as client:
        await Watcher(feeds, client, engine.ingest, clock=clock).poll_due()
    feeds.close()
    engine.index.close()


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
async def test_killed_anywhere_nothing_is_lost_and_nothing_doubled(tmp_path: Path, point: str) -> None:
    clock, folder = Clock(), tmp_path / "data"
    with serve() as site:
        site.pages["/feed"] = rss(item(site.url("/a"), "Old", LONG), ETag='"1"')
        make_engine(folder).index.close()
        feeds = FeedStore(folder / "articles.sqlite3", clock)
        feeds.add(site.url("/feed"), HOUR)
        feeds.close()
        await poll_once(folder, site, clock)

        changed = item(site.url("/a"), "Old", LONG.replace("two million", "nine million"))
        new = item(site.url("/b"), "New", "The crane museum opened on Friday with a free tour. Read more")
        site.pages["/feed"] = rss(changed, new, ETag='"2"')
        site.pages["/b"] = article("New")
        command = [sys.executable, "-m", "tests.retrieval.feeds.killed", str(folder), point, site.address]
        killed = subprocess.run(command, capture_output=True, check=False)
        assert killed.returncode == -9, killed.stderr

        clock.pass_(days=1)
        await poll_once(folder, site, clock)
        feeds, engine = FeedStore(folder / "articles.sqlite3", clock), make_engine(folder)
        stored = {a.url: a.text for a in engine.index.articles.articles()}
        assert sorted(a.url for a in engine.index.articles.articles()) == [site.url("/a"), site.url("/b")]
        assert "nine million" in stored[site.url("/a")] and stored[site.url("/b")] == WORDS.format(name="New")
        passages = engine.index.articles.counts()[1]
        assert len(engine.index.search_words(Query("the"), 50)) == passages
        vector = engine.embeddings.embed_query("the")
        assert len(engine.index.search_vectors(Query("the"), vector, 50)) == passages
        assert len(engine.index.articles.former(engine.index.selection.ids_at(site.url("/a"))[0])) == 1
        assert engine.index.versions.unplaced(10) == []
        (status,) = feeds.all()
        assert (status.last_error, status.failures) == ("", 0)
        feeds.close()
        engine.index.close()


@contextmanager
def no_room_in(folder: Path) -> Iterator[None]:
    """No file grows beyond the largest of the folder, whoever writes it."""
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)


async def test_a_full_disk_fails_the_poll_and_room_lets_it_go_on(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    site.pages["/feed"] = rss(
        *(item(site.url(f"/{n}"), f"R{n}", LONG.replace("eleven", str(n))) for n in range(40))
    )
    feeds.add(site.url("/feed"), HOUR)
    list(engine.ingest(ARTICLES))
    with no_room_in(engine.index.folder):
        (polled,) = await watcher.poll_due()
    assert polled.error.startswith("cannot write to") and "make room" in polled.error
    assert engine.index.articles.counts()[0] == len(ARTICLES)
    clock.pass_(days=1)
    (polled,) = await watcher.poll_due()
    assert polled.error == ""
    assert engine.index.articles.counts()[0] == 40 + len(ARTICLES)


async def test_a_locked_database_fails_the_poll_and_is_tried_again(
    client: GuardedClient, site: Site, engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.001)
    site.pages["/feed"] = rss(item(site.url("/a"), "North", LONG))
    feeds = FeedStore(engine.index.folder / DATABASE, clock)
    feeds.add(site.url("/feed"), HOUR)
    watcher = Watcher(feeds, client, engine.ingest, clock=clock)
    other = Database(engine.index.folder / DATABASE)
    with other.changing():
        (polled,) = await watcher.poll_due()
        assert "locked" in polled.error
    other.close()
    (polled,) = await watcher.poll_due()  # still due: not even the failure could be noted
    assert polled.error == "" and engine.index.articles.counts()[0] == 1
    feeds.close()


AUTHORITY = """
[ca]
default_ca = d
[d]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = p
[p]
commonName = supplied
[x]
subjectAltName = IP:127.0.0.1
"""


@pytest.fixture
def expired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an https server whose certificate is trusted and six years old."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    (tmp_path / "ca.cnf").write_text(AUTHORITY)
    (tmp_path / "index.txt").touch()
    (tmp_path / "serial").write_text("01")
    try:
        for command in (
            "req -new -newkey rsa:2048 -nodes -keyout key.pem -subj /CN=localhost -out request.pem",
            "ca -batch -selfsign -keyfile key.pem -in request.pem -out cert.pem -config ca.cnf -extensions x"
            " -startdate 20200101000000Z -enddate 20200102000000Z",
        ):
            subprocess.run(["openssl", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    except OSError:
        pytest.skip("no openssl to make a certificate with")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # the client hangs up

    from http.server import BaseHTTPRequestHandler

    with Server(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}/feed"
        server.shutdown()
        thread.join()


async def test_an_expired_certificate_is_told(
    feeds: FeedStore, engine: Engine, clock: Clock, expired: str
) -> None:
    feeds.add(expired, HOUR)
    async with GuardedClient(["127.0.0.1"], user_agent="t") as client:
        (polled,) = await Watcher(feeds, client, engine.ingest, clock=clock).poll_due()
    assert "its certificate is not valid: certificate has expired" in polled.error


def parsed(page: Page, charset: str = "") -> FeedPage:
    return parse_feed(Fetched("https://herald.example/feed", page.data, "text/xml", charset))


@pytest.mark.parametrize("charset", ["", "utf-8", "ascii", "utf-16", "nonsense"])
def test_a_wrong_charset_costs_no_entry(charset: str) -> None:
    body = rss(item("https://herald.example/a", "Café", "Große Brücke")).data.decode()
    (entry,) = parsed(Page(body.encode("cp1252")), charset).entries  # it says utf-8 all the same
    assert entry.link == "https://herald.example/a"


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "us-ascii"])
def test_a_feed_in_utf_8_that_declares_another_encoding_keeps_its_letters(site: Site, declared: str) -> None:
    said = "Mayor Zoë Brûlé said that the pier wouldn’t cost €3m – “not a cent”."
    body = rss(item("https://herald.example/a", "Café on the pier", said)).data
    body = body.replace(b'encoding="utf-8"', f'encoding="{declared}"'.encode())
    site.pages["/feed"] = Page(body, "application/rss+xml")
    with urlopen(site.url("/feed")) as answer:
        fetched = Fetched(site.url("/feed"), answer.read(), "application/rss+xml", "")
    (entry,) = parse_feed(fetched).entries
    assert (entry.title, entry.text) == ("Café on the pier", said)


def test_a_feed_that_breaks_off_is_a_failure_unless_it_lists_something() -> None:
    whole = rss(item("https://herald.example/a", "A"), item("https://herald.example/b", "B")).data
    with pytest.raises(NotAFeedError, match="breaks off before its first entry; not well-formed"):
        parsed(Page(whole[: whole.index(b"<item>")]))
    listing = parsed(Page(whole[: whole.rindex(b"<item>")]))
    assert [e.title for e in listing.entries] == ["A"] and "not well-formed" in listing.problems[0]
    assert parsed(rss()).entries == ()


def test_entries_without_dates_links_or_guids_and_two_with_one() -> None:
    listing = parsed(
        rss(
            item("https://herald.example/a", "A", guid="1"),
            item("https://herald.example/b", "B", guid="1"),
            item("https://herald.example/b?utm_source=x", "B again", guid="2"),
            item("", "No link", "Some text of its own.", guid="3"),
            item("", "No link either", "Some other text.", guid="3"),
            "<item><title>Nothing</title></item>",
            "<item><link>https://herald.example/c</link></item>",
        )
    )
    assert [e.title for e in listing.entries] == ["A", "B", "No link", "No link either", ""]
    assert listing.problems == (
        "1 entry without a link or a text, left out",
        "1 entry that stand in it twice, taken once",
        "1 entry without a date",
        "1 entry with the guid of another, told apart by their links",
    )


@pytest.mark.parametrize("date", ["0000-00-00", "0001-01-01", "Fri, 31 Dec 9999 23:59:59 GMT", "-1-1-1"])
def test_a_date_that_is_none_costs_nothing_else(date: str) -> None:
    (entry,) = parsed(rss(item("https://herald.example/a", "A", date=date))).entries
    assert (entry.title, entry.published) == ("A", "")


async def test_half_characters_cost_nothing_else(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine
) -> None:
    entry = {"id": "\ud800", "url": site.url("/a?q=\udc00"), "title": "North \ud800", "content_text": LONG}
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "\ud800", "items": [entry]})
    site.pages["/feed"] = Page(body, "application/feed+json")
    feeds.add(site.url("/feed"), HOUR)
    (polled,) = await watcher.poll_due()
    assert polled.error == "" and engine.index.articles.counts()[0] == 1


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    "body",
    [
        BOMB + ']><rss version="2.0"><channel><title>&j;</title></channel></rss>',
        BOMB + "]><urlset><url><loc>&j;</loc></url></urlset>",
        "{" * 100_000,
        "<rss>" * 100_000,
        "\x1f\x8b broken",
    ],
)
def test_hostile_documents_are_over_in_no_time(body: str) -> None:
    try:
        listing = parsed(Page(body.encode("latin-1")))
    except NotAFeedError:
        return
    assert all(len(entry.title) < 1000 for entry in listing.entries) and len(listing.title) < 1000


RSS = "<channel><title>T</title>{}<item><title>A</title><link>/a</link></item>{}"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
NEWS = "<n:news><n:publication><n:name>T</n:name></n:publication><n:title>A</n:title></n:news>"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<rss version="0.91">' + RSS.format("", "</channel></rss>"), "RSS 0.91"),
        ('<rss version="2.0">' + RSS.format("", "</channel></rss>"), "RSS 2.0"),
        (f"<rdf:RDF {RDF}>" + RSS.format("</channel>", "</rdf:RDF>"), "RSS 1.0"),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
            '<entry><title>A</title><link href="/a"/></entry></feed>',
            "Atom 1.0",
        ),
        ('{"version": "1.1", "title": "T", "items": [{"title": "A", "url": "/a"}]}', "JSON Feed"),
        (f'<urlset xmlns:n="urn:news"><url><loc>/a</loc>{NEWS}</url></urlset>', "sitemap"),
    ],
)
def test_every_format_gives_the_same(body: str, kind: str) -> None:
    listing = parsed(Page(body))
    assert (listing.kind, listing.title) == (kind, "T")
    assert [(e.title, e.link) for e in listing.entries] == [("A", "https://herald.example/a")]


def listed(kind: str, count: int) -> bytes:
    """A document that lists so many entries."""
    links = [f"https://herald.example/{n}" for n in range(count)]
    if kind == "rss":
        return rss(*(item(link, "A") for link in links)).data
    if kind == "json":
        return json.dumps({"items": [{"url": link} for link in links]}).encode()
    return f"<urlset>{''.join(f'<url><loc>{link}</loc></url>' for link in links)}</urlset>".encode()


@pytest.mark.parametrize(
    ("kind", "count", "most"), [("rss", 2_100, 2_000), ("json", 2_100, 2_000), ("sitemap", 50_100, 50_000)]
)
def test_no_more_entries_are_taken_than_a_feed_can_have_use_for(kind: str, count: int, most: int) -> None:
    assert len(parsed(Page(listed(kind, count))).entries) == most


def test_only_a_sitemap_may_be_huge_once_unpacked() -> None:
    padding = " " * 11_000_000
    (entry,) = parsed(Page(gzip.compress(listed("sitemap", 1) + padding.encode()))).entries
    assert entry.link == "https://herald.example/0"
    for kind in ("rss", "json"):
        with pytest.raises(NotAFeedError, match="larger than 10 MB once unpacked"):
            parsed(Page(gzip.compress(listed(kind, 1) + padding.encode())))


async def test_an_index_of_sitemaps_is_followed(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine
) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url('/1')}</loc></sitemap></sitemapindex>"
    site.pages["/map"] = Page(index, "text/xml")
    site.pages["/1"] = Page(f"<urlset><url><loc>{site.url('/a')}</loc></url></urlset>", "text/xml")
    site.pages["/a"] = article("North")
    feeds.add(site.url("/map"), HOUR)
    await watcher.poll_due()
    assert [a.title for a in engine.index.articles.articles()] == ["North"]


async def test_the_sitemaps_of_an_index_are_asked_whether_they_have_changed(
    watcher: Watcher, feeds: FeedStore, site: Site, clock: Clock
) -> None:
    def part(version: int, *paths: str) -> Page:
        links = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in paths)
        return Page(f"<urlset>{links}</urlset>", "text/xml", headers={"ETag": f'"{version}"'})

    parts = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/1", "/2", "/none"))
    site.pages["/map"] = Page(f"<sitemapindex>{parts}</sitemapindex>", "text/xml", headers={"ETag": '"x"'})
    site.pages["/1"], site.pages["/2"] = part(1, "/a"), part(2, "/b")
    for path in ("/a", "/b", "/c"):
        site.pages[path] = article(f"The {path} quay")
    feeds.add(site.url("/map"), HOUR)
    added = []
    for change in (None, None, part(3, "/b", "/c"), None):
        site.pages["/2"] = change or site.pages["/2"]
        clock.pass_(days=1)
        (polled,) = await watcher.poll_due()
        added.append(None if polled.unchanged else polled.outcomes[Outcome.ADDED])
    assert added == [2, None, 1, None]
    assert [asked.get("if-none-match") for asked in site.asked("/1")] == [None, '"1"', '"1"', None, '"1"']
    assert [asked.get("if-none-match") for asked in site.asked("/map")] == [None] * 4


async def test_of_an_index_the_sitemaps_that_changed_last_are_taken_and_one_may_fail(
    client: GuardedClient, site: Site
) -> None:
    parts = "".join(
        f"<sitemap><loc>{site.url(f'/{n}')}</loc><lastmod>2026-03-{20 - n}</lastmod></sitemap>"
        for n in range(9)
    )
    site.pages["/map"] = Page(f"<sitemapindex>{parts}</sitemapindex>", "text/xml")
    for n in (0, 2, 3, 4):  # the second, /1, is not there
        page = f"<urlset><url><loc>{site.url(f'/page/{n}')}</loc></url></urlset>"
        site.pages[f"/{n}"] = Page(page, "text/xml")
    feed = Feed(site.url("/map"), HOUR)
    _, listing = await fetch_listing(feed, client)
    assert listing is not None
    assert [e.link for e in listing.entries] == [site.url(f"/page/{n}") for n in (0, 2, 3, 4)]
    assert listing.problems[-1] == f"of its sitemaps, {site.url('/1')} answers 404 Not Found"
    for n in (0, 2, 3, 4):
        del site.pages[f"/{n}"]
    with pytest.raises(FetchError, match="answers 404"):
        await fetch_listing(feed, client)
